import { dayNumber, weekday } from '../values/date';
import { formatNumber, plainNumber } from '../values/number';
import { codePointLength } from '../values/text';
import { isNum, toJsonNumber } from './decimal';
import { operandKinds, type Operator } from './operator';
import { refuse } from './scope';
import type { Kind, Value } from './types';

/** A scalar as text inside `cat`; blank is empty text. */
function textOf(value: Value): string {
  if (isNum(value)) return plainNumber(toJsonNumber(value));
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

function unary(accepts: readonly [Kind, ...Kind[]], kind: Kind, of: (value: string) => Value): Operator {
  return {
    arity: [1, 1],
    compile(args, scope, path) {
      operandKinds(args, accepts, scope, path);
      const [arg] = args;
      return {
        kind,
        run(env) {
          const value = arg?.run(env) ?? null;
          return typeof value === 'string' ? of(value) : null;
        },
      };
    },
  };
}

const cat: Operator = {
  arity: [1, 100],
  compile(args, scope, path) {
    for (const [i, arg] of args.entries()) {
      operandKinds([arg], ['text', 'number', 'date', 'boolean'], scope, `${path}/${i}`);
    }
    return { kind: 'text', run: (env) => args.map((arg) => textOf(arg.run(env))).join('') };
  },
};

const substr: Operator = {
  arity: [2, 3],
  compile(args, scope, path) {
    operandKinds(args.slice(0, 1), ['text'], scope, path);
    operandKinds(args.slice(1), ['number'], scope, path);
    return {
      kind: 'text',
      run(env) {
        const [text, start, length] = args.map((arg) => arg.run(env));
        if (typeof text !== 'string' || typeof start !== 'number') return null;
        const points = Array.from(text);
        const from = start < 0 ? Math.max(0, points.length + start) : start;
        if (length === undefined) return points.slice(from).join('');
        if (typeof length !== 'number') return null;
        return points.slice(from, length < 0 ? points.length + length : from + length).join('');
      },
    };
  },
};

/** A text within a text, or a code within codes. */
const contains: Operator = {
  arity: [2, 2],
  compile(args, scope, path) {
    const [needle, haystack] = args;
    if (!needle || !haystack) return refuse(scope, path, 'arity');
    operandKinds([haystack], ['text', 'codes', 'list'], scope, `${path}/1`);
    operandKinds(
      [needle],
      haystack.kind === 'list' ? ['text', 'number', 'date', 'boolean'] : ['text'],
      scope,
      path,
    );
    return {
      kind: 'boolean',
      run(env) {
        const part = needle.run(env);
        const whole = haystack.run(env);
        if (part === null || whole === null) return null;
        if (typeof whole === 'string') return typeof part === 'string' && whole.includes(part);
        return Array.isArray(whole) && whole.includes(part);
      },
    };
  },
};

const startsWith: Operator = {
  arity: [2, 2],
  compile(args, scope, path) {
    operandKinds(args, ['text'], scope, path);
    return {
      kind: 'boolean',
      run(env) {
        const [text, prefix] = args.map((arg) => arg.run(env));
        return typeof text === 'string' && typeof prefix === 'string' ? text.startsWith(prefix) : null;
      },
    };
  },
};

const length: Operator = {
  arity: [1, 1],
  compile(args, scope, path) {
    operandKinds(args, ['text', 'codes', 'list'], scope, path);
    const [arg] = args;
    return {
      kind: 'number',
      run(env) {
        const value = arg?.run(env) ?? null;
        if (typeof value === 'string') return codePointLength(value);
        return Array.isArray(value) ? value.length : null;
      },
    };
  },
};

const daysBetween: Operator = {
  arity: [2, 2],
  compile(rawArgs, scope, path) {
    operandKinds(
      rawArgs.filter((arg) => typeof arg.literal !== 'string'),
      ['date'],
      scope,
      path,
    );
    return {
      kind: 'number',
      run(env) {
        const [a, b] = rawArgs.map((arg) => arg.run(env));
        return typeof a === 'string' && typeof b === 'string' ? dayNumber(b) - dayNumber(a) : null;
      },
    };
  },
};

const merge: Operator = {
  arity: [0, 100],
  compile: (args) => ({
    kind: 'list',
    run: (env) =>
      args.flatMap((arg): readonly Value[] => {
        const value = arg.run(env);
        if (Array.isArray(value)) return value as readonly Value[];
        return [value];
      }),
  }),
};

export const textualOperators: Readonly<Record<string, Operator>> = {
  cat,
  substr,
  in: contains,
  starts_with: startsWith,
  length,
  days_between: daysBetween,
  weekday: unary(['date'], 'number', weekday),
  year: unary(['date'], 'number', (date) => Number(date.slice(0, 4))),
  merge,
};

/** A scalar for messages, in local format. */
export function describeValue(value: Value, locale: 'ru' | 'en'): string {
  if (isNum(value)) return formatNumber(toJsonNumber(value), locale);
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}
