import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { delay, identify, isAlive, type ProcessIdentity } from './alive';

export interface Lock {
  release(): Promise<void>;
}

/**
 * Takes a lock that is a file with the holder's identity. A holder that died, however, loses it. Returns the living
 * holder instead when there is one.
 */
export async function tryLock(path: string): Promise<Lock | { readonly heldBy: ProcessIdentity }> {
  await mkdir(dirname(path), { recursive: true });
  const own = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(own, JSON.stringify(identify(process.pid)));
  try {
    for (;;) {
      try {
        // A hard link is made whole or not at all, and never over another one.
        await link(own, path);
        return { release: () => rm(path, { force: true }) };
      } catch (error) {
        if (!isExisting(error)) throw error;
      }
      const holder = await readHolder(path);
      if (holder && isAlive(holder)) return { heldBy: holder };
      await removeStale(path, holder);
    }
  } finally {
    await rm(own, { force: true });
  }
}

/** Takes the lock as soon as it is free. Throws after `timeoutMs`. */
export async function waitForLock(path: string, timeoutMs: number): Promise<Lock> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const outcome = await tryLock(path);
    if ('release' in outcome) return outcome;
    if (Date.now() > deadline) throw new Error(`process ${outcome.heldBy.pid} keeps ${path} locked`);
    await delay(100);
  }
}

/** Moves the dead holder's file away first: of two who find it, one moves it, and nobody removes a new holder's. */
async function removeStale(path: string, expected: ProcessIdentity | null): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}.stale`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  const tookANewOne = moved?.pid !== expected?.pid && moved !== null && isAlive(moved);
  if (tookANewOne) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function readHolder(path: string): Promise<ProcessIdentity | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    if (!('pid' in value) || typeof value.pid !== 'number') return null;
    const startedAt = 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch {
    return null;
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
