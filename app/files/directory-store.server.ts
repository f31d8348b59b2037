import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FileStore } from './file-store.server';
import { checkedKey, checkRange } from './keys';

/** A store in one folder, which only this account can read. Several processes may use it at once. */
export function createDirectoryStore(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, checkedKey(key));
  return {
    async put(key, source) {
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // A key never begins with a dot, so nobody can ask for a file that is still being written.
      const unfinished = join(dirname(path), `.${randomBytes(8).toString('hex')}`);
      try {
        await writeDurably(unfinished, source);
        await rename(unfinished, path);
        await syncFolder(dirname(path));
      } finally {
        await rm(unfinished, { force: true });
      }
      return { sizeBytes: (await stat(path)).size };
    },
    async open(key, range) {
      const file = await orNull(open(pathOf(key), 'r'));
      if (file === null) return null;
      try {
        const { size } = await file.stat();
        if (range) checkRange(range, size);
        return { stream: file.createReadStream(range), sizeBytes: size };
      } catch (error) {
        await file.close();
        throw error;
      }
    },
    async size(key) {
      const found = await orNull(stat(pathOf(key)));
      return found?.size ?? null;
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

async function writeDurably(path: string, source: Readable): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await writeFile(file, source);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The name is durable only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
