import { getConfig } from '../../app/config.server';
import { migrateDatabase } from '../../app/db/migrate.server';
import { closeOrm, forkEm } from '../../app/db/orm.server';
import { closeQueue, prepareJobTables } from '../../app/jobs/queue.server';
import { loadLarge } from '../../app/services/demo/large/load-large.server';
import { loadDemo } from '../../app/services/demo/load-demo.server';

/** Migrates, loads the demo data where the database is empty, and adds the large country. False where it was there. */
export async function addLargeDemo(organisations: number): Promise<boolean> {
  const { databaseUrl } = getConfig();
  try {
    await migrateDatabase(databaseUrl, async () => {
      await prepareJobTables(databaseUrl);
      await loadDemo(forkEm());
    });
    return await loadLarge(forkEm(), organisations);
  } finally {
    await closeQueue();
    await closeOrm();
  }
}
