import type { CompiledColumn } from '../compile/types';
import { formatCheckers } from './formats';
import { plainNumber } from './number';
import type { ValueProblem, ValueType } from './types';

/** Length of text in code points, as people count. */
export function codePointLength(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xdc00 || unit > 0xdfff || i === 0 || !isHighSurrogate(text.charCodeAt(i - 1))) length++;
  }
  return length;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const patterns = new WeakMap<CompiledColumn, RegExp>();

/** The column's pattern anchored to the whole text; unsafe ones are refused before a form is compiled. */
function patternOf(column: CompiledColumn, pattern: string): RegExp {
  let compiled = patterns.get(column);
  if (!compiled) {
    compiled = new RegExp(`^(?:${pattern})$`, 'u');
    patterns.set(column, compiled);
  }
  return compiled;
}

function check(value: unknown, column: CompiledColumn): readonly ValueProblem[] {
  if (typeof value !== 'string') return [];
  const problems: ValueProblem[] = [];
  const length = codePointLength(value);
  const tooShort = column.minLength !== undefined && length < column.minLength;
  const tooLong = column.maxLength !== undefined && length > column.maxLength;
  if (tooShort || tooLong) {
    problems.push({
      code: 'length',
      params: { length, minLength: column.minLength ?? null, maxLength: column.maxLength ?? null },
    });
  }
  if (column.pattern !== undefined && !patternOf(column, column.pattern).test(value)) {
    problems.push({ code: 'pattern', params: { pattern: column.pattern } });
  }
  const checker = column.format === undefined ? undefined : formatCheckers[column.format];
  if (checker && !checker(value)) {
    problems.push({ code: 'format', params: { format: column.format ?? null } });
  }
  return problems;
}

/** Whether `check` would find nothing. */
export function isFaultless(value: string, column: CompiledColumn): boolean {
  const { minLength, maxLength, pattern, format } = column;
  // Code points are never more than code units.
  if (maxLength !== undefined && value.length > maxLength) return check(value, column).length === 0;
  if (minLength !== undefined && codePointLength(value) < minLength) return false;
  if (pattern !== undefined && !patternOf(column, pattern).test(value)) return false;
  return format === undefined || (formatCheckers[format]?.(value) ?? true);
}

/** Text keeps its inner and outer spaces; text of spaces alone is blank. */
export const textType: ValueType = {
  placeholder: 'text',
  readsEveryText: true,
  decode: (typed) => typed,
  fromJson: (value) => (typeof value === 'number' ? plainNumber(value) : undefined),
  encode: (value) => (typeof value === 'string' ? value : ''),
  check,
};
