import type { CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Locale, LocalizedText } from '../../types';
import type { Words } from './types';

interface Naming {
  readonly form: CompiledForm;
  readonly locale: Locale;
  readonly words: Words;
}

/** A column by its title in quotes; with its group, or its id, where another column of the sheet is called the same. */
export function columnName(column: CompiledColumn, { form, locale, words }: Naming): string {
  const others = (form.sheetById.get(column.sheet)?.columns ?? []).filter((other) => other !== column);
  const title = textOf(column.title, locale);
  if (!others.some((other) => textOf(other.title, locale) === title)) return words.quoted(title);
  const whole = (one: CompiledColumn): string =>
    `${textOf(one.title, locale)}${one.group === undefined ? '' : ` – ${textOf(one.group, locale)}`}`;
  const full = whole(column);
  return others.some((other) => whole(other) === full)
    ? words.code(words.quoted(full), column.id)
    : words.quoted(full);
}

export function sheetName(sheet: CompiledSheet, { form, locale, words }: Naming): string {
  const title = textOf(sheet.title, locale);
  const isAlone = !form.sheets.some((other) => other !== sheet && textOf(other.title, locale) === title);
  return isAlone ? words.quoted(title) : words.code(words.quoted(title), sheet.id);
}

/** Short ids such as `01` are how people call given rows; others are called by their titles. */
export function rowName(sheet: CompiledSheet, id: string, { locale, words }: Naming): string {
  if (/^\d[\d.]*$/.test(id)) return id;
  const title = (row: string): string => textOf(sheet.givenById.get(row)?.title, locale);
  const own = title(id);
  if (own === '') return words.quoted(id);
  const isAlone = [...sheet.givenById.keys()].every((other) => other === id || title(other) !== own);
  return isAlone ? words.quoted(own) : words.code(words.quoted(own), id);
}

/** A code by its label in quotes; with the code where another one has the same label. */
export function codeName(column: CompiledColumn, code: string, { locale, words }: Naming): string | null {
  const found = column.list?.codeByValue.get(code);
  if (!found) return null;
  const label = textOf(found.label, locale);
  const isAlone = (column.list?.codes ?? []).every(
    (other) => other.value === code || textOf(other.label, locale) !== label,
  );
  return isAlone ? words.quoted(label) : words.code(words.quoted(label), code);
}

/** On one line. */
export const textOf = (text: LocalizedText | undefined, locale: Locale): string =>
  localize(text, locale).replace(/\s+/g, ' ').trim();
