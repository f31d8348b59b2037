import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../../../scripts/postgres/cluster';
import { findRunning } from '../../../scripts/postgres/postmaster';
import { identify, isAlive, parseIdentity, stopProcess } from '../../../scripts/process/alive.mjs';

let home: string;
let cluster: Cluster | undefined;

const homes = 'sbor-cluster-';

beforeAll(stopLeftovers);
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), homes));
  await writeFile(join(home, 'owner'), JSON.stringify(identify(process.pid)));
  await chmod(home, 0o755);
});
afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
  await rm(home, { recursive: true });
});

const open = async (folder = join(home, 'postgres')) => {
  cluster = await startCluster({ folder, fallbackRoot: join(home, 'fallback'), disposable: true });
  return cluster;
};

/** A run that was killed could not stop its servers. */
async function stopLeftovers(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((found) => found.startsWith(homes))) {
    const left = join(tmpdir(), name);
    const owner = parseIdentity(JSON.parse(await readFile(join(left, 'owner'), 'utf8').catch(() => 'null')));
    if (!owner || isAlive(owner)) continue;
    const server = await findRunning(join(left, 'postgres/data'));
    if (server) await stopProcess(server.identity, { signal: 'SIGINT', timeoutMs: 10_000 });
    await rm(left, { recursive: true, force: true });
  }
}

async function ask(sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: cluster?.url('postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

const serverProcess = async () =>
  Number((await readFile(join(home, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);

it('knows all scripts, orders by code points, and keeps its password to itself', async () => {
  await open();
  expect(await ask(`select lower('ПРИВЕТ, Ё')`)).toBe('привет, ё');
  expect(await ask(`select string_agg(t, '' order by t) from unnest('{b,Б,a,B,ё,а}'::text[]) t`)).toBe(
    'BabБаё',
  );
  expect(await ask('show server_encoding')).toBe('UTF8');
  expect((await stat(join(home, 'postgres/password'))).mode & 0o777).toBe(0o600);
  const wrong = new pg.Client({ connectionString: cluster?.url('postgres').replace(/:\w+@/, ':wrong@') });
  await expect(wrong.connect()).rejects.toThrow('password authentication failed');
});

it('adopts the server that runs already, and keeps the data when it is stopped', async () => {
  const first = await open();
  await ask('create table kept as select 42 as answer');
  const pid = await serverProcess();
  const second = await open();
  expect(second.url('x')).toBe(first.url('x'));
  expect(await serverProcess()).toBe(pid);
  await second.stop();
  expect(first.isRunning()).toBe(false);
  await open();
  expect(await ask('select answer from kept')).toBe(42);
});

it('two starts at once share one server', async () => {
  const [one, other] = await Promise.all([open(), open()]);
  expect(one.url('x')).toBe(other.url('x'));
});

it('starts again after the server was killed, whoever has its number now', async () => {
  await open();
  process.kill(await serverProcess(), 'SIGKILL');
  await open();
  expect(await ask('select 1')).toBe(1);
  await cluster?.stop();
  // As after a restart of the machine: the file is left, and the number is another process's.
  await writeFile(
    join(home, 'postgres/data/postmaster.pid'),
    `${process.pid}\n${home}/postgres/data\n0\n1\n\n127.0.0.1\n`,
  );
  await open();
  expect(await ask('select 1')).toBe(1);
});

it('an interrupted initialisation leaves nothing in the way', async () => {
  const left = join(home, 'postgres/new-1234');
  await mkdir(join(left, 'data/base'), { recursive: true });
  await writeFile(join(left, 'data/PG_VERSION'), '17');
  await open();
  expect(await ask('select 1')).toBe(1);
  expect((await readdir(join(home, 'postgres'))).filter((name) => name.startsWith('new-'))).toEqual([]);
});

it('in a folder closed to others it lives there, and as root beside it, where its account may go', async () => {
  const closed = join(home, 'closed');
  await mkdir(closed, { mode: 0o700 });
  await open(join(closed, 'postgres'));
  expect(await ask('select 1')).toBe(1);
  const isRoot = process.getuid?.() === 0;
  const { data, fallback } = { data: join(closed, 'postgres/data'), fallback: join(home, 'fallback') };
  expect(existsSync(data)).toBe(!isRoot);
  expect(existsSync(fallback)).toBe(isRoot);
});
