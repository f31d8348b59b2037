/** `map`, `filter`, `reduce`, `all`, `some`, `none`: over rows, and over lists of values. */
import { keep, keptBy } from './aggregates';
import { conditions, type CompileLogic, type RawOperator, unify, verdictOf } from './operator';
import { BLANK, noteWalk, refuse, type Scope, visiting, visitingElements } from './scope';
import type { Env, Expression, Kind, RowData, Value } from './types';
import { compileVisit, deciding, spend, type Visit } from './visits';

/** The rows or the list that an operator walks over. */
function compileSource(arg: unknown, scope: Scope, path: string, compile: CompileLogic): Expression | null {
  const source = compile(arg, scope, `${path}/0`);
  if (source.rows) return source;
  if (source.kind === 'list' || source.kind === 'codes' || (source.kind === 'any' && scope.mode === 'data')) {
    return source;
  }
  // What was refused already is not refused again.
  if (source.kind !== 'any') refuse(scope, `${path}/0`, 'rows_expected');
  return null;
}

/** The scope of what is asked of each row or element. */
function insideOf(source: Expression, scope: Scope): Scope {
  if (source.rows) {
    const { shape, joined } = source.rows;
    noteWalk(scope, shape, joined === true);
    return visiting(scope, shape, shape.size, joined);
  }
  return visitingElements(scope, source.kind === 'codes' ? 'text' : (source.element ?? 'any'));
}

/** Calls `visit` for each row or element until it returns true. A source that is blank has no elements. */
function each(source: Expression, row: RowData, env: Env, visit: (row: RowData) => boolean): void {
  if (source.rows) {
    const rows = source.rows.run(row, env);
    spend(env, rows.length);
    for (const other of rows) if (visit(other)) return;
    return;
  }
  const list = source.run(row, env);
  if (!Array.isArray(list)) return;
  spend(env, list.length);
  const outer = env.element;
  for (const element of list as readonly Value[]) {
    env.element = element;
    if (visit(row)) break;
  }
  env.element = outer;
}

const map: RawOperator = {
  arity: [2, 2],
  compileRaw(args, scope, path, compile) {
    const source = compileSource(args[0], scope, path, compile);
    if (!source) return BLANK;
    const of = compile(args[1], insideOf(source, scope), `${path}/1`);
    return {
      kind: 'list',
      element: of.kind === 'blank' ? 'any' : of.kind,
      run(row, env) {
        const values: Value[] = [];
        each(source, row, env, (other) => {
          values.push(of.run(other, env));
          return false;
        });
        return values;
      },
    };
  },
};

const filter: RawOperator = {
  arity: [2, 2],
  compileRaw(args, scope, path, compile) {
    const source = compileSource(args[0], scope, path, compile);
    if (!source) return BLANK;
    if (source.rows) {
      const outer = scope.shared.outerReads;
      const visit = compileVisit(source.rows, args[1], scope, `${path}/1`, compile);
      conditions([visit.test], scope, path, [1]);
      const isOwn = source.rows.tally !== undefined && scope.shared.outerReads === outer;
      const tally = isOwn ? { tally: keptBy(source.rows.tally, visit.test) } : {};
      return {
        kind: 'rows',
        run: () => null,
        rows: { shape: visit.shape, run: keep(visit), joined: visit.isJoined, ...tally },
      };
    }
    const test = compile(args[1], insideOf(source, scope), `${path}/1`);
    conditions([test], scope, path, [1]);
    return {
      kind: 'list',
      element: source.element ?? 'any',
      run(row, env) {
        const values: Value[] = [];
        each(source, row, env, (other) => {
          if (verdictOf(test.run(other, env)) === true) values.push(env.element);
          return false;
        });
        return values;
      },
    };
  },
};

/** Three-valued: one deciding row decides, else a blank one makes the result blank. */
function quantifier(decidingVerdict: boolean, decided: boolean): RawOperator {
  return {
    arity: [2, 2],
    compileRaw(args, scope, path, compile) {
      const source = compileSource(args[0], scope, path, compile);
      if (!source) return BLANK;
      if (source.rows && decidingVerdict) {
        const visit = compileVisit(source.rows, args[1], scope, `${path}/1`, compile);
        conditions([visit.test], scope, path, [1]);
        return { kind: 'boolean', run: (row, env) => existence(visit, row, env, decided) };
      }
      const test = compile(args[1], insideOf(source, scope), `${path}/1`);
      conditions([test], scope, path, [1]);
      return {
        kind: 'boolean',
        run(row, env) {
          let result: boolean | null = !decided;
          each(source, row, env, (other) => {
            const verdict = verdictOf(test.run(other, env));
            if (verdict === null) result = null;
            if (verdict === decidingVerdict) result = decided;
            return verdict === decidingVerdict;
          });
          return result;
        },
      };
    },
  };
}

/** Whether the condition is true of some row; blank where it is not, but blank of some. */
function existence(visit: Visit, row: RowData, env: Env, decided: boolean): boolean | null {
  let result: boolean | null = !decided;
  for (const rows of deciding(visit, row, env)) {
    for (const other of rows) {
      spend(env, 1);
      const verdict = verdictOf(visit.test.run(other, env));
      if (verdict === true) return decided;
      if (verdict === null) result = null;
    }
  }
  return result;
}

const REDUCIBLE: readonly [Kind, ...Kind[]] = ['number', 'text', 'boolean', 'date', 'list'];

const reduce: RawOperator = {
  arity: [2, 3],
  compileRaw(args, scope, path, compile) {
    const source = compileSource(args[0], scope, path, compile);
    if (!source) return BLANK;
    const start = compile(args[2] ?? null, scope, `${path}/2`);
    const accumulator = start.kind === 'blank' ? 'any' : start.kind;
    const step = compile(args[1], { ...insideOf(source, scope), accumulator }, `${path}/1`);
    const { kind } = unify([start, step], REDUCIBLE, scope, path, [2, 1]);
    return {
      kind,
      run(row, env) {
        const outer = env.accumulator;
        let result = start.run(row, env);
        each(source, row, env, (other) => {
          env.accumulator = result;
          result = step.run(other, env);
          return false;
        });
        env.accumulator = outer;
        return result;
      },
    };
  },
};

export const walkOperators: Readonly<Record<string, RawOperator>> = {
  map,
  filter,
  reduce,
  all: quantifier(false, false),
  some: quantifier(true, true),
  none: quantifier(true, false),
};
