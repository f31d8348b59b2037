import type { RequestHandler } from 'express';
import type { Config } from '../config.server';
import { acceptedLocale } from '../i18n/accepted-locale';
import { toProblem } from '../services/api/problems';
import { marksOf } from './security.server';

const READING = new Set(['GET', 'HEAD']);
const A_DAY = String(24 * 3600);

/**
 * What comes before the interface for programs: pages of the sites that may read it are told so, without cookies; what is no reading is
 * refused before anybody looks at it.
 */
export function onlyReading({ apiOrigins }: Pick<Config, 'apiOrigins'>): RequestHandler {
  return (request, response, next) => {
    const { origin } = request.headers;
    if (apiOrigins.length > 0) response.vary('Origin');
    const isAllowed = origin !== undefined && apiOrigins.includes(origin);
    if (isAllowed) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': 'ETag, Retry-After, X-Request-Id',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      });
    }
    if (READING.has(request.method)) {
      next();
    } else if (request.method === 'OPTIONS') {
      if (isAllowed) {
        response.set({
          'Access-Control-Allow-Methods': 'GET, HEAD',
          'Access-Control-Allow-Headers': 'Authorization, If-None-Match, Accept-Language',
          'Access-Control-Max-Age': A_DAY,
        });
      }
      response.status(204).set('Allow', 'GET, HEAD, OPTIONS').end();
    } else {
      const locale = acceptedLocale(request.get('accept-language'));
      const problem = toProblem('method', { locale, requestId: marksOf(response).requestId });
      response
        .status(problem.status)
        .set({ Allow: 'GET, HEAD, OPTIONS', 'Cache-Control': 'no-store', 'Content-Language': locale })
        .type('application/problem+json')
        .send(JSON.stringify(problem));
    }
  };
}
