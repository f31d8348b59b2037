import { spawn } from 'node:child_process';
import { open, readFile, rm, truncate, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { delay, identify, isAlive, type ProcessIdentity } from '../process/alive.mjs';
import { serverEnvironment, type Account } from './account';

export interface Postmaster {
  readonly identity: ProcessIdentity;
  readonly port: number;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

export interface LaunchOptions {
  readonly postgres: string;
  readonly account: Account;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
}

const patienceMs = 60_000;
const logLimitBytes = 10_000_000;

/**
 * A server on the data folder that accepts connections: the one that already runs there (left over when the process that
 * started it was killed), else a new one on a free port. It outlives us until it is stopped. Throws a one-line error.
 */
export async function runPostmaster(options: LaunchOptions): Promise<Postmaster> {
  const deadline = Date.now() + patienceMs;
  for (let waitMs = 100; ; waitMs = Math.min(waitMs * 2, 3000)) {
    const running = await findRunning(options.dataFolder);
    const postmaster = running ?? (await launch(options));
    const problem = await waitUntilAnswering(postmaster, options.credentials, deadline);
    if (problem === null) return postmaster;
    // A server that was killed may leave children for a moment, and a free port may have been taken meanwhile.
    if (Date.now() + waitMs > deadline) throw new Error(await explain(problem, options.logFile));
    await delay(waitMs);
  }
}

/** The server that runs on this data folder, by the file that it keeps there. A stale file is removed. */
export async function findRunning(dataFolder: string): Promise<Postmaster | null> {
  const path = join(dataFolder, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  const identity = identify(pid);
  // After a restart of the machine or container the number may belong to somebody else, and PostgreSQL would refuse to start.
  if (identity === null || !(await isServerOn(pid, dataFolder))) {
    await rm(path, { force: true });
    return null;
  }
  return { identity, port };
}

async function isServerOn(pid: number, dataFolder: string): Promise<boolean> {
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  // Where there is no /proc, PostgreSQL's own check has to do.
  return commandLine === null || commandLine.includes(dataFolder);
}

async function launch(options: LaunchOptions): Promise<Postmaster> {
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ...options.settings,
  };
  const log = await openLog(options.logFile);
  const child = spawn(
    options.postgres,
    [
      '-D',
      options.dataFolder,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    {
      ...(options.account ?? {}),
      cwd: options.dataFolder,
      env: serverEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
      // A group of its own: Ctrl+C in the terminal must not stop the database under those who still finish their work.
      detached: true,
    },
  );
  child.unref();
  try {
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  } finally {
    await log.close();
  }
  const identity = child.pid === undefined ? null : identify(child.pid);
  return { identity: identity ?? { pid: child.pid ?? 0, startedAt: 'gone' }, port };
}

/** null once it answers; else what the last attempt said, when the server has gone or the time is up. */
async function waitUntilAnswering(
  { identity, port }: Postmaster,
  credentials: Credentials,
  deadline: number,
): Promise<string | null> {
  for (;;) {
    const problem = await tryConnection(port, credentials);
    if (problem === null || problem.final || !isAlive(identity) || Date.now() > deadline)
      return problem?.message ?? null;
    await delay(50);
  }
}

async function tryConnection(
  port: number,
  credentials: Credentials,
): Promise<{ message: string; final: boolean } | null> {
  const client = new pg.Client({ host: '127.0.0.1', port, database: 'postgres', ...credentials });
  try {
    await client.connect();
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { message, final: error instanceof pg.DatabaseError && error.code === '28P01' };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function openLog(path: string) {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimitBytes) await truncate(path);
  return open(path, 'a', 0o600);
}

async function explain(problem: string, logFile: string): Promise<string> {
  const log = await readFile(logFile, 'utf8').catch(() => '');
  const fatal = log.split('\n').findLast((line) => line.includes('FATAL'));
  return `the embedded PostgreSQL did not start: ${fatal ?? problem} (log: ${logFile})`;
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}
