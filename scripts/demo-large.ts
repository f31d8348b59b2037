/** Adds a whole country to the demo data: `npm run demo:large`. The application may be running meanwhile. */
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { isAlive } from './process/alive.mjs';
import { startCluster } from './postgres/cluster';
import { readRunning } from './start/running.mjs';

const MOST = 200_000;

const { orgs, dataDir } = new Command('demo:large')
  .description(
    'Adds 89 regions with their municipalities, organisations and one collection of all of them to the demo data',
  )
  .option('--orgs <number>', 'organisations', parseCount, 40_000)
  .option('--data-dir <folder>', 'folder of the embedded database', process.env.DATA_DIR || '.data')
  .parse()
  .opts<{ orgs: number; dataDir: string }>();

const since = performance.now();
process.env.DATA_DIR = dataDir;
// Whoever runs the application on this folder keeps the server.
const isRunning = (await readRunning(dataDir))?.children.some(isAlive) ?? false;
const cluster = process.env.DATABASE_URL
  ? null
  : await startCluster({ folder: join(dataDir, 'postgres'), fallbackRoot: '/var/lib' });
try {
  if (cluster) process.env.DATABASE_URL = cluster.url('postgres');
  const { addLargeDemo } = await import('./demo/add-large');
  const added = await addLargeDemo(orgs);
  const seconds = ((performance.now() - since) / 1000).toFixed(0);
  process.stdout.write(
    added
      ? `${orgs} organisations in 89 regions were added in ${seconds} s: region01, mun011, edu010001, … with the password of the demo.\n`
      : 'They were added before: nothing was changed. For another number, take an empty folder with --data-dir.\n',
  );
} finally {
  if (cluster && !isRunning) await cluster.stop();
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST)
    throw new InvalidArgumentError(`a whole number from 1 to ${MOST}`);
  return count;
}
