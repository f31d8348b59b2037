import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../app/db/migrate.server';
import { prepareJobTables } from '../../app/jobs/queue.server';
import { withLock } from '../../scripts/process/lock.mjs';
import { startCluster } from '../../scripts/postgres/cluster';
import { databaseUrl } from './test-server';

const folder = resolve('.data/test');
const lockTimeoutMs = 120_000;
/** Held shared by each run while it lasts: who gets it alone at the end stops the server. */
const serverInUse = 7_266_202;
/** With the run's number: held by the run, so that others know which databases are left over. */
const runInProgress = 7_266_203;

/**
 * One disposable PostgreSQL for all runs in this checkout, also for those at the same time; what runs that were interrupted
 * left behind is removed. `TEST_DATABASE_URL` (of a role that may create databases) replaces it.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const run = randomInt(1, 2 ** 31);
  const { adminUrl, admin, stopIfUnused } = await openServer();
  await admin.query('select pg_advisory_lock($1, $2)', [runInProgress, run]);
  await dropLeftovers(admin);
  const prefix = `sbor_test_${run}_`;
  const template = `${prefix}template`;
  await admin.query(`create database ${template}`);
  const templateUrl = databaseUrl(adminUrl, template);
  await migrateDatabase(templateUrl, () => prepareJobTables(templateUrl));
  project.provide('testServer', { adminUrl, template, prefix });
  return async () => {
    await dropDatabases(admin, prefix);
    await stopIfUnused();
  };
}

interface OpenServer {
  readonly adminUrl: string;
  readonly admin: pg.Client;
  stopIfUnused(): Promise<void>;
}

async function openServer(): Promise<OpenServer> {
  const external = process.env.TEST_DATABASE_URL;
  if (external !== undefined) {
    const admin = await connect(external);
    return { adminUrl: external, admin, stopIfUnused: () => admin.end() };
  }
  const lockFile = join(folder, 'in-use');
  return withLock(lockFile, lockTimeoutMs, async () => {
    const cluster = await startCluster({
      folder: join(folder, 'postgres'),
      fallbackRoot: tmpdir(),
      disposable: true,
    });
    const adminUrl = cluster.url('postgres');
    const admin = await connect(adminUrl);
    await admin.query('select pg_advisory_lock_shared($1)', [serverInUse]);
    const stopIfUnused = () =>
      withLock(lockFile, lockTimeoutMs, async () => {
        await admin.query('select pg_advisory_unlock_shared($1)', [serverInUse]);
        const { rows } = await admin.query<{ alone: boolean }>('select pg_try_advisory_lock($1) as alone', [
          serverInUse,
        ]);
        await admin.end();
        if (rows[0]?.alone) await cluster.stop();
      });
    return { adminUrl, admin, stopIfUnused };
  });
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ run: number }>(
    `select distinct split_part(datname, '_', 3)::int as run from pg_database where datname ~ '^sbor_test_[0-9]+_'`,
  );
  for (const { run } of rows) {
    const answer = await admin.query<{ dead: boolean }>('select pg_try_advisory_lock($1, $2) as dead', [
      runInProgress,
      run,
    ]);
    if (answer.rows[0]?.dead) await dropDatabases(admin, `sbor_test_${run}_`);
  }
}

async function dropDatabases(admin: pg.Client, prefix: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { name } of rows) await admin.query(`drop database if exists ${name} with (force)`);
}
