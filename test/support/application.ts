import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureBuild } from '../../scripts/setup/build.mjs';
import { openChildren } from '../../scripts/start/children';
import { findPort } from '../../scripts/start/port';
import { prepareDatabase, type DemoLogins } from '../../scripts/start/prepare';
import { createDatabase, databaseUrl } from './test-server';

export interface TestApplication {
  /** Without a slash at the end. */
  readonly url: string;
  readonly databaseUrl: string;
  /** The folder of its files, as DATA_DIR. */
  readonly dataDir: string;
  readonly logins: DemoLogins;
}

declare module 'vitest' {
  interface ProvidedContext {
    testApplication: TestApplication;
  }
}

const stopTimeoutSeconds = 5;

/** The built application with demo data in a database of its own: web server and worker as in real use, for all end-to-end tests. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const root = resolve('.');
  const { testServer } = project.getProvidedContext();
  await ensureBuild(root);
  const database = databaseUrl(testServer.adminUrl, await createDatabase(testServer));
  const dataDir = await mkdtemp(join(tmpdir(), 'sbor-e2e-'));
  const port = await findPort('127.0.0.1', 0);
  const environment = {
    ...process.env,
    NODE_ENV: 'production' as const,
    SBOR_MODE: 'demo',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: database,
    DATA_DIR: dataDir,
    STOP_TIMEOUT_SECONDS: String(stopTimeoutSeconds),
  };
  const logins = await prepareDatabase(root, environment);
  const children = openChildren({
    root,
    environment: () => environment,
    stopTimeoutMs: stopTimeoutSeconds * 1000,
    onChange: () => Promise.resolve(),
  });
  await Promise.all([children.start('app/server/web.ts'), children.start('app/jobs/worker.ts')]);
  const url = `http://127.0.0.1:${port}`;
  await expectReady(url);
  project.provide('testApplication', { url, databaseUrl: database, dataDir, logins });
  return async () => {
    await children.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function expectReady(url: string): Promise<void> {
  const response = await fetch(`${url}/readyz`);
  if (!response.ok)
    throw new Error(`the application is not ready: ${response.status} ${await response.text()}`);
}
