import { dayNumber, weekday } from '../values/date';
import { formatNumber, plainNumber } from '../values/number';
import { codePointLength } from '../values/text';
import type { Locale } from '../types';
import { checkCodes, equalValues } from './comparison';
import { Big, isNum, toJsonNumber } from './decimal';
import { asDate, type Operator, unify } from './operator';
import { refuse } from './scope';
import type { Expression, Kind, Value } from './types';

/** A value as text inside `cat`; blank is empty text. */
function textOf(value: Value): string {
  if (typeof value === 'number') return plainNumber(value);
  if (value instanceof Big) return value.toString();
  if (Array.isArray(value)) return value.map((part: Value) => textOf(part)).join(',');
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

/** An operator on one text or date. */
function unary(accepts: readonly [Kind, ...Kind[]], kind: Kind, of: (value: string) => Value): Operator {
  return {
    arity: [1, 1],
    compile(given, scope, path) {
      const [arg] = unify(given, accepts, scope, path).args;
      return {
        kind,
        run(row, env) {
          const value = arg?.run(row, env) ?? null;
          return typeof value === 'string' ? of(value) : null;
        },
      };
    },
  };
}

const cat: Operator = {
  arity: [0, 1000],
  compile(args, scope, path) {
    for (const [i, arg] of args.entries()) {
      if (arg.kind === 'rows')
        refuse(scope, `${path}/${i}`, 'wrong_kind', { expected: 'text', found: 'rows' });
    }
    const runs = args.map((arg) => arg.run);
    return { kind: 'text', run: (row, env) => runs.map((run) => textOf(run(row, env))).join('') };
  },
};

const whole = (value: Value): number | null => (typeof value === 'number' ? Math.trunc(value) : null);

/** A part of a text in code points; negative numbers count from its end. */
export function substring(text: string, start: number, most: number): string {
  // Without surrogates a code unit is a code point.
  const points = SURROGATE.test(text) ? Array.from(text) : text;
  const from = start < 0 ? Math.max(0, points.length + start) : start;
  const to = most < 0 ? points.length + most : Math.min(points.length, from + most);
  const part = points.slice(from, Math.max(from, to));
  return typeof part === 'string' ? part : part.join('');
}

const SURROGATE = /[\ud800-\udfff]/;

const substr: Operator = {
  arity: [2, 3],
  compile(given, scope, path) {
    const [text] = unify(given.slice(0, 1), ['text'], scope, path).args;
    const [start, length] = unify(given.slice(1), ['number'], scope, path, [1, 2]).args;
    return {
      kind: 'text',
      run(row, env) {
        const value = text?.run(row, env) ?? null;
        const first = whole(start?.run(row, env) ?? null);
        const most = length ? whole(length.run(row, env)) : Infinity;
        if (typeof value !== 'string' || first === null || most === null) return null;
        return substring(value, first, most);
      },
    };
  },
};

/** A text within a text, a code within codes, or a value within a list of its kind. */
const contains: Operator = {
  arity: [2, 2],
  compile(args, scope, path) {
    const [needle, haystack] = args;
    if (!needle || !haystack) return refuse(scope, path, 'arity');
    unify([haystack], ['text', 'codes', 'list'], scope, path, [1]);
    const { part, parts } = membersOf(needle, haystack, scope, path);
    return {
      kind: 'boolean',
      run(row, env) {
        const value = part.run(row, env);
        const whole = parts.run(row, env);
        if (value === null || whole === null) return null;
        if (typeof whole === 'string') return typeof value === 'string' && whole.includes(value);
        return Array.isArray(whole) && whole.some((other: Value) => equalValues(other, value));
      },
    };
  },
};

function membersOf(
  needle: Expression,
  haystack: Expression,
  scope: Parameters<typeof asDate>[1],
  path: string,
): { part: Expression; parts: Expression } {
  if (haystack.kind !== 'list') {
    unify([needle], ['text'], scope, path);
    checkCodes(haystack.column, [needle], scope, path);
    return { part: needle, parts: haystack };
  }
  const kinds: readonly [Kind, ...Kind[]] = ['text', 'number', 'date', 'boolean'];
  if (!haystack.literals) {
    const { args } = unify([needle, { ...haystack, kind: haystack.element ?? 'any' }], kinds, scope, path);
    return { part: args[0] ?? needle, parts: haystack };
  }
  const { args } = unify([needle, ...haystack.literals], kinds, scope, path);
  checkCodes(needle.column, haystack.literals, scope, `${path}/1`);
  const runs = args.slice(1).map((arg) => arg.run);
  return {
    part: args[0] ?? needle,
    parts: { kind: 'list', run: (row, env) => runs.map((run) => run(row, env)) },
  };
}

const startsWith: Operator = {
  arity: [2, 2],
  compile(given, scope, path) {
    const [first, second] = unify(given, ['text'], scope, path).args;
    return {
      kind: 'boolean',
      run(row, env) {
        const text = first?.run(row, env) ?? null;
        const prefix = second?.run(row, env) ?? null;
        return typeof text === 'string' && typeof prefix === 'string' ? text.startsWith(prefix) : null;
      },
    };
  },
};

const length: Operator = {
  arity: [1, 1],
  compile(given, scope, path) {
    const [arg] = unify(given, ['text', 'codes', 'list'], scope, path).args;
    return {
      kind: 'number',
      run(row, env) {
        const value = arg?.run(row, env) ?? null;
        if (typeof value === 'string') return codePointLength(value);
        return Array.isArray(value) ? value.length : null;
      },
    };
  },
};

/** `b - a` in days. */
const daysBetween: Operator = {
  arity: [2, 2],
  compile(given, scope, path) {
    const [first, second] = unify(given, ['date'], scope, path).args;
    return {
      kind: 'number',
      run(row, env) {
        const a = first?.run(row, env) ?? null;
        const b = second?.run(row, env) ?? null;
        return typeof a === 'string' && typeof b === 'string' ? dayNumber(b) - dayNumber(a) : null;
      },
    };
  },
};

const LISTED: readonly [Kind, ...Kind[]] = ['text', 'number', 'date', 'boolean', 'codes', 'list'];

const merge: Operator = {
  arity: [0, 1000],
  compile(args, scope, path) {
    for (const [i, arg] of args.entries()) unify([arg], LISTED, scope, path, [i]);
    const runs = args.map((arg) => arg.run);
    return {
      kind: 'list',
      element: 'any',
      run: (row, env) =>
        runs.flatMap((run): readonly Value[] => {
          const value = run(row, env);
          return Array.isArray(value) ? (value as readonly Value[]) : [value];
        }),
    };
  },
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

/** A value without a column for messages, in local format. */
export function describeValue(value: Value, kind: Kind, locale: Locale): string {
  if (isNum(value)) return formatNumber(toJsonNumber(value) ?? 0, locale);
  if (typeof value === 'boolean') {
    if (locale === 'ru') return value ? 'Да' : 'Нет';
    return value ? 'Yes' : 'No';
  }
  if (typeof value === 'string') {
    return kind === 'date' ? `${value.slice(8, 10)}.${value.slice(5, 7)}.${value.slice(0, 4)}` : value;
  }
  if (!Array.isArray(value)) return '';
  return value.map((part: Value) => describeValue(part, 'any', locale)).join('; ');
}
