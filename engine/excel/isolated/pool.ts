import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIMITS } from '../open/limits';
import { WorkbookRefused } from '../open/refused';
import type { IsolatedReply, IsolatedResults, IsolatedTask } from './tasks';

export interface IsolationOptions {
  /** Files that are open at the same time, each in its own process. */
  readonly processes?: number;
  /** Files that may wait; all beyond are refused as `busy`. */
  readonly queue?: number;
  /** Bytes that may wait together. */
  readonly queueBytes?: number;
  /** How long a file may wait for its turn. */
  readonly waitMs?: number;
  /** Time for one file, waiting not counted; making a workbook of our own gets ten times as much. */
  readonly timeoutMs?: number;
  /** Heap of a process, in MiB. */
  readonly memoryMb?: number;
}

export interface Isolation {
  /** Rejects with `WorkbookRefused`, whatever the file did to the process that opened it. */
  readonly run: <Kind extends IsolatedTask['kind']>(
    task: Extract<IsolatedTask, { kind: Kind }>,
    /** Whose file it is: nobody has two in work at a time, so that nobody fills the queue. */
    owner?: string,
  ) => Promise<IsolatedResults[Kind]>;
  /** Has a process ready for the first file. */
  readonly warmUp: () => void;
  /** Ends all processes; what waits is refused as `busy`. */
  readonly close: () => void;
}

interface Waiting {
  readonly task: IsolatedTask;
  readonly bytes: number;
  readonly since: number;
  readonly resolve: (value: IsolatedResults[keyof IsolatedResults]) => void;
  readonly reject: (error: WorkbookRefused) => void;
}

interface Helper {
  readonly child: ChildProcess;
  readonly ready: Promise<void>;
  busy: { readonly id: number; readonly work: Waiting; readonly timer: NodeJS.Timeout } | null;
  files: number;
  isGone: boolean;
}

/** A process is replaced after so many files. */
const FILES_A_PROCESS = 50;
/** After such a file a process holds what the next one should not have to bear. */
const WEARING: ReadonlySet<string> = new Set(['too_much', 'too_large', 'internal']);
/** What loading the program may take, on a busy machine. */
const START_TIMEOUT_MS = 30_000;

/** Opens files of strangers in processes of their own, with bounded memory and time. */
export function openIsolation(options: IsolationOptions = {}): Isolation {
  const { processes = 1, queue = 50, timeoutMs = 4_000, memoryMb = 384 } = options;
  const { queueBytes = 128 * 1024 * 1024, waitMs = 15_000 } = options;
  const owners = new Set<string>();
  const helpers = new Set<Helper>();
  const waiting: Waiting[] = [];
  let lastId = 0;
  let isClosed = false;

  function start(): Helper {
    const child = fork(childPath(), [], {
      execArgv: [`--max-old-space-size=${memoryMb}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Nothing of this process's secrets.
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: process.env.NODE_ENV },
    });
    const ready = new Promise<void>((resolve) => child.once('message', () => resolve()));
    const helper: Helper = { child, ready, busy: null, files: 0, isGone: false };
    child.on('message', (message) => {
      if (message !== 'ready') finish(helper, message as IsolatedReply);
    });
    child.once('exit', (_code, signal) =>
      lose(helper, signal === 'SIGKILL' ? 'out_of_time' : 'out_of_memory'),
    );
    child.once('error', () => lose(helper, 'out_of_memory'));
    // Neither keeps the process alive that only waits for them.
    child.unref();
    child.channel?.unref();
    helpers.add(helper);
    return helper;
  }

  function lose(helper: Helper, code: 'out_of_time' | 'out_of_memory'): void {
    if (helper.isGone) return;
    helper.isGone = true;
    helpers.delete(helper);
    const { busy } = helper;
    if (busy) {
      clearTimeout(busy.timer);
      busy.work.reject(new WorkbookRefused(isClosed ? 'busy' : code));
    }
    next();
  }

  function finish(helper: Helper, reply: IsolatedReply): void {
    const { busy } = helper;
    if (!busy || busy.id !== reply.id) return;
    clearTimeout(busy.timer);
    helper.busy = null;
    const isWorn = !reply.ok && WEARING.has(reply.code);
    if (++helper.files >= FILES_A_PROCESS || isWorn) helper.child.disconnect();
    if (reply.ok) busy.work.resolve(reply.value);
    else
      busy.work.reject(new WorkbookRefused(reply.code === 'internal' ? 'broken' : reply.code, reply.detail));
    next();
  }

  function next(): void {
    if (isClosed) return;
    const work = waiting[0];
    if (!work) return;
    const free = [...helpers].find((one) => !one.busy && !one.isGone && one.child.connected);
    const helper = free ?? (helpers.size < processes ? start() : null);
    if (!helper) return;
    waiting.shift();
    if (performance.now() - work.since > waitMs) {
      work.reject(new WorkbookRefused('busy'));
      next();
      return;
    }
    const id = ++lastId;
    const kill = (): void => void helper.child.kill('SIGKILL');
    const timer = setTimeout(kill, START_TIMEOUT_MS);
    helper.busy = { id, work, timer };
    void helper.ready.then(() => {
      if (helper.busy?.id !== id) return;
      clearTimeout(timer);
      const ownMs = work.task.kind === 'template' ? 10 * timeoutMs : timeoutMs;
      helper.busy = { id, work, timer: setTimeout(kill, ownMs) };
      helper.child.send({ id, task: work.task }, (error) => {
        if (error) lose(helper, 'out_of_memory');
      });
    });
    next();
  }

  return {
    run: (task, owner) => {
      const bytes = 'bytes' in task ? task.bytes.length : 1;
      if (bytes === 0) return Promise.reject(new WorkbookRefused('empty'));
      if (bytes > LIMITS.file) return Promise.reject(new WorkbookRefused('too_large'));
      const held = waiting.reduce((sum, one) => sum + one.bytes, bytes);
      const isTooMuch = waiting.length >= queue || (waiting.length > 0 && held > queueBytes);
      if (isClosed || isTooMuch || (owner !== undefined && owners.has(owner)))
        return Promise.reject(new WorkbookRefused('busy'));
      if (owner !== undefined) owners.add(owner);
      const done = new Promise<IsolatedResults[keyof IsolatedResults]>((resolve, reject) => {
        waiting.push({ task, bytes, since: performance.now(), resolve, reject });
        next();
      }).finally(() => owner !== undefined && owners.delete(owner));
      // The reply is of the kind that was asked for.
      return done as Promise<never>;
    },
    warmUp: () => {
      if (helpers.size === 0 && !isClosed) start();
    },
    close: () => {
      isClosed = true;
      for (const { reject } of waiting.splice(0)) reject(new WorkbookRefused('busy'));
      for (const { child } of helpers) child.kill('SIGKILL');
    },
  };
}

/** The program of the process: beside this file, or where the sources are when this file is part of a bundle. */
function childPath(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, 'child.mjs');
  if (existsSync(beside)) return beside;
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    const found = join(folder, 'engine/excel/isolated/child.mjs');
    if (existsSync(found)) return found;
  }
  throw new Error('engine/excel/isolated/child.mjs is missing');
}
