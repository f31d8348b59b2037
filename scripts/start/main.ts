import { join } from 'node:path';
import { readConfig, type Config } from '../../app/config.server';
import { delay, stopProcess } from '../process/alive.mjs';
import type { Shutdown } from '../process/shutdown.mjs';
import { startCluster, type Cluster } from '../postgres/cluster';
import { ensureBuild } from '../setup/build.mjs';
import type { Progress } from '../setup/progress.mjs';
import { openChildren, type Children } from './children';
import { findPort } from './port';
import { loginTable, prepareDatabase } from './prepare';
import { readRunning, removeRunning, writeRunning } from './running.mjs';

export interface StartOptions {
  readonly root: string;
  readonly dataDir: string;
  readonly progress: Progress;
  readonly shutdown: Shutdown;
}

interface Database {
  url(): string;
  /** null for one that somebody else runs. */
  cluster: Cluster | null;
}

const processes = ['app/server/web.ts', 'app/jobs/worker.ts'];
/** Exports stream: a small young generation costs them little time and saves tens of megabytes. */
const workerFlags = ['--max-semi-space-size=4'];
const watchEveryMs = 2_000;

/** Brings everything up, prints where it is and who may sign in, and keeps it running until the shutdown. */
export async function start(options: StartOptions): Promise<void> {
  const { root, dataDir, progress, shutdown } = options;
  const config = checkEnvironment();
  await stopLeftovers(dataDir);

  const [database] = await Promise.all([
    progress.step('database', () => openDatabase(options)),
    progress.step('application', (announce) => ensureBuild(root, announce)),
  ]);
  const logins = await progress.step('tables and demo data', () =>
    prepareDatabase(root, { ...process.env, DATABASE_URL: database.url() }),
  );

  const port = await findPort(config.host, config.port);
  const address =
    config.publicUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  const children = openChildren({
    root,
    environment: () => childEnvironment(config, database, port),
    flags: (script) => (script.includes('worker') ? workerFlags : []),
    stopTimeoutMs: config.stopTimeoutSeconds * 1000,
    onChange: (identities) => writeRunning(dataDir, { address, children: [...identities] }),
  });
  shutdown.add(() => removeRunning(dataDir));
  shutdown.add(() => children.stop());
  await progress.step('web server and worker', async () => {
    await Promise.all(processes.map((script) => children.start(script)));
  });

  process.stdout.write(
    `\nSbor runs at ${address} (${progress.seconds().toFixed(1)} s)\n${loginTable(logins)}`,
  );
  process.stdout.write('\nCtrl+C stops it.\n');
  void keepDatabase(options, database, children);
}

/** Names every wrong variable before anything is done. */
function checkEnvironment(): Config {
  const { DATABASE_URL } = process.env;
  return readConfig({ ...process.env, DATABASE_URL: DATABASE_URL || 'postgresql://embedded' });
}

function childEnvironment(config: Config, database: Database, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // In a trial the terminal shows what went wrong, not every request.
    LOG_LEVEL: process.env.LOG_LEVEL || (config.mode === 'demo' ? 'warn' : 'info'),
    NODE_ENV: 'production',
    DATABASE_URL: database.url(),
    PORT: String(port),
  };
}

/** Processes of a start that was killed stop by themselves; wait for them, and help those that hang. */
async function stopLeftovers(dataDir: string): Promise<void> {
  const left = await readRunning(dataDir);
  for (const child of left?.children ?? [])
    await stopProcess(child, { signal: 'SIGTERM', timeoutMs: 10_000 });
}

async function openDatabase({ dataDir, shutdown }: StartOptions): Promise<Database> {
  const external = process.env.DATABASE_URL;
  if (external) return { url: () => external, cluster: null };
  const database = { cluster: await startEmbedded(dataDir), url: () => database.cluster.url('postgres') };
  shutdown.add(() => database.cluster.stop());
  return database;
}

function startEmbedded(dataDir: string): Promise<Cluster> {
  return startCluster({ folder: join(dataDir, 'postgres'), fallbackRoot: '/var/lib' });
}

/** Starts the embedded server again if it dies, and the processes with its new address. */
async function keepDatabase(
  { dataDir, shutdown }: StartOptions,
  database: Database,
  children: Children,
): Promise<void> {
  while (database.cluster && !shutdown.isEnding()) {
    await delay(watchEveryMs);
    if (database.cluster.isRunning() || shutdown.isEnding()) continue;
    process.stderr.write('the database died; starting it again\n');
    try {
      database.cluster = await startEmbedded(dataDir);
      await children.restart();
    } catch (error) {
      await shutdown.end(1, error instanceof Error ? error.message : String(error));
    }
  }
}
