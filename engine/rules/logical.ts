import { conditions, isEmptyValue, type Operator, unify, verdictOf } from './operator';
import { BLANK, noteWalk, refuse } from './scope';
import type { Expression, Kind, Run, RunRows } from './types';

/** Kleene: one deciding operand decides, else a blank one makes the result blank. */
function connective(deciding: boolean): Operator {
  return {
    arity: [1, 1000],
    compile(args, scope, path) {
      conditions(args, scope, path);
      const runs = args.map((arg) => arg.run);
      return {
        kind: 'boolean',
        parts: args,
        run(row, env) {
          let blank = false;
          for (const run of runs) {
            const value = verdictOf(run(row, env));
            if (value === deciding) return deciding;
            if (value === null) blank = true;
          }
          return blank ? null : !deciding;
        },
      };
    },
  };
}

function negation(isNegated: boolean): Operator {
  return {
    arity: [1, 1],
    compile(args, scope, path) {
      conditions(args, scope, path);
      const [arg] = args;
      return {
        kind: 'boolean',
        run(row, env) {
          const value = verdictOf(arg?.run(row, env) ?? null);
          return value === null ? null : value !== isNegated;
        },
      };
    },
  };
}

const ANY: readonly [Kind, ...Kind[]] = ['number', 'text', 'boolean', 'date', 'codes', 'list', 'rows'];

/** The column that all values come from, so that they are shown by its labels. */
function columnOf(values: readonly Expression[]): Partial<Expression> {
  const column = values.find((value) => value.column)?.column;
  const isCommon = values.every((value) => value.column === column || value.literal !== undefined);
  return column && isCommon ? { column } : {};
}

interface Branch {
  readonly test: Run;
  readonly run: Run;
  readonly rows: RunRows;
}

const noRows: RunRows = () => [];

/** `if c1 then v1 else if c2 then v2 … else v`; a blank condition takes the else branch. A value alone is that value. */
const conditional: Operator = {
  arity: [0, 1001],
  compile(args, scope, path) {
    if (args.length === 0) return BLANK;
    const isCondition = (i: number): boolean => i % 2 === 0 && i < args.length - 1;
    const all = args.map((_, i) => i);
    const [asked, given] = [all.filter(isCondition), all.filter((i) => !isCondition(i))];
    const pick = (positions: readonly number[]): Expression[] => positions.flatMap((i) => args[i] ?? []);
    const tests = pick(asked);
    conditions(tests, scope, path, asked);
    const { kind, args: values } = unify(pick(given), ANY, scope, path, given);
    const branches = tests.map((test, i): Branch => {
      const value = values[i];
      return { test: test.run, run: value?.run ?? (() => null), rows: value?.rows?.run ?? noRows };
    });
    const last = values.length > tests.length ? values.at(-1) : undefined;
    const shape = values.find((value) => value.rows)?.rows?.shape;
    if (shape && values.some((value) => value.rows && value.rows.shape.sheet !== shape.sheet)) {
      return refuse(scope, path, 'rows_of_different_sheets');
    }
    const rows: RunRows = (row, env) =>
      (
        branches.find((branch) => verdictOf(branch.test(row, env)) === true)?.rows ??
        last?.rows?.run ??
        noRows
      )(row, env);
    return {
      kind,
      ...columnOf(values),
      ...(shape ? { rows: { shape, run: rows } } : {}),
      run(row, env) {
        for (const branch of branches) {
          if (verdictOf(branch.test(row, env)) === true) return branch.run(row, env);
        }
        return last ? last.run(row, env) : null;
      },
    };
  },
};

const blank: Operator = {
  arity: [1, 1],
  shields: true,
  compile: ([arg], scope) => {
    const rows = arg?.rows?.run;
    if (arg?.rows) noteWalk(scope, arg.rows.shape, arg.rows.joined === true);
    if (rows) return { kind: 'boolean', run: (row, env) => rows(row, env).length === 0 };
    return { kind: 'boolean', run: (row, env) => isEmptyValue(arg?.run(row, env) ?? null) };
  },
};

const coalesce: Operator = {
  arity: [1, 1000],
  shields: true,
  compile(given, scope, path) {
    const { kind, args } = unify(given, ['number', 'text', 'boolean', 'date', 'codes', 'list'], scope, path);
    return {
      kind,
      ...columnOf(args),
      run(row, env) {
        for (const arg of args) {
          const value = arg.run(row, env);
          if (!isEmptyValue(value)) return value;
        }
        return null;
      },
    };
  },
};

export const logicalOperators: Readonly<Record<string, Operator>> = {
  and: connective(false),
  or: connective(true),
  '!': negation(true),
  '!!': negation(false),
  if: conditional,
  '?:': conditional,
  blank,
  coalesce,
};
