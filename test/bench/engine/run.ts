/** Measures and prints. Runs bundled, see main.ts; a size of the browser script comes from there. */
import { cpus, totalmem } from 'node:os';
import { assertAgree, rowsWithFindings } from './agreement';
import { openByHand } from './by-hand-live';
import { validateByHand } from './by-hand-whole';
import { definitionJson } from './definition';
import { answerAsChild, measureFirstRuns, measureMemory } from './fresh';
import { GOALS } from './goals';
import { keep, type Measured, repeat, repeatInTurn, summary } from './measure';
import { compiled, openOurs, parsed, validateOurs } from './ours';
import { peersOf } from './peers/list';
import { measurePeer } from './peers/measure-peer';
import { inGroups, type Line, ms, ratioText, tableOf, validating } from './table';
import { answersOf, type CellEdit, editsOf } from './workload';

const SIZES = [1000, 10_000] as const;
/** The size that the goals are about. */
const MANY = 10_000;
const EDITS = 6000;
const WARM_UP_EDITS = 2000;

const lines: Line[] = [];
const byHand = new Map<number, Measured>();
const form = compiled(parsed());
const plain = (rows: number): string => rows.toLocaleString('en');
const progress = (text: string): void => void process.stderr.write(`${text}\n`);

/** The engine and the hand-written code must agree on answers as they are and after many edits. */
function checkAgreement(): void {
  for (const rowCount of SIZES) {
    const answers = answersOf(rowCount);
    const ours = validateOurs(form, answers);
    assertAgree(`${rowCount} rows`, ours, validateByHand(answers));
    const [liveOurs, liveHand] = [openOurs(form, answers), openByHand(answers)];
    for (const edit of editsOf(answers, 401).slice(0, 399)) {
      liveOurs.apply(edit);
      liveHand.apply(edit);
    }
    assertAgree(`${rowCount} rows after edits`, liveOurs.findings(), liveHand.findings());
    progress(
      `${plain(rowCount)} rows: ${rowsWithFindings(ours).size} with findings, ${ours.length} findings`,
    );
  }
}

interface Pair {
  readonly what: string;
  readonly hand: Measured;
  readonly ours: Measured;
  readonly goalRatio: number | undefined;
}

function addPair({ what, hand, ours, goalRatio }: Pair): void {
  lines.push({ what, who: 'hand-written', value: ms(hand.medianMs), ratio: 1 });
  const ratio = ours.medianMs / hand.medianMs;
  const goal = goalRatio === undefined ? undefined : `≤ ${ratioText(goalRatio)}`;
  const isMet = goalRatio === undefined ? undefined : ratio <= goalRatio;
  lines.push({ what, who: 'Sbor', value: ms(ours.medianMs), ratio, goal, isMet });
}

function measureWhole(): void {
  for (const rowCount of SIZES) {
    progress(`whole validation, ${plain(rowCount)} rows`);
    const answers = answersOf(rowCount);
    const [hand, ours] = repeatInTurn([() => validateByHand(answers), () => validateOurs(form, answers)]);
    if (!hand || !ours) return;
    byHand.set(rowCount, hand);
    addPair({
      what: validating(rowCount),
      hand,
      ours,
      goalRatio: rowCount === MANY ? GOALS.wholeRatio : undefined,
    });
  }
}

async function measureFirst(): Promise<void> {
  for (const rowCount of SIZES) {
    progress(`first run in a fresh process, ${plain(rowCount)} rows`);
    const { hand, ours } = await measureFirstRuns(rowCount);
    const what = `first run, compile and validate ${plain(rowCount)} rows`;
    addPair({ what, hand, ours, goalRatio: rowCount === MANY ? GOALS.firstRunRatio : undefined });
  }
}

function timeEdits(apply: (edit: CellEdit) => unknown, edits: readonly CellEdit[]): Measured {
  const samples: number[] = [];
  for (const edit of edits) {
    const startedAt = performance.now();
    const change = apply(edit);
    samples.push(performance.now() - startedAt);
    keep(change);
  }
  return summary(samples.slice(WARM_UP_EDITS));
}

function addEdits(what: string, who: string, measured: Measured, hand: Measured, hasGoal: boolean): void {
  const goals = [undefined, hasGoal ? GOALS.editP99Ms : undefined];
  for (const [i, part] of (['medianMs', 'p99Ms'] as const).entries()) {
    const goal = goals[i];
    lines.push({
      what: `${what}${part === 'p99Ms' ? ', 99th percentile' : ''}`,
      who,
      value: ms(measured[part]),
      ratio: measured[part] / hand[part],
      goal: goal === undefined ? undefined : `≤ ${goal} ms`,
      isMet: goal === undefined ? undefined : measured[part] <= goal,
    });
  }
}

function measureEdits(): void {
  const growth: { hand: number; ours: number }[] = [];
  for (const rowCount of SIZES) {
    progress(`edits, ${plain(rowCount)} rows`);
    const answers = answersOf(rowCount);
    const edits = editsOf(answers, EDITS);
    const liveHand = openByHand(answers);
    const hand = timeEdits((edit) => liveHand.apply(edit), edits);
    const liveOurs = openOurs(form, answers);
    const ours = timeEdits((edit) => liveOurs.apply(edit), edits);
    const what = `edit of a cell, ${plain(rowCount)} rows`;
    addEdits(what, 'hand-written', hand, hand, false);
    addEdits(what, 'Sbor', ours, hand, rowCount === MANY);
    growth.push({ hand: hand.p99Ms, ours: ours.p99Ms });
  }
  const [small, large] = growth;
  if (!small || !large) return;
  const what = 'edit of a cell, 10,000 to 1,000 rows, 99th percentiles';
  const ours = large.ours / small.ours;
  lines.push({ what, who: 'hand-written', value: ratioText(large.hand / small.hand) });
  lines.push({
    what,
    who: 'Sbor',
    value: ratioText(ours),
    goal: `≤ ${ratioText(GOALS.editGrowth)}`,
    isMet: ours <= GOALS.editGrowth,
  });
}

function measureForm(): void {
  progress('compileForm, parseDefinition');
  const json = definitionJson();
  const definition = parsed(json);
  const effort = { warmUpMs: 500, most: 500, budgetMs: 2000 };
  const compile = repeat(() => compiled(definition), effort).medianMs;
  const parse = repeat(() => parsed(json), effort).medianMs;
  for (const [what, value, goal] of [
    ['compileForm', compile, GOALS.compileMs],
    ['parseDefinition', parse, undefined],
  ] as const) {
    const isMet = goal === undefined ? undefined : value <= goal;
    lines.push({
      what,
      who: 'Sbor',
      value: ms(value),
      goal: goal === undefined ? undefined : `≤ ${goal} ms`,
      isMet,
    });
  }
}

async function measureKept(): Promise<void> {
  progress('memory');
  const rowCount = 10_000;
  const what = `memory of answers under edit, ${plain(rowCount)} rows`;
  const hand = await measureMemory('hand', rowCount);
  const ours = await measureMemory('ours', rowCount);
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  lines.push({ what, who: 'hand-written', value: megabytes(hand), ratio: 1 });
  lines.push({ what, who: 'Sbor', value: megabytes(ours), ratio: ours / hand });
}

function addSize(bytes: string | undefined): void {
  if (bytes === undefined) return;
  const gzip = Number(bytes);
  const goal = `≤ ${GOALS.gzipBytes / 1000} kB`;
  const value = `${(gzip / 1000).toFixed(1)} kB`;
  const isMet = gzip <= GOALS.gzipBytes;
  lines.push({ what: 'engine in the browser, gzip', who: 'Sbor', value, goal, isMet });
}

/** One after the other; the engine was measured before, so that none of them is in its way. */
function measurePeers(): void {
  for (const open of peersOf(process.env['SBOR_BENCH_PEERS'] ?? '')) {
    const peer = open();
    progress(peer.name);
    lines.push(...measurePeer(peer, byHand));
  }
}

function machine(): string {
  const [first] = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${first?.model ?? 'unknown'}, ${cpus().length} cores, ${memory} GiB; Node ${process.version}, ${process.platform} ${process.arch}`;
}

async function main(): Promise<void> {
  checkAgreement();
  measureWhole();
  await measureFirst();
  measureEdits();
  measureForm();
  await measureKept();
  addSize(process.env['SBOR_BENCH_GZIP']);
  measurePeers();
  process.stdout.write(`\n${machine()}\n\n${tableOf(inGroups(lines))}\n`);
}

if (!answerAsChild(process.argv.slice(2))) await main();
