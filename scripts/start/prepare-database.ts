import { getConfig } from '../../app/config.server';
import { migrateDatabase } from '../../app/db/migrate.server';
import { closeOrm, forkEm } from '../../app/db/orm.server';
import { closeQueue, prepareJobTables } from '../../app/jobs/queue.server';
import { loadDemo } from '../../app/services/demo/load-demo.server';
import type { DemoLogins } from './prepare';

/** Its last line is read by `prepareDatabase`. */
const { mode, databaseUrl } = getConfig();
let logins: DemoLogins = [];
await migrateDatabase(databaseUrl, async () => {
  await prepareJobTables(databaseUrl);
  if (mode === 'demo') logins = await loadDemo(forkEm());
});
await closeQueue();
await closeOrm();
process.stdout.write(`${JSON.stringify(logins)}\n`);
