import type { CompiledColumn } from '../compile/types';
import { compareValues } from './arithmetic';
import { isNum } from './decimal';
import { type Operator, unify } from './operator';
import { refuse, type Scope } from './scope';
import type { Expression, Kind, Run, Value } from './types';

export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (isNum(a) && isNum(b)) return compareValues(a, b) === 0;
  if (!Array.isArray(a) || !Array.isArray(b)) return false;
  const [left, right]: readonly (readonly Value[])[] = [a, b];
  return (
    left?.length === right?.length && (left ?? []).every((part, i) => equalValues(part, right?.[i] ?? null))
  );
}

/** A text literal beside a choice must be one of its codes: nothing else can ever be equal to it. */
export function checkCodes(
  column: CompiledColumn | undefined,
  literals: readonly (Expression | undefined)[],
  scope: Scope,
  path: string,
): void {
  const list = column?.list;
  if (!list || list.codes.length === 0) return;
  for (const literal of literals) {
    const code = literal?.literal;
    if (typeof code === 'string' && !list.codeByValue.has(code)) {
      scope.shared.problems.push({ code: 'unknown_code', path, params: { value: code, list: list.id } });
    }
  }
}

const COMPARABLE: readonly [Kind, ...Kind[]] = ['number', 'text', 'boolean', 'date', 'codes', 'list'];

/** Codes may be compared with a list of texts. */
const alike = (args: readonly Expression[]): readonly Expression[] =>
  args.some((arg) => arg.kind === 'codes')
    ? args.map((arg) => (arg.kind === 'list' ? { ...arg, kind: 'codes' } : arg))
    : args;

function equality(expected: boolean): Operator {
  return {
    arity: [2, 2],
    compile(given, scope, path) {
      if (given.some((arg) => arg.literal === null)) return refuse(scope, path, 'compare_with_null');
      const [left, right] = unify(alike(given), COMPARABLE, scope, path).args;
      if (!left || !right) return refuse(scope, path, 'arity');
      checkCodes(left.column, [right], scope, path);
      checkCodes(right.column, [left], scope, path);
      return { kind: 'boolean', run: equalityRun(left, right, expected), parts: [left, right] };
    },
  };
}

function equalityRun(left: Expression, right: Expression, expected: boolean): Run {
  const { index } = left;
  const { literal } = right;
  if (index !== undefined && typeof literal === 'string') {
    return (row) => {
      const a = row.values[index] ?? null;
      return a === null ? null : (a === literal) === expected;
    };
  }
  const [runLeft, runRight] = [left.run, right.run];
  return (row, env) => {
    const a = runLeft(row, env);
    const b = runRight(row, env);
    return a === null || b === null ? null : equalValues(a, b) === expected;
  };
}

type Order = (order: number) => boolean;

function ordering(holds: Order): Operator {
  return {
    arity: [2, 3],
    compile(given, scope, path) {
      if (given.some((arg) => arg.literal === null)) return refuse(scope, path, 'compare_with_null');
      const { args } = unify(given, ['number', 'date', 'text'], scope, path);
      const [first, second, third] = args;
      if (!first || !second) return refuse(scope, path, 'arity');
      const two = orderingRun(first, second, holds);
      if (!third) return { kind: 'boolean', run: two };
      const next = orderingRun(second, third, holds);
      return {
        kind: 'boolean',
        run(row, env) {
          const [a, b] = [two(row, env), next(row, env)];
          return a === null || b === null ? null : a && b;
        },
      };
    },
  };
}

function orderingRun(left: Expression, right: Expression, holds: Order): Run {
  const [runLeft, runRight] = [left.run, right.run];
  return (row, env) => {
    const a = runLeft(row, env);
    const b = runRight(row, env);
    if (a === null || b === null) return null;
    const order =
      typeof a === 'number' && typeof b === 'number' ? (a < b ? -1 : a > b ? 1 : 0) : compareValues(a, b);
    return order === order ? holds(order) : null;
  };
}

/** Both ends included. */
const between: Operator = {
  arity: [3, 3],
  compile(given, scope, path) {
    const [value, low, high] = unify(given, ['number', 'date'], scope, path).args;
    return {
      kind: 'boolean',
      run(row, env) {
        const x = value?.run(row, env) ?? null;
        const a = low?.run(row, env) ?? null;
        const b = high?.run(row, env) ?? null;
        if (x === null || a === null || b === null) return null;
        const [above, below] = [compareValues(x, a), compareValues(x, b)];
        return Number.isNaN(above) || Number.isNaN(below) ? null : above >= 0 && below <= 0;
      },
    };
  },
};

export const comparisonOperators: Readonly<Record<string, Operator>> = {
  '==': equality(true),
  '===': equality(true),
  '!=': equality(false),
  '!==': equality(false),
  '<': ordering((order) => order < 0),
  '<=': ordering((order) => order <= 0),
  '>': ordering((order) => order > 0),
  '>=': ordering((order) => order >= 0),
  between,
};
