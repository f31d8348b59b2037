/** The form's conditions and checks as plain JsonLogic, for libraries that speak it. */
import { type Column, COLUMNS, LISTS, ROW_RULES, type RowRule } from '../definition';

export const variable = (name: string): unknown => ({ var: name });

/** Names that logic reads, in column order. */
export function readsOf(logic: unknown): readonly string[] {
  const text = JSON.stringify(logic);
  return COLUMNS.map(({ id }) => id).filter((id) => text.includes(`{"var":"${id}"}`));
}

/** Sums of amounts are compared to the kopeck, as who uses binary fractions has to. */
export const inexact = (rule: RowRule): unknown =>
  rule.id === 'total'
    ? { near: [{ '+': [variable('federal'), variable('local')] }, variable('total'), 0.001] }
    : rule.assert;

export interface CheckSource {
  readonly code: string;
  readonly message: string;
  /** Over `value`; true where there is nothing to say. */
  readonly logic: unknown;
}

/** What is asked of a filled cell of a column. */
export function checksOf(column: Column): readonly CheckSource[] {
  const { min, max, maxLength, pattern, list, fractionDigits } = column;
  const value = variable('value');
  const checks: CheckSource[] = [];
  const add = (code: string, message: string, logic: unknown): void =>
    void checks.push({ code, message, logic });
  if (list) add('list', 'Выберите значение из списка.', { in: [value, LISTS[list]] });
  if (min !== undefined && max !== undefined)
    add('range', `Допустимо от ${min} до ${max}.`, { and: [{ '>=': [value, min] }, { '<=': [value, max] }] });
  if (maxLength !== undefined)
    add('length', `Не больше ${maxLength} символов.`, { '<=': [{ text_length: [value] }, maxLength] });
  if (pattern !== undefined) add('pattern', 'Не тот вид записи.', { matches: [value, `^(?:${pattern})$`] });
  if (fractionDigits !== undefined)
    add('format', `После запятой можно не больше ${fractionDigits} знаков.`, {
      has_digits: [value, fractionDigits],
    });
  return checks;
}

export interface RuleSource {
  readonly rule: RowRule;
  readonly column: string;
  /** Judged only where all of these are filled. */
  readonly reads: readonly string[];
  readonly assert: unknown;
}

export const rowRules = (): readonly RuleSource[] =>
  ROW_RULES.map((rule) => ({
    rule,
    column: readsOf(rule.assert)[0] ?? '',
    reads: readsOf([rule.assert, rule.when]),
    assert: inexact(rule),
  }));

const MS_A_DAY = 86_400_000;
const patterns = new Map<string, RegExp>();

function matches(text: string, pattern: string): boolean {
  let compiled = patterns.get(pattern);
  if (!compiled) patterns.set(pattern, (compiled = new RegExp(pattern, 'u')));
  return compiled.test(text);
}

/** Operators that JsonLogic has not. */
export const OPERATORS = {
  near: (a: number, b: number, tolerance: number) => Math.abs(a - b) <= tolerance,
  between: (value: number, low: number, high: number) => low <= value && value <= high,
  abs: (value: number) => Math.abs(value),
  days_between: (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / MS_A_DAY,
  weekday: (date: string) => new Date(date).getUTCDay() || 7,
  text_length: (text: string) => Array.from(text).length,
  matches,
  has_digits: (value: number, digits: number) => Number(value.toFixed(digits)) === value,
  count_distinct: (values: readonly unknown[]) =>
    new Set(values.filter((value) => value !== null && value !== undefined)).size,
} as const;

const ISO = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean =>
  ISO.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/** Whether a filled cell holds what its column is for. */
export function isOfType(value: unknown, type: Column['type']): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isDay(value);
    case 'text':
    case 'choice':
      return typeof value === 'string';
  }
}
