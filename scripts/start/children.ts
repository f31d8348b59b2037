import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { delay, identify, stopProcess, type ProcessIdentity } from '../process/alive.mjs';

export interface ChildrenOptions {
  readonly root: string;
  /** Read anew for each process that is started. */
  readonly environment: () => NodeJS.ProcessEnv;
  /** More flags for Node of a process. */
  readonly flags?: (script: string) => readonly string[];
  /** The time that a child takes at most to stop. */
  readonly stopTimeoutMs: number;
  readonly onChange: (identities: readonly ProcessIdentity[]) => Promise<void>;
}

export interface Children {
  /** Starts a process and keeps it running; resolves when it is ready, rejects when it ends before. */
  start(script: string): Promise<void>;
  /** Stops all and starts them anew. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Kept {
  readonly script: string;
  process: ChildProcess;
  identity: ProcessIdentity | null;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** Who lived so long is started again at once. */
const healthyAfterMs = 60_000;
/** Beyond what the child allows itself. */
const extraStopMs = 8_000;

/** The processes of the application: they stop when we do, even when we are killed, and are started again when they crash. */
export function openChildren(options: ChildrenOptions): Children {
  const kept = new Set<Kept>();
  const state = { isStopping: false };
  const isStopping = () => state.isStopping;

  const launch = async (script: string): Promise<Kept> => {
    const child = fork(join(options.root, script), {
      cwd: options.root,
      env: options.environment(),
      execArgv: ['--enable-source-maps', '--import', 'tsx', ...(options.flags?.(script) ?? [])],
      // A group of its own, so that Ctrl+C reaches us alone and we stop them in order. The channel tells them if we are killed.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const one: Kept = {
      script,
      process: child,
      identity: child.pid === undefined ? null : identify(child.pid),
    };
    kept.add(one);
    try {
      await Promise.all([untilReady(child, script), options.onChange(identitiesOf(kept))]);
      return one;
    } catch (error) {
      kept.delete(one);
      throw error;
    }
  };

  const keep = async (script: string, first: Kept): Promise<void> => {
    let one = first;
    for (let pauseMs = firstPauseMs; !isStopping();) {
      const since = Date.now();
      const how = await untilExit(one.process);
      kept.delete(one);
      if (isStopping()) return;
      if (Date.now() - since > healthyAfterMs) pauseMs = firstPauseMs;
      process.stderr.write(`${script} ended (${how}); starting it again\n`);
      await delay(pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      one = await launch(script).catch(() => one);
    }
  };

  const stopAll = async () => {
    await Promise.all(
      [...kept].map(async ({ identity }) => {
        const timeoutMs = options.stopTimeoutMs + extraStopMs;
        if (identity) await stopProcess(identity, { signal: 'SIGTERM', timeoutMs });
      }),
    );
  };

  return {
    async start(script) {
      if (isStopping()) return;
      void keep(script, await launch(script));
    },
    restart: stopAll,
    async stop() {
      state.isStopping = true;
      await stopAll();
    },
  };
}

function identitiesOf(kept: ReadonlySet<Kept>): ProcessIdentity[] {
  return [...kept].flatMap(({ identity }) => identity ?? []);
}

function untilReady(child: ChildProcess, script: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`${script} ended (${signal ?? code}) before it was ready`)),
    );
  });
}

function untilExit(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    const describe = () => String(child.signalCode ?? child.exitCode);
    if (child.exitCode !== null || child.signalCode !== null) resolve(describe());
    else child.once('exit', () => resolve(describe()));
  });
}
