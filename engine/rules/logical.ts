import { isIsoDate } from '../values/date';
import { compareValues } from './arithmetic';
import { isNum } from './decimal';
import { operandKinds, type Operator } from './operator';
import { refuse, type Scope } from './scope';
import type { Env, Expression, Kind, Value } from './types';

/** A text literal beside a date must be an ISO date, and is one. */
function alignDates(args: readonly Expression[], scope: Scope, path: string): readonly Expression[] {
  if (!args.some((arg) => arg.kind === 'date')) return args;
  return args.map((arg, i) => {
    if (arg.kind !== 'text' || typeof arg.literal !== 'string') return arg;
    if (!isIsoDate(arg.literal)) return refuse(scope, `${path}/${i}`, 'not_a_date', { text: arg.literal });
    return { ...arg, kind: 'date' };
  });
}

function equalValues(a: Value, b: Value): boolean {
  if (isNum(a) && isNum(b)) return compareValues(a, b) === 0;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((part, i) => part === b[i]);
  return a === b;
}

function equality(expected: boolean): Operator {
  return {
    arity: [2, 2],
    compile(rawArgs, scope, path) {
      const args = alignDates(rawArgs, scope, path);
      const [left, right] = args;
      if (!left || !right) return refuse(scope, path, 'arity');
      if (left.literal === null || right.literal === null) return refuse(scope, path, 'compare_with_null');
      operandKinds(args, ['number', 'text', 'boolean', 'date', 'codes'], scope, path);
      return {
        kind: 'boolean',
        run(env) {
          const a = left.run(env);
          const b = right.run(env);
          return a === null || b === null ? null : equalValues(a, b) === expected;
        },
      };
    },
  };
}

function ordering(holds: (order: number) => boolean): Operator {
  return {
    arity: [2, 3],
    compile(rawArgs, scope, path) {
      const args = alignDates(rawArgs, scope, path);
      operandKinds(args, ['number', 'date'], scope, path);
      return {
        kind: 'boolean',
        run(env) {
          const values = args.map((arg) => arg.run(env));
          if (values.includes(null)) return null;
          return values.every((value, i) => i === 0 || holds(compareValues(values[i - 1] ?? null, value)));
        },
      };
    },
  };
}

/** Kleene: one deciding operand decides, else a blank one makes the result blank. */
function connective(deciding: boolean): Operator {
  return {
    arity: [1, 100],
    compile(args, scope, path) {
      operandKinds(args, ['boolean'], scope, path);
      return {
        kind: 'boolean',
        run(env) {
          let blank = false;
          for (const arg of args) {
            const value = arg.run(env);
            if (value === deciding) return deciding;
            if (value === null) blank = true;
          }
          return blank ? null : !deciding;
        },
      };
    },
  };
}

function negation(negate: boolean): Operator {
  return {
    arity: [1, 1],
    compile(args, scope, path) {
      operandKinds(args, ['boolean'], scope, path);
      const [arg] = args;
      return {
        kind: 'boolean',
        run(env) {
          const value = arg?.run(env) ?? null;
          return value === null ? null : negate ? value !== true : value === true;
        },
      };
    },
  };
}

/** `if c1 then v1 else if c2 then v2 … else v`; a blank condition takes the else branch. */
const conditional: Operator = {
  arity: [2, 101],
  compile(rawArgs, scope, path) {
    const isCondition = (i: number): boolean => i % 2 === 0 && i < rawArgs.length - 1;
    operandKinds(
      rawArgs.filter((_, i) => isCondition(i)),
      ['boolean'],
      scope,
      path,
    );
    const values = rawArgs.filter((_, i) => !isCondition(i));
    const kind = operandKinds(
      values,
      ['number', 'text', 'boolean', 'date', 'codes', 'list', 'rows'],
      scope,
      path,
    );
    const sheet = values.find((value) => value.sheet)?.sheet;
    const run = (env: Env): Value => {
      for (let i = 0; i < rawArgs.length; i += 2) {
        if (!isCondition(i)) return rawArgs[i]?.run(env) ?? null;
        if (rawArgs[i]?.run(env) === true) return rawArgs[i + 1]?.run(env) ?? null;
      }
      return null;
    };
    return { kind, run, ...(sheet ? { sheet } : {}) };
  },
};

const ANY: readonly [Kind, ...Kind[]] = ['number', 'text', 'boolean', 'date', 'codes', 'list', 'rows'];
const isEmpty = (value: Value): boolean => value === null || (Array.isArray(value) && value.length === 0);

const blank: Operator = {
  arity: [1, 1],
  shields: true,
  compile: ([arg]) => ({ kind: 'boolean', run: (env) => isEmpty(arg?.run(env) ?? null) }),
};

const coalesce: Operator = {
  arity: [1, 100],
  shields: true,
  compile(rawArgs, scope, path) {
    const args = alignDates(rawArgs, scope, path);
    const kind = operandKinds(args, ANY, scope, path);
    return {
      kind,
      run(env) {
        for (const arg of args) {
          const value = arg.run(env);
          if (!isEmpty(value)) return value;
        }
        return null;
      },
    };
  },
};

/** Both ends included. */
const between: Operator = {
  arity: [3, 3],
  compile: (args, scope, path) => {
    const [value, low, high] = alignDates(args, scope, path);
    if (!value || !low || !high) return refuse(scope, path, 'arity');
    operandKinds([value, low, high], ['number', 'date'], scope, path);
    return {
      kind: 'boolean',
      run(env) {
        const [x, a, b] = [value.run(env), low.run(env), high.run(env)];
        if (x === null || a === null || b === null) return null;
        return compareValues(x, a) >= 0 && compareValues(x, b) <= 0;
      },
    };
  },
};

export const logicalOperators: Readonly<Record<string, Operator>> = {
  '==': equality(true),
  '===': equality(true),
  '!=': equality(false),
  '!==': equality(false),
  '<': ordering((order) => order < 0),
  '<=': ordering((order) => order <= 0),
  '>': ordering((order) => order > 0),
  '>=': ordering((order) => order >= 0),
  and: connective(false),
  or: connective(true),
  '!': negation(true),
  '!!': negation(false),
  if: conditional,
  '?:': conditional,
  blank,
  coalesce,
  between,
};
