import type { RequestHandler } from 'express';
import type { Logger } from '../log.server';
import { marksOf } from './security.server';

/** One line a request when it is over: method, path without its query, status and time. */
export function logRequests(log: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const { method } = request;
    const path = withoutTokens(request.path);
    response.once('close', () => {
      const level = levelOf(path, response.statusCode);
      const line = {
        requestId: marksOf(response).requestId,
        method,
        path,
        status: response.statusCode,
        // The client went away before the answer was whole.
        aborted: response.writableFinished ? undefined : true,
        ms: Math.round(performance.now() - startedAt),
      };
      log[level](line, `${method} ${path} ${response.statusCode}`);
    });
    next();
  };
}

/** What somebody put into a path by mistake is no less secret. */
const withoutTokens = (path: string): string => path.replaceAll(/sbor_[\w-]+/g, 'sbor_***');

function levelOf(path: string, status: number): 'error' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  return path.startsWith('/assets/') || path === '/healthz' || path === '/readyz' ? 'debug' : 'info';
}
