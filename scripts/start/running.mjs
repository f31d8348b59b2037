// Plain JavaScript: it runs before anything is installed.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseIdentity } from '../process/alive.mjs';

/** @typedef {import('../process/alive.mjs').ProcessIdentity} ProcessIdentity */

/**
 * What a start left on record, for the next one: it may have been killed.
 * @typedef {object} Running
 * @property {string | null} address where people reach it, once they can
 * @property {ProcessIdentity[]} children
 */

/**
 * @param {string} dataDir
 * @returns {Promise<Running | null>}
 */
export async function readRunning(dataDir) {
  try {
    const value = JSON.parse(await readFile(pathIn(dataDir), 'utf8'));
    const children = Array.isArray(value.children) ? value.children : [];
    return {
      address: typeof value.address === 'string' ? value.address : null,
      children: children
        .map(parseIdentity)
        .filter((/** @type {ProcessIdentity | null} */ child) => child !== null),
    };
  } catch {
    return null;
  }
}

/** @param {string} dataDir @param {Running} running */
export async function writeRunning(dataDir, running) {
  await mkdir(dataDir, { recursive: true });
  await writeFile(pathIn(dataDir), JSON.stringify(running));
}

/** @param {string} dataDir */
export async function removeRunning(dataDir) {
  await rm(pathIn(dataDir), { force: true });
}

/** @param {string} dataDir */
function pathIn(dataDir) {
  return join(dataDir, 'running.json');
}
