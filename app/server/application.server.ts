import { join } from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { Config } from '../config.server';
import type { Logger } from '../log.server';
import { onlyReading } from './api.server';
import { limitBody } from './body-limit.server';
import { logRequests } from './request-log.server';
import { markRequest, marksOf, securityHeaders } from './security.server';

export interface ApplicationOptions {
  readonly config: Pick<Config, 'trustProxy' | 'secureCookies' | 'apiOrigins'>;
  readonly build: ServerBuild;
  /** Folder of the browser's files. */
  readonly clientFolder: string;
  /** Whether requests can be served now. */
  readonly isReady: () => Promise<boolean>;
  readonly log: Logger;
}

/** The web application: health, files of the browser, pages and their data. */
export function createApplication({
  config,
  build,
  clientFolder,
  isReady,
  log,
}: ApplicationOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(markRequest(config), logRequests(log), securityHeaders(config));

  app.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  app.get('/readyz', (_request, response, next) => {
    isReady().then((ready) => {
      response
        .status(ready ? 200 : 503)
        .set('Cache-Control', 'no-store')
        .json({ status: ready ? 'ready' : 'not ready' });
    }, next);
  });

  app.use(compression());
  // The name of an asset holds the hash of its content. One that is not there is no page either.
  const assets = express.static(join(clientFolder, 'assets'), {
    immutable: true,
    maxAge: '1y',
    fallthrough: false,
  });
  app.use('/assets', assets);
  app.use(express.static(clientFolder, { maxAge: '1h', index: false, redirect: false }));

  app.use('/api', onlyReading(config));
  app.use(limitBody);
  const answer = createRequestHandler({
    build,
    mode: 'production',
    getLoadContext: (request, response) => ({ ...marksOf(response), clientAddress: request.ip ?? '' }),
  });
  app.use((request, response, next) => void answer(request, response, next));
  app.use(answerErrors(log));
  return app;
}

function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    const { requestId } = marksOf(response);
    if (status >= 500) log.error({ err: error, requestId }, 'request failed');
    response.status(status).set('Cache-Control', 'no-store').json({ error: status, requestId });
  };
}

/** Errors of express carry the status that they stand for. */
function statusOf(error: unknown): number {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}
