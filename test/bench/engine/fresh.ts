/** What happens once in a process: the first run, and the memory that answers under edit take. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openByHand } from './by-hand-live';
import { validateByHand } from './by-hand-whole';
import { keep, type Measured, quantile, summary } from './measure';
import { compiled, openOurs, parsed, validateOurs } from './ours';
import { answersOf } from './workload';

export type Who = 'ours' | 'hand';
const run = promisify(execFile);

/** Milliseconds of the first validation in this process, compiling the form included. */
function firstRun(who: Who, rowCount: number): number {
  const definition = who === 'ours' ? parsed() : undefined;
  const answers = answersOf(rowCount);
  const startedAt = performance.now();
  keep(definition ? validateOurs(compiled(definition), answers) : validateByHand(answers));
  return performance.now() - startedAt;
}

/** Bytes that live validation keeps besides form and answers. */
function memoryOfLive(who: Who, rowCount: number): number {
  const form = compiled(parsed());
  const answers = answersOf(rowCount);
  const collect = globalThis.gc;
  if (!collect) throw new Error('wants --expose-gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  keep(who === 'ours' ? openOurs(form, answers) : openByHand(answers));
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  // Both must be alive until here, or their going would hide what came.
  if (form.sheets.length === 0 || answers.sheets.groups.length === 0) throw new Error('nothing measured');
  return bytes;
}

const CHILD = '--child';

/** In a child, answers what the parent asked on standard output and says that it did. */
export function answerAsChild(args: readonly string[]): boolean {
  const [flag, what, who, rows] = args;
  if (flag !== CHILD || (who !== 'ours' && who !== 'hand')) return false;
  const measure = what === 'memory' ? memoryOfLive : firstRun;
  process.stdout.write(String(measure(who, Number(rows))));
  return true;
}

async function ask(what: 'first' | 'memory', who: Who, rowCount: number): Promise<number> {
  const script = process.argv[1] ?? '';
  const args = ['--expose-gc', script, CHILD, what, who, String(rowCount)];
  const { stdout } = await run(process.execPath, args);
  return Number(stdout);
}

const FIRST_RUNS = 11;
const MEMORY_SAMPLES = 3;

/** A process for each sample, in turn. */
export async function measureFirstRuns(rowCount: number): Promise<Readonly<Record<Who, Measured>>> {
  const [hand, ours]: [number[], number[]] = [[], []];
  while (ours.length < FIRST_RUNS) {
    hand.push(await ask('first', 'hand', rowCount));
    ours.push(await ask('first', 'ours', rowCount));
  }
  return { hand: summary(hand), ours: summary(ours) };
}

/** In bytes; a process for each of a few samples, the median of which is given. */
export async function measureMemory(who: Who, rowCount: number): Promise<number> {
  const samples: number[] = [];
  while (samples.length < MEMORY_SAMPLES) samples.push(await ask('memory', who, rowCount));
  return quantile(samples, 0.5);
}
