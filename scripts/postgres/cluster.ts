import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { isAlive, stopProcess } from '../process/alive.mjs';
import { withLock } from '../process/lock.mjs';
import { mayEnter, serverAccount, serverEnvironment, type Account } from './account';
import { findBinaries, type Binaries } from './binaries';
import { findRunning, runPostmaster } from './postmaster';

export interface ClusterOptions {
  /** Where it lives, unless the server's account cannot go there. */
  readonly folder: string;
  /** Where it lives then, in a folder named after `folder`. */
  readonly fallbackRoot: string;
  /** Settings of the server, by name. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Data that nobody would miss: nothing is forced to the disk. */
  readonly disposable?: boolean;
}

export interface Cluster {
  /** `postgresql://…` of a database in it. */
  url(database: string): string;
  /** Whether the server is still there. */
  isRunning(): boolean;
  /** Stops the server; open connections are cut, committed data are safe. */
  stop(): Promise<void>;
}

const user = 'sbor';
const startTimeoutMs = 120_000;
const stopTimeoutMs = 30_000;

const disposableSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
};

/**
 * A running embedded PostgreSQL: initialised at the first time, started or adopted afterwards. Any process may be killed at
 * any moment; the next call mends what was left. Concurrent calls for one folder wait for each other and share the server.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const account = serverAccount();
  const folder = await chooseFolder(options, account);
  return withLock(join(folder, 'lock'), startTimeoutMs, async () => {
    const password = await readPassword(join(folder, 'password'));
    const binaries = await findBinaries(account, folder);
    const dataFolder = join(folder, 'data');
    if (!existsSync(dataFolder))
      await initialise(binaries, { account, folder, dataFolder, password, options });
    const { identity, port } = await runPostmaster({
      postgres: binaries.postgres,
      account,
      dataFolder,
      logFile: join(folder, 'postgres.log'),
      settings: { ...(options.disposable ? disposableSettings : {}), ...options.settings },
      credentials: { user, password },
    });
    return {
      url: (database) => `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`,
      isRunning: () => isAlive(identity),
      stop: () => stopCluster(dataFolder),
    };
  });
}

async function stopCluster(dataFolder: string): Promise<void> {
  const running = await findRunning(dataFolder);
  // SIGINT is PostgreSQL's fast shutdown.
  if (running) await stopProcess(running.identity, { signal: 'SIGINT', timeoutMs: stopTimeoutMs });
}

async function chooseFolder(options: ClusterOptions, account: Account): Promise<string> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  if (await mayEnter(account, folder)) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const fallback = join(options.fallbackRoot, `sbor-${name}`);
  await mkdir(fallback, { recursive: true, mode: 0o755 });
  await chmod(fallback, 0o755);
  if (await mayEnter(account, fallback)) return fallback;
  throw new Error(`PostgreSQL may enter neither ${folder} nor ${fallback}; set DATABASE_URL instead`);
}

async function readPassword(path: string): Promise<string> {
  if (!existsSync(path)) {
    const unfinished = `${path}.${process.pid}`;
    await writeFile(unfinished, randomBytes(24).toString('hex'), { mode: 0o600 });
    await rename(unfinished, path);
  }
  return readFile(path, 'utf8');
}

interface Initialisation {
  readonly account: Account;
  readonly folder: string;
  readonly dataFolder: string;
  readonly password: string;
  readonly options: ClusterOptions;
}

/** Made beside and moved into place when it is whole: an interrupted attempt leaves nothing that looks like data. */
async function initialise(binaries: Binaries, given: Initialisation): Promise<void> {
  const { account, folder, dataFolder, password, options } = given;
  for (const name of await readdir(folder)) {
    if (name.startsWith('new-')) await rm(join(folder, name), { recursive: true, force: true });
  }
  const work = join(folder, `new-${randomBytes(4).toString('hex')}`);
  const passwordFile = join(work, 'password');
  const unfinished = join(work, 'data');
  await mkdir(work, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) for (const path of [work, passwordFile]) await chown(path, account.uid, account.gid);
  const flags = [
    `--pgdata=${unfinished}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Built in, hence the same on every system: order by code points, upper and lower case of all scripts.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(options.disposable ? ['--no-sync'] : []),
  ];
  try {
    await promisify(execFile)(binaries.initdb, flags, {
      ...(account ?? {}),
      cwd: work,
      env: serverEnvironment(),
    });
    await rename(unfinished, dataFolder);
  } catch (error) {
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const line = text.split('\n').find((found) => found.includes('error')) ?? text;
    throw new Error(`the embedded PostgreSQL could not be initialised: ${line.trim()}`, { cause: error });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
