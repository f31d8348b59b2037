import { add, divide, isNum, type Num } from './decimal';
import { compareValues } from './arithmetic';
import { operandKinds, type CompileLogic, type RowOperator } from './operator';
import { refuse, type Scope, visiting } from './scope';
import { type Env, type Expression, type Kind, type RowData, type Value, WorkExceeded } from './types';

/** Visits rows; `visit` may stop the walk by returning true. */
function walk(rows: readonly RowData[], env: Env, visit: (row: RowData) => boolean | undefined): void {
  const before = env.row;
  for (const row of rows) {
    if (--env.visits < 0) throw new WorkExceeded();
    env.row = row;
    if (visit(row) === true) break;
  }
  env.row = before;
}

interface Parts {
  readonly rows: (env: Env) => readonly RowData[];
  readonly source: Expression;
  readonly rest: readonly Expression[];
}

/** Compiles the rows and, seen from each of them, the other arguments. */
function compileParts(
  args: readonly unknown[],
  scope: Scope,
  path: string,
  compile: CompileLogic,
): Parts | null {
  const source = compile(args[0], scope, `${path}/0`);
  if (source.kind !== 'rows' || !source.sheet) {
    refuse(scope, `${path}/0`, 'rows_expected');
    return null;
  }
  const inner = visiting(scope, source.sheet);
  return {
    source,
    rows: (env) => source.run(env) as readonly RowData[],
    rest: args.slice(1).map((arg, i) => compile(arg, inner, `${path}/${i + 1}`)),
  };
}

type Build = (parts: Parts, scope: Scope, path: string) => Expression;

const rowOperator = (arity: readonly [number, number], build: Build): RowOperator => ({
  arity,
  compileRaw(args, scope, path, compile) {
    const parts = compileParts(args, scope, path, compile);
    return parts ? build(parts, scope, path) : { kind: 'blank', run: () => null };
  },
});

function condition(parts: Parts, index: number, scope: Scope, path: string): Expression | undefined {
  const found = parts.rest[index];
  if (found) operandKinds([found], ['boolean'], scope, `${path}/${index + 1}`);
  return found;
}

const count = rowOperator([1, 2], (parts, scope, path) => {
  const test = condition(parts, 0, scope, path);
  return {
    kind: 'number',
    run(env) {
      const rows = parts.rows(env);
      if (!test) return rows.length;
      let found = 0;
      walk(rows, env, () => {
        if (test.run(env) === true) found++;
        return false;
      });
      return found;
    },
  };
});

const countDistinct = rowOperator([2, 2], (parts, scope, path) => {
  const [of] = parts.rest;
  if (of) operandKinds([of], ['text', 'number', 'date', 'boolean', 'codes'], scope, `${path}/1`);
  return {
    kind: 'number',
    run(env) {
      const seen = new Set<string>();
      walk(parts.rows(env), env, () => {
        const value = of?.run(env) ?? null;
        if (value !== null) seen.add(isNum(value) ? value.toString() : JSON.stringify(value));
        return false;
      });
      return seen.size;
    },
  };
});

function totals(kinds: readonly [Kind, ...Kind[]], fold: (values: readonly Value[]) => Value): RowOperator {
  return rowOperator([2, 2], (parts, scope, path) => {
    const [of] = parts.rest;
    const kind = of ? operandKinds([of], kinds, scope, `${path}/1`) : kinds[0];
    return {
      kind,
      run(env) {
        const values: Value[] = [];
        walk(parts.rows(env), env, () => {
          const value = of?.run(env) ?? null;
          if (value !== null) values.push(value);
          return false;
        });
        return fold(values);
      },
    };
  });
}

/** The exact sum of numbers; 0 of none. */
export function sumOf(values: readonly Value[]): Num {
  let sum: Num = 0;
  for (const value of values) if (isNum(value)) sum = add(sum, value);
  return sum;
}

export function averageOf(values: readonly Value[]): Num | null {
  return values.length === 0 ? null : divide(sumOf(values), values.length);
}

export function extremeOf(values: readonly Value[], sign: 1 | -1): Value {
  let best: Value = null;
  for (const value of values) if (best === null || compareValues(value, best) * sign > 0) best = value;
  return best;
}

const lookup = rowOperator([3, 3], (parts, scope, path) => {
  const test = condition(parts, 0, scope, path);
  const of = parts.rest[1];
  return {
    kind: of?.kind ?? 'blank',
    run(env) {
      let found: Value = null;
      walk(parts.rows(env), env, () => {
        if (test?.run(env) !== true) return false;
        found = of?.run(env) ?? null;
        return true;
      });
      return found;
    },
  };
});

const filter = rowOperator([2, 2], (parts, scope, path) => {
  const test = condition(parts, 0, scope, path);
  return {
    kind: 'rows',
    ...(parts.source.sheet ? { sheet: parts.source.sheet } : {}),
    run(env) {
      const kept: RowData[] = [];
      walk(parts.rows(env), env, (row) => {
        if (test?.run(env) === true) kept.push(row);
        return false;
      });
      return kept;
    },
  };
});

const map = rowOperator([2, 2], (parts) => {
  const [of] = parts.rest;
  return {
    kind: 'list',
    run(env) {
      const values: Value[] = [];
      walk(parts.rows(env), env, () => {
        values.push(of?.run(env) ?? null);
        return false;
      });
      return values;
    },
  };
});

/** Three-valued over rows: one deciding row decides, else a blank one makes the result blank. */
function quantifier(deciding: boolean, decided: boolean): RowOperator {
  return rowOperator([2, 2], (parts, scope, path) => {
    const test = condition(parts, 0, scope, path);
    return {
      kind: 'boolean',
      run(env) {
        let result: boolean | null = !decided;
        walk(parts.rows(env), env, () => {
          const verdict = test?.run(env) ?? null;
          if (verdict === deciding) {
            result = decided;
            return true;
          }
          if (verdict === null) result = null;
          return false;
        });
        return result;
      },
    };
  });
}

const reduce: RowOperator = {
  arity: [3, 3],
  compileRaw(args, scope, path, compile) {
    const source = compile(args[0], scope, `${path}/0`);
    const start = compile(args[2], scope, `${path}/2`);
    if (source.kind !== 'rows' || !source.sheet) return refuse(scope, `${path}/0`, 'rows_expected');
    const step = compile(args[1], { ...visiting(scope, source.sheet), accumulator: start.kind }, `${path}/1`);
    operandKinds([start, step], ['number', 'text', 'boolean', 'date'], scope, path);
    return {
      kind: start.kind,
      run(env) {
        const before = env.accumulator;
        let result = start.run(env);
        walk(source.run(env) as readonly RowData[], env, () => {
          env.accumulator = result;
          result = step.run(env);
          return false;
        });
        env.accumulator = before;
        return result;
      },
    };
  },
};

export const rowOperators: Readonly<Record<string, RowOperator>> = {
  count,
  count_distinct: countDistinct,
  sum: totals(['number'], sumOf),
  avg: totals(['number'], averageOf),
  lowest: totals(['number', 'date'], (values) => extremeOf(values, -1)),
  highest: totals(['number', 'date'], (values) => extremeOf(values, 1)),
  lookup,
  filter,
  map,
  all: quantifier(false, false),
  some: quantifier(true, true),
  none: quantifier(true, false),
  reduce,
};
