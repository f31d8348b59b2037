// Plain JavaScript: it runs before anything is installed.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/**
 * A process that cannot be mistaken for a later one with the same number.
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string | null} startedAt when it was started, in the words of the system; null where the system does not tell
 */

/**
 * Who runs under this number now; null when nobody does.
 * @param {number} pid
 * @returns {ProcessIdentity | null}
 */
export function identify(pid) {
  return isRunning(pid) ? { pid, startedAt: startOf(pid) } : null;
}

/**
 * Whether that very process still runs, and not only its number.
 * @param {ProcessIdentity} identity
 * @returns {boolean}
 */
export function isAlive(identity) {
  const now = identify(identity.pid);
  return now !== null && now.startedAt === identity.startedAt;
}

/**
 * Asks a process to stop and waits; after `timeoutMs` it is killed. A process that is gone already is fine.
 * @param {ProcessIdentity} identity
 * @param {{ signal: NodeJS.Signals, timeoutMs: number }} how
 * @returns {Promise<void>}
 */
export async function stopProcess(identity, { signal, timeoutMs }) {
  send(identity, signal);
  const deadline = Date.now() + timeoutMs;
  while (isAlive(identity)) {
    if (Date.now() > deadline) send(identity, 'SIGKILL');
    await delay(50);
  }
}

/**
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
export function delay(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * A process as it was written into a file; null when the text is something else.
 * @param {unknown} value
 * @returns {ProcessIdentity | null}
 */
export function parseIdentity(value) {
  if (typeof value !== 'object' || value === null || !('pid' in value)) return null;
  const { pid } = value;
  const startedAt = 'startedAt' in value && typeof value.startedAt === 'string' ? value.startedAt : null;
  return typeof pid === 'number' && Number.isInteger(pid) && pid > 0 ? { pid, startedAt } : null;
}

/** @param {ProcessIdentity} identity @param {NodeJS.Signals} signal */
function send(identity, signal) {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // Not ours to signal, but there.
    return codeOf(error) === 'EPERM';
  }
}

/** Killed, but not yet collected by its parent; containers without an init process never collect. @param {number} pid */
function isZombie(pid) {
  return statFields(pid)?.[0] === 'Z';
}

/** @param {number} pid */
function startOf(pid) {
  const fields = statFields(pid);
  if (fields) return fields[19] ?? null;
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** The fields of /proc/<pid>/stat from `state` on; null where there is no such file. @param {number} pid */
function statFields(pid) {
  if (platform() !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before stands in parentheses and may hold anything, parentheses too.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
