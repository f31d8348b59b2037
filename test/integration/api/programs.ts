/** The interface for programs behind the real web server, on the routes of the application; and people with tokens for it. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import type { RouteConfigEntry } from '@remix-run/route-config';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import type { User } from '../../../app/db/entities/index.server';
import type { EntityManager } from '../../../app/db/orm.server';
import type { ApiScope } from '../../../app/protocol/api';
import routes from '../../../app/routes';
import { createApplication } from '../../../app/server/application.server';
import { createToken } from '../../../app/services/tokens/create-token.server';
import { apiScopes } from '../../../app/services/tokens/token-options';
import { viewerOf } from '../../support/viewers';

const modules = import.meta.glob<ServerBuild['routes'][string]['module']>('../../../app/routes/api/*.ts');

/** Those of the application below `/api`. */
export const apiRoutes: readonly RouteConfigEntry[] = routes.filter(
  ({ path }) => path?.startsWith('api/') === true,
);

async function buildOf(): Promise<ServerBuild> {
  const entries = await Promise.all(
    apiRoutes.map(async ({ path, file }) => {
      const load = modules[`../../../app/${file}`];
      if (!load) throw new Error(`no module ${file}`);
      const module = { ...(await load()) };
      return [file, { id: file, parentId: 'root', path, module }] as const;
    }),
  );
  return {
    entry: { module: { default: () => new Response('no page', { status: 500 }) } },
    routes: {
      root: { id: 'root', path: '', module: { default: () => null } },
      ...Object.fromEntries(entries),
    },
    assets: { entry: { module: '', imports: [] }, routes: {}, url: '', version: '' },
    mode: 'production',
    publicPath: '/',
    assetsBuildDirectory: '',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed where it is JSON, else null. */
  readonly json: unknown;
}

export interface Programs {
  /** Lines of the log, as written. */
  readonly log: string[];
  get(path: string, token?: string, init?: RequestInit): Promise<Answer>;
}

/** The server for the tests of one file; sites that may read: `https://bi.example`. */
export function usePrograms(): Programs {
  const log: string[] = [];
  let server: Server | undefined;
  let folder: string | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sbor-api-'));
    const app = createApplication({
      config: { trustProxy: 0, secureCookies: false, apiOrigins: ['https://bi.example'] },
      build: await buildOf(),
      clientFolder: folder,
      isReady: () => Promise.resolve(true),
      log: pino({ level: 'trace' }, { write: (line) => log.push(line) }),
    });
    server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    server?.closeAllConnections();
    server?.close();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });
  const get: Programs['get'] = async (path, token, init = {}) => {
    const address = server?.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('Content-Type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? (JSON.parse(text) as unknown) : null,
    };
  };
  return { log, get };
}

/** A token of a user, with everything that one can be allowed unless scopes are named. */
export async function tokenOf(
  em: EntityManager,
  user: User,
  scopes: readonly ApiScope[] = apiScopes,
): Promise<string> {
  const made = await createToken(
    em,
    await viewerOf(em, user),
    { name: 'Проверка', scopes, days: 30 },
    '127.0.0.1',
  );
  if (!made?.ok) throw new Error('no token');
  return made.value.token;
}
