/** What a comparison would be worth if one cell held something else. */
import { divide, isNum, multiply, type Num, roundTo, subtract, toJsonNumber } from '../rules/decimal';
import type { Expression, Value } from '../rules/types';
import type { CellValue } from '../types';
import { evaluateCell, MAX_VISITS } from '../validate/state';
import { fractionLength } from '../values/number';
import { type Bench, compilePart, runPart } from './bench';
import type { Failing } from './failing';
import type { Seen } from './reads';

/** Both sides of a comparison, ready to run again and again. */
export interface Sides {
  readonly failing: Failing;
  readonly left: Expression;
  readonly right: Expression;
}

export function sidesOf(bench: Bench, failing: Failing): Sides | null {
  const left = compilePart(bench, failing.focus, failing.left);
  const right = compilePart(bench, failing.focus, failing.right ?? null);
  return left && right ? { failing, left, right } : null;
}

/** Values of the sides as things stand. */
export const worthOf = (bench: Bench, { failing, left, right }: Sides): readonly [Value, Value] => [
  runPart(bench, failing.focus, left),
  runPart(bench, failing.focus, right),
];

/** Runs something as if the cell held the value; cells of its row that depend on it follow. */
export function supposing<T>(bench: Bench, { row, column }: Seen, value: CellValue, run: () => T): T {
  const before = row.cells[column.index] ?? null;
  const put = (held: CellValue): void => {
    row.cells[column.index] = held;
    const { env, form } = bench.state;
    env.memo.clear();
    env.joins = new WeakMap();
    env.visits = MAX_VISITS;
    for (const other of form.columnOrder) {
      if (other.sheet === row.sheet.id) evaluateCell(bench.state, row, other);
    }
  };
  try {
    put(value);
    return run();
  } finally {
    put(before);
  }
}

const MOST_DIGITS = 10;

/** The digits after the point that a number of the column may have here. */
export function digitsOf({ row, column }: Seen, near: readonly Value[] = []): number {
  if (column.type === 'integer') return 0;
  if (column.fractionDigits !== undefined) return column.fractionDigits;
  const numbers = [row.values[column.index] ?? null, ...near].flatMap((value) =>
    isNum(value) ? (toJsonNumber(value) ?? []) : [],
  );
  return Math.min(MOST_DIGITS, Math.max(0, ...numbers.map(fractionLength)));
}

/** The smallest difference between two numbers of so many digits. */
export const stepOf = (digits: number): number => Number(`1e-${digits}`);

/**
 * Numbers for a cell at which a linear comparison holds, or nearly so: they are to be tried. One step of Newton's method, exact
 * where the sides are linear in the cell. Nothing where the cell has no part in the comparison.
 */
export function solutionsFor(bench: Bench, sides: Sides, seen: Seen): readonly number[] {
  const held = seen.row.values[seen.column.index] ?? null;
  const start: Num = isNum(held) ? held : 0;
  const at = (value: Num): Num | null =>
    supposing(bench, seen, toJsonNumber(value), () => difference(worthOf(bench, sides)));
  const first = at(start);
  const next = subtract(start, -1);
  const second = next === null ? null : at(next);
  const slope = first === null || second === null ? null : subtract(second, first);
  if (first === null || slope === null || slope === 0) return [];
  const [left, right] = worthOf(bench, sides);
  const digits = digitsOf(seen, [left, right]);
  return targetsOf(bench, sides.failing).flatMap((target) => {
    const way = subtract(target, first);
    const change = way === null ? null : divide(way, slope);
    const exact = change === null ? null : subtract(start, multiply(change, -1) ?? 0);
    const rounded = exact === null ? null : roundTo(exact, digits);
    if (rounded === null) return [];
    const step = stepOf(digits);
    return [rounded, subtract(rounded, -step), subtract(rounded, step)].flatMap((value) =>
      value === null ? [] : (toJsonNumber(value) ?? []),
    );
  });
}

const difference = ([left, right]: readonly [Value, Value]): Num | null =>
  isNum(left) && isNum(right) ? subtract(left, right) : null;

/** What the difference of the sides should be. */
function targetsOf(bench: Bench, failing: Failing): readonly Num[] {
  if (failing.tolerance === undefined) return [0];
  const compiled = compilePart(bench, failing.focus, failing.tolerance);
  const tolerance = compiled ? runPart(bench, failing.focus, compiled) : null;
  return isNum(tolerance) ? [0, tolerance, multiply(tolerance, -1) ?? 0] : [0];
}
