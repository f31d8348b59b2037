import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it was started, in the words of the system; null where the system does not tell. */
  readonly startedAt: string | null;
}

/** Who runs under this number now; null when nobody does. */
export function identify(pid: number): ProcessIdentity | null {
  if (!isRunning(pid)) return null;
  return { pid, startedAt: startOf(pid) };
}

/** Whether that very process still runs, and not only its number. */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = identify(identity.pid);
  return now !== null && now.startedAt === identity.startedAt;
}

/** Asks a process to stop and waits; after `timeoutMs` it is killed. A process that is gone already is fine. */
export async function stopProcess(
  identity: ProcessIdentity,
  { signal, timeoutMs }: { readonly signal: NodeJS.Signals; readonly timeoutMs: number },
): Promise<void> {
  send(identity, signal);
  const deadline = Date.now() + timeoutMs;
  while (isAlive(identity)) {
    if (Date.now() > deadline) send(identity, 'SIGKILL');
    await delay(50);
  }
}

export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // Not ours to signal, but there.
    return codeOf(error) === 'EPERM';
  }
}

/** Killed, but not yet collected by its parent; containers without an init process never collect. */
function isZombie(pid: number): boolean {
  return statFields(pid)?.[0] === 'Z';
}

function startOf(pid: number): string | null {
  const fields = statFields(pid);
  if (fields) return fields[19] ?? null;
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

/** The fields of /proc/<pid>/stat from `state` on; null where there is no such file. */
function statFields(pid: number): string[] | null {
  if (platform() !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name before stands in parentheses and may hold anything, parentheses too.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
