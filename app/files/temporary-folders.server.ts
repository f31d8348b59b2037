import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { getConfig } from '../config.server';

const root = (): string => resolve(getConfig().dataDir, 'temporary');

/** An empty folder for files on the way to somewhere, which only this account can read; the name must be new. */
export async function makeTemporaryFolder(name: string): Promise<string> {
  const path = join(root(), name);
  await mkdir(root(), { recursive: true, mode: 0o700 });
  await mkdir(path, { mode: 0o700 });
  return path;
}

/** With all that is in it; none of that name is fine too. */
export async function removeTemporaryFolder(name: string): Promise<void> {
  await rm(join(root(), name), { recursive: true, force: true });
}

/** Names of what is there, also of what processes that died have left. */
export async function listTemporaryFolders(): Promise<readonly string[]> {
  try {
    return await readdir(root());
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
