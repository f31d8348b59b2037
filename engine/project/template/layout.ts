import type { CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Answers, Locale } from '../../types';
import type { SheetPlace } from '../formulas/book';
import { letterOf } from '../formulas/spelling';
import type { TemplateWords } from './words';
import { WorksheetNames } from './worksheet-names';

/** Where the parts of a worksheet lie. */
export interface SheetLayout extends SheetPlace {
  readonly hasRowTitles: boolean;
  readonly groupRow: number | null;
  readonly headingRow: number;
  /** The last row that may be filled; `lastRow` is the last that is calculated. */
  readonly lastFillable: number;
}

export interface BookLayout {
  readonly sheets: readonly SheetLayout[];
  readonly checks: string;
  readonly lists: string;
}

/** Rows of an open sheet that are calculated though they are still blank. */
const SPARE_ROWS = 200;

/** Ids of sheet and columns, title, hint. */
const ROWS_ABOVE = 3;

export function layoutOf(
  form: CompiledForm,
  answers: Answers,
  words: TemplateWords,
  locale: Locale,
): BookLayout {
  const names = new WorksheetNames();
  const titles = form.sheets.map((sheet) => names.take(localize(sheet.title, locale)));
  const checks = names.take(words.checks);
  const lists = names.take(words.lists);
  const sheets = form.sheets.map((sheet, i): SheetLayout => {
    const hasRowTitles = sheet.rows.kind === 'fixed';
    const hasGroups = sheet.columns.some((column) => column.group !== undefined);
    const headingRow = ROWS_ABOVE + (hasGroups ? 2 : 1);
    const firstRow = headingRow + 1;
    const { calculated, fillable } = rowCounts(sheet, answers);
    const before = hasRowTitles ? 3 : 2;
    return {
      sheet,
      name: titles[i] ?? sheet.id,
      calculations: names.take(`${words.calculations} ${i + 1}`),
      firstRow,
      lastRow: firstRow + calculated - 1,
      letterOf: (column: CompiledColumn) => letterOf(before + column.index),
      hasRowTitles,
      groupRow: hasGroups ? headingRow - 1 : null,
      headingRow,
      lastFillable: firstRow + fillable - 1,
    };
  });
  return { sheets, checks, lists };
}

function rowCounts(
  sheet: CompiledSheet,
  answers: Answers,
): { readonly calculated: number; readonly fillable: number } {
  if (sheet.rows.kind !== 'open') {
    const count = Math.max(1, sheet.rows.items.length);
    return { calculated: count, fillable: count };
  }
  const living = (answers.sheets[sheet.id] ?? []).filter((row) => row.removed !== true).length;
  const fillable = Math.max(1, sheet.rows.max, living);
  return { calculated: Math.min(fillable, living + SPARE_ROWS), fillable };
}
