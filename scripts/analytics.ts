/** Makes the SQL views for analysts anew: `npm run analytics`. Reads DATABASE_URL like the processes; see docs/analytics.md. */
import { closeOrm, forkEm } from '../app/db/orm.server';
import { rebuildAnalytics } from '../app/services/analytics/publish-analytics.server';

try {
  const { made, same, failed, roleProblem } = await rebuildAnalytics(forkEm());
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const name of made) say(`made  analytics.${name}`);
  for (const name of same) say(`same  analytics.${name}`);
  for (const line of failed) process.stderr.write(`FAILED ${line}\n`);
  if (roleProblem !== null) process.stderr.write(`${roleProblem}\n`);
  if (failed.length > 0) process.exitCode = 1;
} finally {
  await closeOrm();
}
