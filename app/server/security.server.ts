import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.server';
import type { LoadContext } from '../protocol/load-context';

/** What middleware leaves for those after it; only these functions know where. */
type RequestMarks = Pick<LoadContext, 'cspNonce' | 'requestId'>;

/** The nonce and the id of a request. Only behind `markRequest`. */
export function marksOf(response: Response): RequestMarks {
  const { cspNonce, requestId } = response.locals;
  if (typeof cspNonce !== 'string' || typeof requestId !== 'string')
    throw new Error('the request was not marked');
  return { cspNonce, requestId };
}

/** Gives each request an id, or keeps the one that a trusted proxy gave it, and a nonce. */
export function markRequest({ trustProxy }: Pick<Config, 'trustProxy'>): RequestHandler {
  return (request, response, next) => {
    const given = trustProxy > 0 ? request.get('x-request-id') : undefined;
    const requestId = given !== undefined && /^[\w.-]{8,100}$/.test(given) ? given : randomUUID();
    const marks: RequestMarks = { requestId, cspNonce: randomBytes(16).toString('base64url') };
    Object.assign(response.locals, marks);
    response.setHeader('X-Request-Id', requestId);
    next();
  };
}

/** Headers that let a page run only its own scripts, be framed by nobody and tell other sites nothing. */
export function securityHeaders({ secureCookies }: Pick<Config, 'secureCookies'>): RequestHandler {
  const nonce = (_request: unknown, response: unknown) => `'nonce-${marksOf(response as Response).cspNonce}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonce],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", nonce],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // `no-referrer` would make browsers send `Origin: null` with forms, and the check of the origin would refuse them.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secureCookies ? { maxAge: 365 * 24 * 3600 } : false,
    xFrameOptions: { action: 'deny' },
  });
}
