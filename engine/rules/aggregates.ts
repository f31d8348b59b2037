import { compareValues } from './arithmetic';
import { add, divide, isNum, type Num } from './decimal';
import { conditions, type CompileLogic, type RawOperator, unify, verdictOf } from './operator';
import { BLANK, noteWalk, refuse, type Scope, visiting } from './scope';
import type { Expression, Kind, Run, RunRows, Value } from './types';
import { tallied, type TallyKind, type TallySource } from './tallies';
import { candidates, compileVisit, keyOf, spend, type Visit } from './visits';

/** Remembers a value that is the same whatever row or group is judged. */
const memoized =
  (run: Run): Run =>
  (row, env) => {
    const known = env.memo.get(run);
    if (known !== undefined) return known;
    const value = run(row, env);
    env.memo.set(run, value);
    return value;
  };

type Rows = NonNullable<Expression['rows']>;

/** The rows that an operator works on, noted as read. */
function compileRows(arg: unknown, scope: Scope, path: string, compile: CompileLogic): Rows | null {
  const source = compile(arg, scope, `${path}/0`);
  // What was refused already is not refused again.
  if (!source.rows && source.kind !== 'any') refuse(scope, `${path}/0`, 'rows_expected');
  return source.rows ?? null;
}

/** The rows of which the condition is true. */
export function keep(visit: Visit): RunRows {
  const test = visit.test.run;
  return (row, env) => {
    const rows = candidates(visit, row, env);
    spend(env, rows.length);
    return rows.filter((other) => verdictOf(test(other, env)) === true);
  };
}

const count: RawOperator = {
  arity: [1, 2],
  compileRaw(args, scope, path, compile) {
    const before = scope.shared.unitReads;
    const rows = compileRows(args[0], scope, path, compile);
    if (!rows) return BLANK;
    const { tally } = rows;
    if (args.length === 1) {
      noteWalk(scope, rows.shape, rows.joined === true);
      const size: Run = (row, env) => rows.run(row, env).length;
      const isFiltered = tally !== undefined && tally.keeps.length > 0;
      return { kind: 'number', run: isFiltered ? tallied('count', tally, null, size) : size };
    }
    const outer = scope.shared.outerReads;
    const visit = compileVisit(rows, args[1], scope, `${path}/1`, compile);
    conditions([visit.test], scope, path, [1]);
    const isOwn = tally !== undefined && scope.shared.outerReads === outer;
    const run = isOwn ? tallied('count', keptBy(tally, visit.test), null, countOf(visit)) : countOf(visit);
    return { kind: 'number', run: scope.shared.unitReads === before ? memoized(run) : run };
  },
};

function countOf(visit: Visit): Run {
  const test = visit.test.run;
  return (row, env) => {
    const rows = candidates(visit, row, env);
    spend(env, rows.length);
    let found = 0;
    for (const other of rows) if (verdictOf(test(other, env)) === true) found++;
    return found;
  };
}

/** The value of the first row of which the condition is true. */
const lookup: RawOperator = {
  arity: [3, 3],
  compileRaw(args, scope, path, compile) {
    const rows = compileRows(args[0], scope, path, compile);
    if (!rows) return BLANK;
    const visit = compileVisit(rows, args[1], scope, `${path}/1`, compile);
    const of = compile(args[2], visiting(scope, rows.shape, 1, visit.isJoined), `${path}/2`);
    conditions([visit.test], scope, path, [1]);
    const [test, value] = [visit.test.run, of.run];
    return {
      kind: of.kind,
      ...(of.column ? { column: of.column } : {}),
      ...(of.element ? { element: of.element } : {}),
      run(row, env) {
        for (const other of candidates(visit, row, env)) {
          spend(env, 1);
          if (verdictOf(test(other, env)) === true) return value(other, env);
        }
        return null;
      },
    };
  },
};

/** Rows kept by one more condition. */
export const keptBy = (source: TallySource, { run }: Expression): TallySource => ({
  base: source.base,
  keeps: [...source.keeps, (row, env) => verdictOf(run(row, env))],
});

type Fold = (values: (visit: (value: Value) => void) => void) => Value;

/** An operator that folds the filled values of an expression over rows. */
function folding(
  name: TallyKind,
  kinds: readonly [Kind, ...Kind[]],
  result: Kind | null,
  fold: Fold,
): RawOperator {
  return {
    arity: [2, 2],
    compileRaw(args, scope, path, compile) {
      const before = scope.shared.unitReads;
      const source = compileRows(args[0], scope, path, compile);
      if (!source) return BLANK;
      const { shape, run: rows, tally } = source;
      const outer = scope.shared.outerReads;
      noteWalk(scope, shape, source.joined === true);
      const of = compile(args[1], visiting(scope, shape, shape.size, source.joined), `${path}/1`);
      const { kind } = unify([of], kinds, scope, path);
      const value = of.run;
      const full: Run = (row, env) => {
        const visited = rows(row, env);
        spend(env, visited.length);
        return fold((visit) => {
          for (const other of visited) {
            const part = value(other, env);
            if (part !== null) visit(part);
          }
        });
      };
      const isOwn = tally !== undefined && scope.shared.outerReads === outer;
      const run = isOwn ? tallied(name, tally, value, full) : full;
      return {
        kind: result ?? kind,
        ...(result === null && of.column ? { column: of.column } : {}),
        run: scope.shared.unitReads === before ? memoized(run) : run,
      };
    },
  };
}

const overList =
  (fold: Fold) =>
  (values: readonly Value[]): Value =>
    fold((visit) => {
      for (const value of values) if (value !== null) visit(value);
    });

const foldSum: Fold = (each) => {
  let sum: Num | null = 0;
  each((value) => {
    if (sum !== null && isNum(value)) sum = add(sum, value);
  });
  return sum;
};

const foldAverage: Fold = (each) => {
  let filled = 0;
  const sum = foldSum((visit) => {
    each((value) => {
      filled++;
      visit(value);
    });
  });
  return filled === 0 || !isNum(sum) ? null : divide(sum, filled);
};

const foldExtreme =
  (sign: 1 | -1): Fold =>
  (each) => {
    let best: Value = null;
    each((value) => {
      if (best === null || compareValues(value, best) * sign > 0) best = value;
    });
    return best;
  };

const foldDistinct: Fold = (each) => {
  const seen = new Set<unknown>();
  each((value) => {
    if (!(Array.isArray(value) && value.length === 0)) seen.add(keyOf(value));
  });
  return seen.size;
};

/** Totals of values, blanks skipped: exact; the sum of nothing is 0, the others of nothing are blank. */
export const totals = {
  sum: overList(foldSum),
  avg: overList(foldAverage),
  lowest: overList(foldExtreme(-1)),
  highest: overList(foldExtreme(1)),
  count: (values: readonly Value[]): Value => values.filter((value) => value !== null).length,
} as const;

export const aggregateOperators: Readonly<Record<string, RawOperator>> = {
  count,
  count_distinct: folding(
    'count_distinct',
    ['text', 'number', 'date', 'boolean', 'codes'],
    'number',
    foldDistinct,
  ),
  sum: folding('sum', ['number'], 'number', foldSum),
  avg: folding('avg', ['number'], 'number', foldAverage),
  lowest: folding('lowest', ['number', 'date'], null, foldExtreme(-1)),
  highest: folding('highest', ['number', 'date'], null, foldExtreme(1)),
  lookup,
};
