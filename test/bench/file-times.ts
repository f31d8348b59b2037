/**
 * A file of 2 GB through the whole application: uploaded in parts, stored by its hash, downloaded, gone on with from the middle; and
 * the memory of web server and worker meanwhile. `npx tsx test/bench/file-times.ts [megabytes] [directory|s3]`; it starts an application of its own.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPort } from '../../scripts/start/port';
import { startS3Server } from '../support/s3-server';

const MEGABYTE = 1024 * 1024;
const PART = 4 * MEGABYTE;
const sizeBytes = Number(process.argv[2] ?? 2048) * MEGABYTE;
const kind = process.argv[3] === 's3' ? 's3' : 'directory';
const publication = '/lk/publications/vpr/poriadok-provedeniia-vpr-v-shkolakh';

const folder = await mkdtemp(join(tmpdir(), 'sbor-bench-'));
const s3 = kind === 's3' ? await startS3Server() : null;
const port = await findPort('127.0.0.1', 0);
const url = `http://127.0.0.1:${port}`;
const app = spawn(process.execPath, ['scripts/start.mjs', '--port', String(port), '--data-dir', folder], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, ...s3?.environment },
});
try {
  await until('Ctrl+C');
  await run();
} finally {
  app.kill('SIGINT');
  await once(app, 'exit');
  await s3?.stop();
  await rm(folder, { recursive: true, force: true });
}

async function until(words: string): Promise<void> {
  for await (const chunk of app.stdout) if (String(chunk).includes(words)) break;
  app.stdout.resume();
}

async function run(): Promise<void> {
  const cookie = await signIn();
  const page = await (await fetch(url + publication, { headers: { cookie } })).text();
  const block = /\/lk\/storages\/([0-9a-f-]{36})\/files/.exec(page)?.[1] ?? '';
  const source = await sparseFile();
  const idle = await memory();
  const rows: [string, string, string][] = [['idle', '', mb(idle)]];
  const measured = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const peak = { web: 0, worker: 0 };
    const timer = setInterval(() => {
      void memory().then((now) => {
        peak.web = Math.max(peak.web, now.web);
        peak.worker = Math.max(peak.worker, now.worker);
      });
    }, 100);
    const start = performance.now();
    const result = await work();
    const seconds = (performance.now() - start) / 1000;
    clearInterval(timer);
    const rate = (sizeBytes / MEGABYTE / seconds).toFixed(0);
    rows.push([name, `${seconds.toFixed(1)} s, ${rate} MB/s`, mb(peak)]);
    return result;
  };
  const address = await measured('upload in parts of 4 MB', () => upload(cookie, block, source));
  const fileId = await measured('hashed and stored', () => finished(cookie, address));
  const expected = await hashOfSource(source);
  const got = await measured('download', () => download(cookie, fileId, {}));
  const half = Math.floor(sizeBytes / 2);
  const rest = await download(cookie, fileId, { Range: `bytes=${half}-` });
  if (got.hash !== expected || got.bytes !== sizeBytes) throw new Error('the bytes are others');
  if (rest.bytes !== sizeBytes - half || rest.status !== 206) throw new Error('the second half is another');
  await rm(source);
  console.log(`\n${sizeBytes / MEGABYTE} MB, ${kind}\n\n| what | time | peak memory |\n| --- | --- | --- |`);
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
}

async function signIn(): Promise<string> {
  const body = new URLSearchParams({ login: 'federal', password: 'sbor-demo' });
  const answer = await fetch(`${url}/login`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Nothing but its length is on the disk; each part begins with its number, so that no two are alike. */
async function sparseFile(): Promise<string> {
  const path = join(folder, 'source.bin');
  const file = await open(path, 'w');
  await file.truncate(sizeBytes);
  for (let offset = 0; offset < sizeBytes; offset += PART) await file.write(`part ${offset}`, offset);
  await file.close();
  return path;
}

async function hashOfSource(path: string): Promise<string> {
  const file = await open(path);
  const hash = createHash('sha256');
  for await (const chunk of file.createReadStream() as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}

function headersOf(cookie: string): Record<string, string> {
  return { cookie, 'Sec-Fetch-Site': 'same-origin', 'Tus-Resumable': '1.0.0' };
}

async function upload(cookie: string, block: string, source: string): Promise<string> {
  const metadata = { filename: 'big.bin', purpose: 'file', block };
  const created = await fetch(`${url}/lk/uploads`, {
    method: 'POST',
    headers: {
      ...headersOf(cookie),
      'Upload-Length': String(sizeBytes),
      'Upload-Metadata': Object.entries(metadata)
        .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
        .join(','),
    },
  });
  const address = created.headers.get('Location') ?? '';
  if (created.status !== 201) throw new Error(`not begun: ${created.status} ${await created.text()}`);
  const file = await open(source);
  const part = Buffer.alloc(PART);
  for (let offset = 0; offset < sizeBytes;) {
    const { bytesRead } = await file.read(part, 0, PART, offset);
    const answer = await fetch(url + address, {
      method: 'PATCH',
      headers: {
        ...headersOf(cookie),
        'Upload-Offset': String(offset),
        'Content-Type': 'application/offset+octet-stream',
      },
      body: part.subarray(0, bytesRead),
    });
    if (answer.status !== 204) throw new Error(`part ${offset}: ${answer.status} ${await answer.text()}`);
    offset += bytesRead;
  }
  await file.close();
  return address;
}

async function finished(cookie: string, address: string): Promise<string> {
  for (let asked = 0; asked < 3_000; asked++) {
    const answer = await fetch(url + address, { headers: { cookie } });
    const { status, resultId } = (await answer.json()) as { status: string; resultId: string | null };
    if (status === 'done' && resultId !== null) return resultId;
    if (status === 'failed') throw new Error('the upload failed');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the upload does not end');
}

async function download(cookie: string, fileId: string, headers: Record<string, string>) {
  const answer = await fetch(`${url}/lk/files/${fileId}`, { headers: { cookie, ...headers } });
  const hash = createHash('sha256');
  let bytes = 0;
  const reader = answer.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    hash.update(read.value);
    bytes += read.value.length;
  }
  return { status: answer.status, bytes, hash: hash.digest('hex') };
}

interface Memory {
  web: number;
  worker: number;
}

function mb({ web, worker }: Memory): string {
  return `web ${Math.round(web / MEGABYTE)} MB, worker ${Math.round(worker / MEGABYTE)} MB`;
}

/** Resident memory of both processes, from `/proc`. */
async function memory(): Promise<Memory> {
  const found: Memory = { web: 0, worker: 0 };
  const parents = new Map<
    number,
    { readonly parent: number; readonly command: string; readonly rss: number }
  >();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const number = (key: string) => Number(new RegExp(`^${key}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    parents.set(Number(name), { parent: number('PPid'), command, rss: number('VmRSS') * 1024 });
  }
  const isOurs = (id: number): boolean => id === app.pid || (id > 1 && isOurs(parents.get(id)?.parent ?? 0));
  for (const [id, { command, rss }] of parents) {
    if (!isOurs(id)) continue;
    if (command.includes('app/server/web.ts')) found.web = rss;
    if (command.includes('app/jobs/worker.ts')) found.worker = rss;
  }
  return found;
}
