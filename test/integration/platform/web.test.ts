import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createApplication } from '../../../app/server/application.server';
import { bodyLimitBytes } from '../../../app/server/body-limit.server';

let server: Server;
let folder: string;
let port: number;
let isReady = true;
const lines: Record<string, unknown>[] = [];

/** A build of one page that shows what it was given. */
const build: ServerBuild = {
  entry: {
    module: {
      default: (
        _request: Request,
        status: number,
        headers: Headers,
        _entry: unknown,
        context: AppLoadContext,
      ) => new Response(JSON.stringify(context), { status, headers }),
    },
  },
  routes: { root: { id: 'root', path: '', module: { default: () => null } } },
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

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sbor-web-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'assets/page-abc123.js'), `/* ${'x'.repeat(5000)} */`);
  const app = createApplication({
    config: { trustProxy: 1, secureCookies: false, apiOrigins: [] },
    build,
    clientFolder: folder,
    isReady: () => Promise.resolve(isReady),
    log: pino(
      { level: 'debug' },
      { write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>) },
    ),
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  isReady = true;
});

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers });

describe('health', () => {
  it('tells that the process lives, and whether it can serve', async () => {
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    isReady = false;
    expect((await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
  });
});

describe('pages', () => {
  it('are given a new nonce, the id of the request and the address of the client', async () => {
    const answers = [];
    for (let i = 0; i < 2; i += 1) {
      const response = await get('/', { 'x-forwarded-for': '203.0.113.7', 'x-request-id': 'from-the-proxy' });
      const context = (await response.json()) as AppLoadContext;
      expect(context).toMatchObject({ requestId: 'from-the-proxy', clientAddress: '203.0.113.7' });
      expect(response.headers.get('content-security-policy')).toContain(
        `script-src 'self' 'nonce-${context.cspNonce}'`,
      );
      answers.push(context.cspNonce);
    }
    expect(answers[0]).not.toBe(answers[1]);
  });

  it('run no foreign or inline code and are framed by nobody', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const rule of [
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "default-src 'self'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('are logged with method, path without query, status and id', async () => {
    const response = await get('/somewhere?secret=1');
    const requestId = response.headers.get('x-request-id');
    await expect
      .poll(() => lines.find((line) => line.requestId === requestId))
      .toMatchObject({ method: 'GET', path: '/somewhere', status: 404 });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });
});

describe('files of the browser', () => {
  it('are kept for ever and compressed; one that is not there is no page', async () => {
    const response = await get('/assets/page-abc123.js', { 'accept-encoding': 'gzip' });
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-encoding')).toBe('gzip');
    const missing = await get('/assets/page-other.js');
    expect(missing.status).toBe(404);
    expect(missing.headers.get('cache-control')).toBe('no-store');
  });
});

describe('bodies', () => {
  const post = async (headers: Record<string, string | number>, body = '') => {
    const outgoing = request({ port, method: 'POST', path: '/', headers });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    return { status: response.statusCode, body: await text(response) };
  };

  it('over the limit are refused before they are read', async () => {
    const answer = await post({ 'content-length': bodyLimitBytes + 1 }, 'the first bytes');
    expect(answer).toEqual({ status: 413, body: '{"outcome":"too_large"}' });
  });

  it('without a length are refused', async () => {
    expect((await post({ 'transfer-encoding': 'chunked' }, 'x')).status).toBe(411);
  });
});
