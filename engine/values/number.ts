import type { CompiledColumn } from '../compile/types';
import type { Locale } from '../types';
import type { ValueProblem, ValueType } from './types';

const LARGEST_INTEGER = 10 ** 15 - 1;
const SPACES = /[\s\u00a0\u2007\u2009\u202f]/g;
const NUMBER = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;
const GROUPED = /^[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d*)?$/;

/** A number as Russians and programs write it, or undefined: `3,5`, `1 234`, `−5`; not `1e3`, `1,234.5`, `5 %`. */
export function readNumber(typed: string): number | undefined {
  const text = typed.trim().replace(/[−–]/g, '-').replace(SPACES, ' ');
  if (!NUMBER.test(text) && !GROUPED.test(text)) return undefined;
  const value = Number(text.replace(/ /g, '').replace(',', '.'));
  if (!Number.isFinite(value)) return undefined;
  return value === 0 ? 0 : value;
}

/** Decimal digits after the point in the shortest spelling of a number. */
export function fractionLength(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}

/** Plain decimal spelling, never with an exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return value.toFixed(Math.min(100, fractionLength(value)));
}

/** `1 234,5` for Russians (no-break spaces), `1,234.5` in English; all digits kept. */
export function formatNumber(value: number, locale: Locale): string {
  const plain = plainNumber(Math.abs(value));
  const [whole = '', fraction] = plain.split('.');
  const separator = locale === 'ru' ? '\u00a0' : ',';
  const grouped =
    whole.length > 4 || locale === 'en' ? whole.replace(/\B(?=(?:\d{3})+$)/g, separator) : whole;
  const sign = value < 0 ? (locale === 'ru' ? '−' : '-') : '';
  return sign + grouped + (fraction === undefined ? '' : (locale === 'ru' ? ',' : '.') + fraction);
}

function rangeProblems(value: number, column: CompiledColumn): ValueProblem[] {
  const min = typeof column.min === 'number' ? column.min : undefined;
  const max = typeof column.max === 'number' ? column.max : undefined;
  const below = min !== undefined && value < min;
  const above = max !== undefined && value > max;
  if (!below && !above) return [];
  return [{ code: 'range', params: { min: min ?? null, max: max ?? null } }];
}

const decodeNumber: ValueType['decode'] = (typed) => readNumber(typed) ?? { $raw: typed };
const fromJson: ValueType['fromJson'] = (value) =>
  typeof value === 'number' && Number.isFinite(value) ? (value === 0 ? 0 : value) : undefined;
const encode: ValueType['encode'] = (value, _column, locale) =>
  typeof value === 'number' ? formatNumber(value, locale) : '';

export const numberType: ValueType = {
  placeholder: 'number',
  decode: decodeNumber,
  fromJson,
  encode,
  check(value, column) {
    if (typeof value !== 'number') return [];
    const problems = rangeProblems(value, column);
    const digits = column.fractionDigits;
    if (digits !== undefined && fractionLength(value) > digits) {
      problems.push({ code: 'format', params: { fractionDigits: digits } });
    }
    return problems;
  },
};

export const integerType: ValueType = {
  placeholder: 'number',
  decode(typed) {
    const value = readNumber(typed);
    return value !== undefined && Number.isInteger(value) ? value : { $raw: typed };
  },
  fromJson: (value, column) => (Number.isInteger(value) ? fromJson(value, column) : undefined),
  encode,
  check(value, column) {
    if (typeof value !== 'number') return [];
    if (Math.abs(value) > LARGEST_INTEGER) {
      return [{ code: 'range', params: { min: -LARGEST_INTEGER, max: LARGEST_INTEGER } }];
    }
    return rangeProblems(value, column);
  },
};
