/**
 * Aggregates that follow a change: what each row adds to a sum, a count or a set of values is remembered, so that a change
 * costs what changed and not a walk over all rows. Only a live validation keeps them.
 */
import { compareValues } from './arithmetic';
import { add, divide, isNum, negate, type Num } from './decimal';
import type { Env, Expression, RowData, Run, Value } from './types';
import { keyOf, spend } from './visits';

/** Rows that are visited, those of them that are kept, and what each of them adds. All depend on the visited row alone. */
export interface TallySource {
  readonly base: NonNullable<Expression['rows']>['run'];
  readonly keeps: readonly Run[];
}

/** A running total. Values taken away were added before. */
interface RunningTotal {
  add(value: Value): void;
  remove(value: Value): void;
  /** `LOST` where the total is not known any more and must be found anew. */
  value(): Value | typeof LOST;
}

const LOST = Symbol('lost');

export type TallyKind = 'sum' | 'avg' | 'count' | 'count_distinct' | 'lowest' | 'highest';

/** Digits after the point past which sums would be rounded, and so depend on their order. */
const LONGEST = 300;

function runningSum(of: (sum: Num, filled: number) => Value): RunningTotal {
  let sum: Num | null = 0;
  let filled = 0;
  const change = (value: Value, sign: 1 | -1): void => {
    if (!isNum(value)) return;
    filled += sign;
    if (sum !== null) sum = add(sum, sign === 1 ? value : negate(value));
    if (sum !== null && typeof sum !== 'number' && sum.scale > LONGEST) sum = null;
  };
  return {
    add: (value) => change(value, 1),
    remove: (value) => change(value, -1),
    value: () => (sum === null ? LOST : of(sum, filled)),
  };
}

function runningCount(): RunningTotal {
  let count = 0;
  return {
    add() {
      count++;
    },
    remove() {
      count--;
    },
    value: () => count,
  };
}

function runningDistinct(): RunningTotal {
  const times = new Map<unknown, number>();
  return {
    add(value) {
      const key = keyOf(value);
      times.set(key, (times.get(key) ?? 0) + 1);
    },
    remove(value) {
      const key = keyOf(value);
      const left = (times.get(key) ?? 0) - 1;
      if (left > 0) times.set(key, left);
      else times.delete(key);
    },
    value: () => times.size,
  };
}

function runningExtreme(sign: 1 | -1): RunningTotal {
  let best: Value = null;
  let isLost = false;
  return {
    add(value) {
      if (best === null || compareValues(value, best) * sign > 0) best = value;
    },
    remove(value) {
      // Who takes the place of the best is not known.
      if (best !== null && compareValues(value, best) === 0) isLost = true;
    },
    value: () => (isLost ? LOST : best),
  };
}

const TOTALS: Readonly<Record<TallyKind, () => RunningTotal>> = {
  sum: () => runningSum((sum) => sum),
  avg: () => runningSum((sum, filled) => (filled === 0 ? null : divide(sum, filled))),
  count: runningCount,
  count_distinct: runningDistinct,
  lowest: () => runningExtreme(-1),
  highest: () => runningExtreme(1),
};

/** What rows added, and how much of the log of changes was taken over. */
export interface Tally {
  readonly parts: Map<RowData, Value>;
  readonly total: RunningTotal;
  seen: number;
}

/** Rows that changed since a live validation was opened; a tally takes over what it has not seen. */
export interface TallyBook {
  readonly byRows: WeakMap<readonly RowData[], Map<Run, Tally>>;
  /** Whether a row is among the rows; absent for rows that never change. */
  readonly members: WeakMap<readonly RowData[], (row: RowData) => boolean>;
  readonly changed: RowData[];
}

export const tallyBook = (): TallyBook => ({ byRows: new WeakMap(), members: new WeakMap(), changed: [] });

/** An aggregate that is remembered where the validation is live; `full` walks over all rows. */
export function tallied(kind: TallyKind, source: TallySource, of: Run | null, full: Run): Run {
  const partOf: Run = (row, env) => {
    for (const keep of source.keeps) if (keep(row, env) !== true) return null;
    return of ? of(row, env) : true;
  };
  const run: Run = (row, env) => {
    const { tallies } = env;
    if (!tallies) return full(row, env);
    const rows = source.base(row, env);
    const tally = knownTally(tallies, rows, run, env, kind, partOf);
    const value = tally.total.value();
    if (value !== LOST) return value;
    tallies.byRows.get(rows)?.delete(run);
    return full(row, env);
  };
  return run;
}

function knownTally(
  book: TallyBook,
  rows: readonly RowData[],
  run: Run,
  env: Env,
  kind: TallyKind,
  partOf: Run,
): Tally {
  let byRun = book.byRows.get(rows);
  if (!byRun) {
    byRun = new Map();
    book.byRows.set(rows, byRun);
  }
  const known = byRun.get(run);
  // Past so many changes it is quicker to begin anew.
  if (known && book.changed.length - known.seen <= rows.length + 16) {
    takeOver(known, book, rows, env, partOf);
    return known;
  }
  const tally: Tally = { parts: new Map(), total: TOTALS[kind](), seen: book.changed.length };
  spend(env, rows.length);
  for (const row of rows) note(tally, row, partOf(row, env));
  byRun.set(run, tally);
  return tally;
}

function takeOver(tally: Tally, book: TallyBook, rows: readonly RowData[], env: Env, partOf: Run): void {
  const isMember = book.members.get(rows) ?? ((row: RowData) => tally.parts.has(row));
  for (; tally.seen < book.changed.length; tally.seen++) {
    const row = book.changed[tally.seen];
    if (!row) continue;
    const before = tally.parts.get(row);
    if (before !== undefined && isFilled(before)) tally.total.remove(before);
    if (isMember(row)) {
      spend(env, 1);
      note(tally, row, partOf(row, env));
    } else tally.parts.delete(row);
  }
}

function note(tally: Tally, row: RowData, part: Value): void {
  tally.parts.set(row, part);
  if (isFilled(part)) tally.total.add(part);
}

const isFilled = (part: Value): boolean => part !== null && !(Array.isArray(part) && part.length === 0);
