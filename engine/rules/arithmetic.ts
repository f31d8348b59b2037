import {
  absolute,
  add,
  compare,
  divide,
  isNum,
  modulo,
  multiply,
  negate,
  type Num,
  roundTo,
  subtract,
} from './decimal';
import { type Operator, unify } from './operator';
import type { Expression, Run, Value } from './types';

type Fold = (a: Num, b: Num) => Num | null;

/** Blank as soon as one operand is blank; `empty` where there is none. */
function folded(step: Fold, args: readonly Expression[], empty: Num | null): Run {
  const [first, second, ...rest] = args.map((arg) => arg.run);
  if (!first) return () => empty;
  if (!second) {
    return (row, env) => {
      const a = first(row, env);
      return isNum(a) ? a : null;
    };
  }
  const two: Run = (row, env) => {
    const a = first(row, env);
    const b = second(row, env);
    return isNum(a) && isNum(b) ? step(a, b) : null;
  };
  if (rest.length === 0) return two;
  return (row, env) => {
    let result = two(row, env);
    for (const run of rest) {
      const next = run(row, env);
      if (!isNum(result) || !isNum(next)) return null;
      result = step(result, next);
    }
    return result;
  };
}

function arithmetic(step: Fold, least: number, most: number, empty: Num | null = null): Operator {
  return {
    arity: [least, most],
    compile(given, scope, path) {
      const { args } = unify(given, ['number'], scope, path);
      return { kind: 'number', run: folded(step, args, empty) };
    },
  };
}

/** An operator on one number. */
function unary(of: (value: Num) => Num | null): Operator {
  return {
    arity: [1, 1],
    compile(given, scope, path) {
      const [arg] = unify(given, ['number'], scope, path).args;
      return {
        kind: 'number',
        run(row, env) {
          const value = arg?.run(row, env) ?? null;
          return isNum(value) ? of(value) : null;
        },
      };
    },
  };
}

const subtraction = arithmetic(subtract, 2, 1000);
const unaryMinus = unary(negate);
const minus: Operator = {
  arity: [1, 1000],
  compile: (args, scope, path) => (args.length === 1 ? unaryMinus : subtraction).compile(args, scope, path),
};

/** `min` and `max` of numbers or dates; blank if one is blank. */
function extreme(sign: 1 | -1): Operator {
  return {
    arity: [1, 100],
    compile(given, scope, path) {
      const { kind, args } = unify(given, ['number', 'date'], scope, path);
      return {
        kind,
        run(row, env) {
          let best: Value = null;
          for (const arg of args) {
            const value = arg.run(row, env);
            if (value === null) return null;
            if (best === null || compareValues(value, best) * sign > 0) best = value;
          }
          return best;
        },
      };
    },
  };
}

/** Numbers by value, texts and dates by code units; NaN where the two cannot be compared. */
export function compareValues(a: Value, b: Value): number {
  if (isNum(a)) return isNum(b) ? compare(a, b) : NaN;
  if (typeof a !== 'string' || typeof b !== 'string') return NaN;
  return a < b ? -1 : a > b ? 1 : 0;
}

const MOST_PLACES = 100;

const round: Operator = {
  arity: [1, 2],
  compile(given, scope, path) {
    const [value, digits] = unify(given, ['number'], scope, path).args;
    return {
      kind: 'number',
      run(row, env) {
        const number = value?.run(row, env) ?? null;
        const places = digits ? digits.run(row, env) : 0;
        if (!isNum(number) || typeof places !== 'number') return null;
        return roundTo(number, Math.max(-MOST_PLACES, Math.min(MOST_PLACES, Math.trunc(places))));
      },
    };
  },
};

/** The sum of the filled ones; blank if none is. */
const sumFilled: Operator = {
  arity: [1, 1000],
  shields: true,
  compile(given, scope, path) {
    const { args } = unify(given, ['number'], scope, path);
    return {
      kind: 'number',
      run(row, env) {
        let sum: Num | null = null;
        for (const arg of args) {
          const value = arg.run(row, env);
          if (!isNum(value)) continue;
          sum = sum === null ? value : add(sum, value);
          if (sum === null) return null;
        }
        return sum;
      },
    };
  },
};

/** Absolute and inclusive. */
const near: Operator = {
  arity: [3, 3],
  compile(given, scope, path) {
    const [first, second, third] = unify(given, ['number'], scope, path).args;
    return {
      kind: 'boolean',
      run(row, env) {
        const a = first?.run(row, env) ?? null;
        const b = second?.run(row, env) ?? null;
        const tolerance = third?.run(row, env) ?? null;
        if (!isNum(a) || !isNum(b) || !isNum(tolerance)) return null;
        const distance = subtract(a, b);
        return distance === null ? null : compare(absolute(distance), tolerance) <= 0;
      },
    };
  },
};

export const arithmeticOperators: Readonly<Record<string, Operator>> = {
  '+': arithmetic(add, 0, 1000, 0),
  '-': minus,
  '*': arithmetic(multiply, 0, 1000, 1),
  '/': arithmetic(divide, 2, 1000),
  '%': arithmetic(modulo, 2, 1000),
  min: extreme(-1),
  max: extreme(1),
  round,
  abs: unary(absolute),
  sum_filled: sumFilled,
  near,
};
