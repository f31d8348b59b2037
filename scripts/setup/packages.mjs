// Plain JavaScript with nothing but Node: it installs the rest.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../process/lock.mjs';
import { run } from '../process/run.mjs';

const installTimeoutMs = 15 * 60_000;
/** As `engines` in package.json: major → least minor. */
const supportedNode = new Map([
  [20, 19],
  [22, 12],
]);
const newestListed = 24;

/** One line when this Node.js is not supported; null when it is. */
export function problemWithNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const leastMinor = major >= newestListed ? 0 : supportedNode.get(major);
  if (leastMinor !== undefined && minor >= leastMinor) return null;
  return `Node.js ${version} is not supported: version 20.19, 22.12 or 24 or newer is needed (https://nodejs.org)`;
}

/**
 * Installs the packages that package-lock.json names, when they are not all there. Safe to be interrupted, and to be run by
 * several at once.
 * @param {string} root folder of the checkout
 * @param {(doing: string) => void} [announce] told when there is something to do
 */
export async function ensurePackages(root, announce = () => undefined) {
  if (await isInstalled(root)) return;
  await withLock(join(root, '.cache', 'install.lock'), installTimeoutMs, async () => {
    if (await isInstalled(root)) return;
    announce('installing packages');
    // Which npm runs us is in npm_execpath; without npm it is the one of the path.
    const npm = process.env.npm_execpath;
    const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    await run(command, [...args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
    });
  });
}

/** npm writes what it installed into node_modules last of all, so that an interrupted install shows. @param {string} root */
async function isInstalled(root) {
  const [wanted, installed] = await Promise.all([
    readPackages(join(root, 'package-lock.json')),
    readPackages(join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (!wanted) throw new Error('package-lock.json is missing or cannot be read');
  if (!installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = installed[path];
    return found ? found.version === version : optional === true;
  });
}

/**
 * @param {string} path
 * @returns {Promise<Record<string, { version?: string, optional?: boolean }> | null>}
 */
async function readPackages(path) {
  try {
    return JSON.parse(await readFile(path, 'utf8')).packages;
  } catch {
    return null;
  }
}
