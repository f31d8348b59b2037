import type { CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Answers, Cells, CellValue, Locale } from '../../types';
import { decodeCell, encodeCell, normalizeCell } from '../../values';
import { isRaw } from '../../values/raw';
import { isSame } from '../../values/same';
import type { ComputedAnswers } from '../../validate/views';
import type { SheetLayout } from './layout';
import type { TemplateCell, TemplateRow, TemplateValue } from './types';

export interface RowParts {
  readonly form: CompiledForm;
  readonly answers: Answers;
  readonly computed: ComputedAnswers['computed'];
  readonly locale: Locale;
  /** The formula of a computed cell, the same in every row; null where none computes it. */
  readonly formulaOf: (column: CompiledColumn) => string | null;
  readonly newRowId?: (() => string) | undefined;
}

/** Given rows and rows with answers; after them those that only carry formulas. */
export function templateRows(parts: RowParts, layout: SheetLayout): readonly TemplateRow[] {
  const { sheet } = layout;
  const stored = (parts.answers.sheets[sheet.id] ?? []).filter((row) => row.removed !== true);
  const filled = rowSources(sheet, stored, parts.locale).map((row): TemplateRow => ({
    id: row.id,
    title: row.title,
    cells: sheet.columns.map((column) => templateCell(parts, sheet, column, row)),
  }));
  const { newRowId } = parts;
  const hasFormulas = sheet.columns.some((column) => parts.formulaOf(column) !== null);
  if (sheet.rows.kind !== 'open' || (!hasFormulas && !newRowId)) return filled;
  const cells = sheet.columns.map((column): TemplateCell => {
    const formula = parts.formulaOf(column);
    return formula === null
      ? { value: null }
      : { value: { kind: 'formula', formula, shown: null }, locked: true };
  });
  const spare = Math.max(0, layout.lastRow - layout.firstRow + 1 - filled.length);
  const blanks = Array.from({ length: spare }, () => ({ id: newRowId?.() ?? null, title: null, cells }));
  return [...filled, ...blanks];
}

interface RowSource {
  readonly id: string;
  readonly title: string | null;
  readonly cells: Cells;
  readonly given: Cells;
}

function rowSources(
  sheet: CompiledSheet,
  stored: readonly { readonly id: string; readonly cells: Cells }[],
  locale: Locale,
): readonly RowSource[] {
  if (sheet.rows.kind === 'open')
    return stored.map(({ id, cells }) => ({ id, title: null, cells, given: {} }));
  const byId = new Map(stored.map((row) => [row.id, row.cells]));
  return sheet.rows.items.map((item) => ({
    id: item.id,
    title: localize(item.title, locale) || item.id,
    cells: { ...byId.get(item.id), ...item.cells },
    given: item.cells,
  }));
}

function templateCell(
  parts: RowParts,
  sheet: CompiledSheet,
  column: CompiledColumn,
  row: RowSource,
): TemplateCell {
  const override = sheet.overrides.get(row.id)?.get(column.id);
  const note = localize(override?.hint, parts.locale);
  const locked =
    column.value !== undefined ||
    column.readOnly ||
    override?.readOnly === true ||
    Object.hasOwn(row.given, column.id);
  return {
    value: cellContent(parts, sheet, column, row),
    ...(locked ? { locked: true as const } : {}),
    ...(note === '' ? {} : { note }),
  };
}

function cellContent(
  parts: RowParts,
  sheet: CompiledSheet,
  column: CompiledColumn,
  row: RowSource,
): TemplateValue | null {
  if (column.value === undefined) return templateValue(row.cells[column.id], column, parts.locale);
  const value = parts.computed[sheet.id]?.[row.id]?.[column.id] ?? null;
  const formula = parts.formulaOf(column);
  const shown = templateValue(value, column, parts.locale);
  if (formula === null) return shown;
  return { kind: 'formula', formula, shown: shownValue(shown) };
}

function shownValue(value: TemplateValue | null): string | number | null {
  if (value?.kind === 'text') return value.text;
  if (value?.kind === 'number') return value.number;
  return null;
}

/** A value as a cell of a workbook holds it: numbers and days as themselves, codes by their labels. */
export function templateValue(
  stored: CellValue | undefined,
  column: CompiledColumn,
  locale: Locale,
): TemplateValue | null {
  const value = normalizeCell(stored, column);
  if (value === null) return null;
  if (isRaw(value)) return { kind: 'text', text: value.$raw };
  if (typeof value === 'number') return { kind: 'number', number: value };
  if (column.type === 'date' && typeof value === 'string')
    return value < '1900-03-01'
      ? { kind: 'text', text: encodeCell(value, column, locale) }
      : { kind: 'day', iso: value };
  const text = readableText(value, column, locale);
  return text === '' ? null : { kind: 'text', text };
}

/** Labels, but codes where a label would be read as something else. */
function readableText(value: CellValue, column: CompiledColumn, locale: Locale): string {
  const text = encodeCell(value, column, locale);
  if (!column.list || isSame(decodeCell(text, column), value)) return text;
  const codes = Array.isArray(value) ? value.join('; ') : typeof value === 'string' ? value : text;
  return isSame(decodeCell(codes, column), value) ? codes : text;
}
