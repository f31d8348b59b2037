import { afterAll, beforeAll, inject } from 'vitest';
import { closeChangeFeed } from '../../app/db/change-feed.server';
import { closeOrm, openOrm, type EntityManager, type Orm } from '../../app/db/orm.server';
import { createDatabase, databaseUrl, dropDatabase } from './test-server';

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
    await closeChangeFeed();
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
