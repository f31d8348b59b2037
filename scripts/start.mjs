// `npm start`. Nothing but Node until the packages are there; the rest is in start/main.ts.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tryLock } from './process/lock.mjs';
import { endRunning } from './process/run.mjs';
import { openShutdown } from './process/shutdown.mjs';
import { ensurePackages, problemWithNode } from './setup/packages.mjs';
import { openProgress } from './setup/progress.mjs';
import { parseOptions } from './start/options.mjs';
import { readRunning } from './start/running.mjs';

const startedAt = performance.now();
const root = fileURLToPath(new URL('..', import.meta.url));
const shutdown = openShutdown({ codeAtSignal: 0 });

const nodeProblem = problemWithNode();
if (nodeProblem) await shutdown.end(1, nodeProblem);
const options = parseOptions(process.argv.slice(2));
if ('message' in options) await shutdown.end(options.code, options.message);
process.chdir(root);
Object.assign(process.env, options.environment);

const dataDir = process.env.DATA_DIR || '.data';
try {
  await lockFolder();
  const progress = openProgress('Sbor is starting', startedAt);
  shutdown.add(() => progress.close());
  await progress.step('packages', (announce) => ensurePackages(root, announce));
  const { register } = await import('tsx/esm/api');
  register();
  const { start } = await import(pathToFileURL(join(root, 'scripts/start/main.ts')).href);
  await start({ root, dataDir, progress, shutdown });
} catch (error) {
  await shutdown.end(1, error instanceof Error ? error.message : String(error));
}

/** One start at a time works with the data of a folder. */
async function lockFolder() {
  const { lock, heldBy } = await tryLock(join(dataDir, 'start.lock'));
  if (lock) {
    shutdown.add(() => lock.release());
    shutdown.add(endRunning);
    return;
  }
  const running = await readRunning(dataDir);
  const where = running?.address ? ` at ${running.address}` : '';
  await shutdown.end(1, `Sbor already runs in this folder (process ${heldBy.pid})${where}`);
}
