import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withLock } from '../process/lock.mjs';
import { run } from '../process/run.mjs';

const buildTimeoutMs = 10 * 60_000;
/** Everything that the bundles are made from. */
const sources = [
  'app',
  'builder',
  'engine',
  'form-definitions',
  'package-lock.json',
  'remix.config.js',
  'tsconfig.base.json',
  'tsconfig.json',
  'vite.config.ts',
];

/**
 * Builds the browser's files and the server's bundle, when the sources are not those of the last build. Safe to be interrupted,
 * and to be run by several at once.
 * @param {string} root folder of the checkout
 * @param {(doing: string) => void} [announce] told when there is something to do
 */
export async function ensureBuild(root, announce = () => undefined) {
  if (await isBuilt(root)) return;
  await withLock(join(root, '.cache', 'build.lock'), buildTimeoutMs, async () => {
    if (await isBuilt(root)) return;
    announce('building');
    const made = await hashSources(root);
    await rm(stampPath(root), { force: true });
    const remix = join(root, 'node_modules', '@remix-run', 'dev', 'dist', 'cli.js');
    await run(process.execPath, [remix, 'vite:build', '--logLevel', 'warn'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production' },
    });
    await mkdir(dirname(stampPath(root)), { recursive: true });
    await writeFile(stampPath(root), made);
  });
}

/** @param {string} root */
async function isBuilt(root) {
  if (!existsSync(join(root, 'build', 'server', 'index.js'))) return false;
  const stamp = await readFile(stampPath(root), 'utf8').catch(() => null);
  return stamp !== null && stamp === (await hashSources(root));
}

/** @param {string} root */
function stampPath(root) {
  return join(root, 'build', 'sources.sha256');
}

/** @param {string} root */
async function hashSources(root) {
  const hash = createHash('sha256').update(process.version);
  for (const path of sources) await addToHash(hash, root, path);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} path */
async function addToHash(hash, root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  /** @type {import('node:fs').Dirent[]} */
  let entries;
  try {
    entries = await readdir(full, { withFileTypes: true });
  } catch {
    hash.update(`${path}\0`).update(await readFile(full));
    return;
  }
  const names = entries.map(({ name }) => name).sort();
  for (const name of names) await addToHash(hash, root, `${path}/${name}`);
}
