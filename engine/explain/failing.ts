/** Which comparisons inside an assertion failed. */
import { compareValues } from '../rules/arithmetic';
import { type Bench, type Focus, rowsAt, rowsWhere, valueOf, verdictAt } from './bench';
import { type Operation, operationOf } from './json-logic';
import type { ComparisonOperator } from './types';

/** A relation that was demanded and does not hold, with its sides as they are written. */
export interface Failing {
  readonly focus: Focus;
  readonly operator: ComparisonOperator;
  readonly left: unknown;
  /** Absent of `filled` and `blank`. */
  readonly right?: unknown;
  readonly tolerance?: unknown;
}

/** Ways out of an assertion looked at: `or` and rows may offer many. */
const MOST = 10;

/**
 * The comparisons that failed. Of `and` the first operand that fails, of `or` all, of `if` the branch taken; of `all` and
 * `none` the first row that fails.
 */
export const failingIn = (bench: Bench, focus: Focus, logic: unknown): readonly Failing[] =>
  find(bench, focus, logic, true).slice(0, MOST);

const DEMANDED: Readonly<Record<string, readonly [ComparisonOperator, ComparisonOperator]>> = {
  '==': ['==', '!='],
  '===': ['==', '!='],
  '!=': ['!=', '=='],
  '!==': ['!=', '=='],
  '<': ['<', '>='],
  '<=': ['<=', '>'],
  '>': ['>', '<='],
  '>=': ['>=', '<'],
  near: ['near', 'apart'],
  in: ['in', 'not in'],
  starts_with: ['starts with', '!='],
  blank: ['blank', 'filled'],
};

/** `wanted`: what the logic should be, and is not. */
function find(bench: Bench, focus: Focus, logic: unknown, wanted: boolean): readonly Failing[] {
  const operation = operationOf(logic);
  if (!operation) return [];
  const { name, args } = operation;
  switch (name) {
    case '!':
      return find(bench, focus, args[0], !wanted);
    case '!!':
      return find(bench, focus, args[0], wanted);
    case 'and':
    case 'or':
      return findInConnective(bench, focus, operation, wanted);
    case 'if':
    case '?:':
      return find(bench, focus, branchOf(bench, focus, args), wanted);
    case 'all':
    case 'some':
    case 'none':
      return findInRows(bench, focus, operation, wanted);
    case 'between':
      return findBetween(bench, focus, args, wanted);
    case 'missing':
    case 'missing_some':
      return [];
    default:
      return findAtom(bench, focus, operation, wanted, logic);
  }
}

function findInConnective(
  bench: Bench,
  focus: Focus,
  { name, args }: Operation,
  wanted: boolean,
): readonly Failing[] {
  const failing = args.filter((arg) => verdictAt(bench, focus, arg) === !wanted);
  // Each failing operand must change, or any of them may.
  const isEvery = (name === 'and') === wanted;
  return (isEvery ? failing.slice(0, 1) : failing).flatMap((arg) => find(bench, focus, arg, wanted));
}

/** The value that `if` gives as things stand. */
export function branchOf(bench: Bench, focus: Focus, args: readonly unknown[]): unknown {
  for (let i = 0; i + 1 < args.length; i += 2) {
    if (verdictAt(bench, focus, args[i]) === true) return args[i + 1];
  }
  return args.length % 2 === 1 ? args.at(-1) : null;
}

function findInRows(
  bench: Bench,
  focus: Focus,
  { name, args }: Operation,
  wanted: boolean,
): readonly Failing[] {
  const [source, condition] = args;
  const found = rowsAt(bench, focus, source);
  if (!found) return [];
  // What each row should have been for the operator to be as it is wanted.
  const each = name === 'none' ? !wanted : wanted;
  for (const row of rowsWhere(bench, found.shape, found.rows, condition, !each).slice(0, MOST)) {
    const inside: Focus = { visited: found.shape, row };
    const failing = find(bench, inside, condition, each);
    if (failing.length > 0) return failing;
  }
  return [];
}

function findBetween(
  bench: Bench,
  focus: Focus,
  [value, low, high]: readonly unknown[],
  wanted: boolean,
): readonly Failing[] {
  if (!wanted) {
    return [
      { focus, operator: '<', left: value, right: low },
      { focus, operator: '>', left: value, right: high },
    ];
  }
  const isBelow = compareValues(valueOf(bench, focus, value), valueOf(bench, focus, low)) < 0;
  return [
    isBelow
      ? { focus, operator: '>=', left: value, right: low }
      : { focus, operator: '<=', left: value, right: high },
  ];
}

function findAtom(
  bench: Bench,
  focus: Focus,
  { name, args }: Operation,
  wanted: boolean,
  whole: unknown,
): readonly Failing[] {
  const operator = DEMANDED[name]?.[wanted ? 0 : 1];
  // A yes or no that is no comparison: a cell, a look-up.
  if (!operator) return [{ focus, operator: '==', left: whole, right: wanted }];
  const [left, right, third] = args;
  if (name === 'starts_with' && !wanted) return [];
  if (name === 'near') return [{ focus, operator, left, right, tolerance: third }];
  if (third === undefined) return [{ focus, operator, left, ...(name === 'blank' ? {} : { right }) }];
  // a < b < c
  if (!wanted) return [];
  const isFirst = verdictAt(bench, focus, { [name]: [left, right] }) === false;
  return [isFirst ? { focus, operator, left, right } : { focus, operator, left: right, right: third }];
}
