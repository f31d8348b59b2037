import {
  absolute,
  add,
  compare,
  divide,
  isNum,
  modulo,
  multiply,
  type Num,
  roundTo,
  subtract,
} from './decimal';
import { operandKinds, type Operator } from './operator';
import type { Env, Expression, Value } from './types';

type Fold = (a: Num, b: Num) => Num | null;

/** Blank as soon as one operand is blank. */
function folded(step: Fold, args: readonly Expression[]): (env: Env) => Value {
  return (env) => {
    let result: Num | null = null;
    for (const [i, arg] of args.entries()) {
      const value = arg.run(env);
      if (!isNum(value)) return null;
      result = i === 0 || result === null ? value : step(result, value);
      if (result === null) return null;
    }
    return result;
  };
}

function arithmetic(step: Fold, least: number, most: number): Operator {
  return {
    arity: [least, most],
    compile(args, scope, path) {
      operandKinds(args, ['number'], scope, path);
      return { kind: 'number', run: folded(step, args) };
    },
  };
}

const minus: Operator = {
  arity: [1, 2],
  compile(args, scope, path) {
    operandKinds(args, ['number'], scope, path);
    const [first] = args;
    if (args.length === 1 && first) {
      return {
        kind: 'number',
        run: (env) => {
          const value = first.run(env);
          return isNum(value) ? subtract(0, value) : null;
        },
      };
    }
    return { kind: 'number', run: folded(subtract, args) };
  },
};

/** `min` and `max` of numbers or dates; blank if one is blank. */
function extreme(sign: 1 | -1): Operator {
  return {
    arity: [1, 100],
    compile(args, scope, path) {
      const kind = operandKinds(args, ['number', 'date'], scope, path);
      return {
        kind,
        run(env) {
          let best: Value = null;
          for (const arg of args) {
            const value = arg.run(env);
            if (value === null) return null;
            if (best === null || compareValues(value, best) * sign > 0) best = value;
          }
          return best;
        },
      };
    },
  };
}

/** Numbers by value, texts and dates by code units. */
export function compareValues(a: Value, b: Value): number {
  if (isNum(a) && isNum(b)) return compare(a, b);
  if (typeof a !== 'string' || typeof b !== 'string') return 0;
  return a < b ? -1 : a > b ? 1 : 0;
}

const round: Operator = {
  arity: [1, 2],
  compile(args, scope, path) {
    operandKinds(args, ['number'], scope, path);
    const [value, digits] = args;
    return {
      kind: 'number',
      run(env) {
        const number = value?.run(env) ?? null;
        const places = digits ? digits.run(env) : 0;
        if (!isNum(number) || typeof places !== 'number') return null;
        return roundTo(number, Math.max(0, Math.min(15, Math.trunc(places))));
      },
    };
  },
};

const abs: Operator = {
  arity: [1, 1],
  compile(args, scope, path) {
    operandKinds(args, ['number'], scope, path);
    const [value] = args;
    return {
      kind: 'number',
      run(env) {
        const number = value?.run(env) ?? null;
        return isNum(number) ? absolute(number) : null;
      },
    };
  },
};

/** The sum of the filled ones; blank if none is. */
const sumFilled: Operator = {
  arity: [1, 100],
  shields: true,
  compile(args, scope, path) {
    operandKinds(args, ['number'], scope, path);
    return {
      kind: 'number',
      run(env) {
        let sum: Num | null = null;
        for (const arg of args) {
          const value = arg.run(env);
          if (isNum(value)) sum = sum === null ? value : add(sum, value);
        }
        return sum;
      },
    };
  },
};

/** Absolute and inclusive. */
const near: Operator = {
  arity: [3, 3],
  compile(args, scope, path) {
    operandKinds(args, ['number'], scope, path);
    return {
      kind: 'boolean',
      run(env) {
        const [a, b, tolerance] = args.map((arg) => arg.run(env));
        if (!isNum(a) || !isNum(b) || !isNum(tolerance)) return null;
        return compare(absolute(subtract(a, b)), tolerance) <= 0;
      },
    };
  },
};

export const arithmeticOperators: Readonly<Record<string, Operator>> = {
  '+': arithmetic(add, 1, 100),
  '-': minus,
  '*': arithmetic(multiply, 1, 100),
  '/': arithmetic(divide, 2, 2),
  '%': arithmetic(modulo, 2, 2),
  min: extreme(-1),
  max: extreme(1),
  round,
  abs,
  sum_filled: sumFilled,
  near,
};
