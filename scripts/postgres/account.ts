import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Whom the server runs as; null: whoever started us. PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number } | null;

const ownAccount = 'sbor-postgres';

/** The account for the server. As root: `postgres` if there is one, else an account made for it, else `nobody`. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return null;
  const existing = lookUp('postgres') ?? lookUp(ownAccount);
  if (existing) return existing;
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ownAccount],
      {
        stdio: 'ignore',
      },
    );
  } catch {
    // Not every system has useradd.
  }
  const account = lookUp(ownAccount) ?? lookUp('nobody');
  if (!account)
    throw new Error('PostgreSQL does not run as root, and there is no account `postgres` or `nobody`');
  return account;
}

/** Whether that account may enter the folder, which is there: everybody may enter it and all folders above it. */
export async function mayEnter(account: Account, folder: string): Promise<boolean> {
  if (account === null) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode } = await stat(path);
    if ((mode & 0o001) === 0) return false;
    if (path === dirname(path)) return true;
  }
}

function lookUp(name: string): Account {
  try {
    const number = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: number('-u'), gid: number('-g') };
  } catch {
    return null;
  }
}

/** The environment for the server's programs: nothing of ours but the path; messages are read by us, so in English. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, NODE_ENV } = process.env;
  return { PATH, NODE_ENV, LC_ALL: 'C', TZ: 'UTC' };
}
