import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeOrm, openOrm, type EntityManager, type Orm } from '../../app/db/orm.server';
import { databaseUrl, type TestServer } from './database-server';

export interface TestDatabase {
  /** Address of the database of this test file. */
  readonly url: string;
  /** A fresh EntityManager, as a request or job gets it. */
  em(): EntityManager;
}

/**
 * A migrated, empty database for the tests of one file, dropped after them. Call it at the top of the file or of a `describe`.
 * Code that takes its own EntityManager (`forkEm`) works on it too.
 */
export function useDatabase(): TestDatabase {
  let opened: { orm: Orm; url: string; name: string } | undefined;
  const get = () => {
    if (!opened) throw new Error('the database is there in tests and hooks, not while the file is read');
    return opened;
  };
  beforeAll(async () => {
    const server = inject('testServer');
    const name = await createDatabase(server);
    const url = databaseUrl(server.adminUrl, name);
    process.env.DATABASE_URL = url;
    opened = { orm: openOrm({ url, poolSize: 5 }), url, name };
  });
  afterAll(async () => {
    const { orm, name } = get();
    await orm.close(true);
    await closeOrm();
    await dropDatabase(inject('testServer'), name);
  });
  return {
    get url() {
      return get().url;
    },
    em: () => get().orm.em.fork(),
  };
}

/** Makes a copy of the migrated template and returns its name. */
export async function createDatabase(server: TestServer): Promise<string> {
  const name = `${server.prefix}${randomBytes(6).toString('hex')}`;
  await runAsAdmin(server, `create database ${name} template ${server.template}`);
  return name;
}

/** Drops it, whoever is still connected. */
export async function dropDatabase(server: TestServer, name: string): Promise<void> {
  await runAsAdmin(server, `drop database if exists ${name} with (force)`);
}

async function runAsAdmin(server: TestServer, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
