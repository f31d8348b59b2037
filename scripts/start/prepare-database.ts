import { getConfig } from '../../app/config.server';
import { migrateDatabase } from '../../app/db/migrate.server';
import { closeOrm, forkEm } from '../../app/db/orm.server';
import { closeQueue, prepareJobTables } from '../../app/jobs/queue.server';
import { loadDemo } from '../../app/services/demo/load-demo.server';
import { getLogger } from '../../app/log.server';
import { rebuildAnalytics } from '../../app/services/analytics/publish-analytics.server';
import type { DemoLogins } from './prepare';

/** Its last line is read by `prepareDatabase`. */
const { mode, databaseUrl } = getConfig();
let logins: DemoLogins = [];
await migrateDatabase(databaseUrl, async () => {
  await prepareJobTables(databaseUrl);
  if (mode === 'demo') logins = await loadDemo(forkEm());
  await prepareAnalytics();
});
await closeQueue();
await closeOrm();
process.stdout.write(`${JSON.stringify(logins)}\n`);

/** Views for analysts: whatever stands in their way, the application itself starts. */
async function prepareAnalytics(): Promise<void> {
  try {
    const { failed, roleProblem } = await rebuildAnalytics(forkEm());
    for (const line of [...failed, ...(roleProblem === null ? [] : [roleProblem])])
      getLogger().warn(`analytics: ${line}`);
  } catch (error) {
    getLogger().warn({ err: error }, 'analytics: no SQL views; npm run analytics makes them');
  }
}
