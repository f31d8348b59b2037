import type { ColumnTypeName, CompiledColumn } from '../compile/types';
import type { CellValue, Locale, RawValue } from '../types';
import { booleanType } from './boolean';
import { choicesType, choiceType } from './choice';
import { dateType } from './date';
import { integerType, numberType } from './number';
import { isRaw } from './raw';
import { textType } from './text';
import type { ValueProblem, ValueType } from './types';

/** One entry for each type of column; nobody else switches on the type. */
export const valueTypes: Readonly<Record<ColumnTypeName, ValueType>> = {
  text: textType,
  integer: integerType,
  number: numberType,
  date: dateType,
  boolean: booleanType,
  choice: choiceType,
  choices: choicesType,
};

/** Blank, canonical, or `{"$raw"}`: what a person typed (or a spreadsheet held as text). */
export function decodeCell(typed: string, column: CompiledColumn): CellValue {
  if (typed.trim() === '') return null;
  return valueTypes[column.type].decode(typed, column);
}

/** Canonical form of any JSON value found in answers; typed spellings are read as from a person. */
export function normalizeCell(value: unknown, column: CompiledColumn): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return decodeCell(value, column);
  const type = valueTypes[column.type];
  if (isRaw(value)) return type.readsEveryText ? value : decodeCell(value.$raw, column);
  const canonical = type.fromJson(value, column);
  return canonical === undefined ? { $raw: rawText(value) } : canonical;
}

function rawText(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value).slice(0, 10_000);
}

/** The one thing that is wrong with what could not be read: `type`, `list`, or a number that cannot be kept exactly. */
export function unreadableProblem(raw: RawValue, column: CompiledColumn): ValueProblem {
  return (
    valueTypes[column.type].unreadable?.(raw.$raw, column) ?? { code: 'type', params: { value: raw.$raw } }
  );
}

/** As people of the language write it; what could not be read as it was typed; '' for blank. */
export function encodeCell(value: CellValue | undefined, column: CompiledColumn, locale: Locale): string {
  if (value === null || value === undefined) return '';
  return isRaw(value) ? value.$raw : valueTypes[column.type].encode(value, column, locale);
}

/** Whether a person left the cell blank. Unreadable text is not blank here; it is in rules. */
export function isBlank(value: CellValue | undefined): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
