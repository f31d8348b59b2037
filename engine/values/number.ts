import type { CompiledColumn } from '../compile/types';
import type { Locale } from '../types';
import type { ValueProblem, ValueType } from './types';

const LARGEST_INTEGER = 10 ** 15 - 1;
/** Spaces that people and programs put between groups of three digits. */
const SPACES = /[ \u00a0\u2007\u2009\u202f]/g;
const PLAIN = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/;
const GROUPED = /^[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d*)?$/;

const SHORT = /^\d{1,15}$/;
/** Longer than any number of people; bounds the work on hostile text. */
const LONGEST = 1000;

/** Text that reads as a number, in plain decimal spelling: `-1234.5`, without needless zeros. */
function spellingOf(typed: string): string | undefined {
  const text = typed.trim().replace(/^[−–]/, '-').replace(SPACES, ' ');
  if (text.length > LONGEST) return undefined;
  if (!PLAIN.test(text) && !GROUPED.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.replace(/[+ -]/g, '').replace(',', '.').split('.');
  const digits = `${whole.replace(/^0+/, '') || '0'}.${fraction.replace(/0+$/, '')}`.replace(/\.$/, '');
  return text.startsWith('-') && digits !== '0' ? `-${digits}` : digits;
}

/**
 * A number as Russians and programs write it: `3,5`, `1 234`, `−5`; not `1e3`, `1,234.5`, `5 %`. Undefined where the text
 * is no number, and where no JSON number holds all its digits: nothing is rounded silently.
 */
export function readNumber(typed: string): number | undefined {
  if (SHORT.test(typed)) return Number(typed);
  const spelling = spellingOf(typed);
  if (spelling === undefined) return undefined;
  const value = Number(spelling);
  return plainNumber(value) === spelling ? value : undefined;
}

/** Decimal digits after the point in the shortest spelling of a number. */
export function fractionLength(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}

/** More than so many digits after the point. */
function hasMoreDigits(value: number, digits: number): boolean {
  if (Number.isInteger(value)) return false;
  const unit = 10 ** digits;
  // A decimal of up to 15 digits is the double next to it.
  if (digits <= 6 && Math.abs(value) < 1e9 && Math.round(value * unit) / unit === value) return false;
  return fractionLength(value) > digits;
}

/** Plain decimal spelling of the digits that identify a number, never with an exponent. */
export function plainNumber(value: number): string {
  const text = String(value);
  const at = text.indexOf('e');
  if (at < 0) return text;
  const exponent = Number(text.slice(at + 1));
  const sign = value < 0 ? '-' : '';
  const [whole = '', fraction = ''] = text.slice(sign.length, at).split('.');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${whole}${fraction}`;
  return sign + whole + fraction.padEnd(exponent, '0');
}

/** `1 234,5` for Russians (no-break spaces), `1,234.5` in English; all digits kept. */
export function formatNumber(value: number, locale: Locale): string {
  const plain = plainNumber(Math.abs(value));
  const [whole = '', fraction] = plain.split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, locale === 'ru' ? '\u00a0' : ',');
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

/** Text that is a number, but too large or too long to be kept exactly. */
function unkeptNumber(typed: string, column: CompiledColumn): ValueProblem | undefined {
  const spelling = spellingOf(typed);
  if (spelling === undefined) return undefined;
  const [whole = '', fraction = ''] = spelling.replace('-', '').split('.');
  if (column.type === 'integer') return fraction === '' ? LARGE : undefined;
  const digits = column.fractionDigits ?? MOST_DIGITS - whole.length;
  if (fraction.length > Math.max(0, digits)) return tooManyDigits(Math.max(0, digits));
  return LARGE;
}

const MOST_DIGITS = 15;
const LARGE: ValueProblem = { code: 'range', params: { min: -LARGEST_INTEGER, max: LARGEST_INTEGER } };
const tooManyDigits = (digits: number): ValueProblem => ({
  code: 'format',
  params: { fractionDigits: digits },
});

const unreadable: ValueType['unreadable'] = (typed, column) =>
  unkeptNumber(typed, column) ?? { code: 'type', params: { value: typed } };

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
    if (digits !== undefined && hasMoreDigits(value, digits)) {
      problems.push(tooManyDigits(digits));
    }
    return problems;
  },
  unreadable,
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
    return Math.abs(value) > LARGEST_INTEGER ? [LARGE] : rangeProblems(value, column);
  },
  unreadable,
};
