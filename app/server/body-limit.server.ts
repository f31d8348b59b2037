import type { RequestHandler } from 'express';
import type { Refusal } from '../protocol/saving';

/** The largest request body, in bytes. */
export const bodyLimitBytes = 8 * 1024 * 1024;
/** Of workbooks, with what goes beside them. */
export const workbookLimitBytes = 34 * 1024 * 1024;
const WORKBOOK = /^\/lk\/collections\/[^/]+\/workbook\//;

const limitOf = (path: string): number => (WORKBOOK.test(path) ? workbookLimitBytes : bodyLimitBytes);

const tooLarge: Refusal = { outcome: 'too_large' };

/**
 * Refuses bodies over the limit before anybody reads them. Node holds clients to the length that they announce, and bodies
 * without one are refused: browsers always send it.
 */
export const limitBody: RequestHandler = (request, response, next) => {
  const announced = request.get('content-length');
  const isChunked = request.get('transfer-encoding') !== undefined;
  if (isChunked) {
    response.status(411).set('Connection', 'close').json({ error: 'Content-Length is required' });
  } else if (announced !== undefined && Number(announced) > limitOf(request.path)) {
    response.status(413).set('Connection', 'close').json(tooLarge);
  } else {
    next();
  }
};
