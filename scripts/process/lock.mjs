// Plain JavaScript: it runs before anything is installed.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { delay, identify, isAlive, parseIdentity } from './alive.mjs';

/** @typedef {import('./alive.mjs').ProcessIdentity} ProcessIdentity */
/** @typedef {{ release: () => Promise<void> }} Lock */

/**
 * Takes a lock, which is a file with the holder's identity; a holder that died loses it. Tells the holder that lives when there
 * is one.
 * @param {string} path
 * @returns {Promise<{ lock: Lock } | { lock: null, heldBy: ProcessIdentity }>}
 */
export async function tryLock(path) {
  await mkdir(dirname(path), { recursive: true });
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(own, JSON.stringify(identify(process.pid)));
  try {
    for (;;) {
      try {
        // A hard link is made whole or not at all, and never over another one.
        await link(own, path);
        return { lock: { release: () => rm(path, { force: true }) } };
      } catch (error) {
        if (!isExisting(error)) throw error;
      }
      const holder = await readHolder(path);
      if (holder && isAlive(holder)) return { lock: null, heldBy: holder };
      await removeStale(path);
    }
  } finally {
    await rm(own, { force: true });
  }
}

/**
 * Takes the lock as soon as it is free. Throws after `timeoutMs`.
 * @param {string} path
 * @param {number} timeoutMs
 * @returns {Promise<Lock>}
 */
export async function waitForLock(path, timeoutMs) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const outcome = await tryLock(path);
    if (outcome.lock) return outcome.lock;
    if (Date.now() > deadline) throw new Error(`process ${outcome.heldBy.pid} keeps ${path} locked`);
    await delay(100);
  }
}

/**
 * Runs the work while nobody else holds the lock.
 * @template T
 * @param {string} path
 * @param {number} timeoutMs
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, timeoutMs, work) {
  const lock = await waitForLock(path, timeoutMs);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/**
 * Moves a dead holder's file away before it is removed: of two who find it one moves it, and one who comes late and moves
 * a new holder's sees that and puts it back.
 * @param {string} path
 */
async function removeStale(path) {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  if (moved && isAlive(moved)) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** @param {string} path */
async function readHolder(path) {
  try {
    return parseIdentity(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function isExisting(error) {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
