import type { ExportColumn } from '../../project/export-tables';

/** Excel refuses longer cells. */
const LONGEST_TEXT = 32_767;
const MOSCOW_OFFSET_MS = 3 * 3_600_000;

/** Text for a string cell: it can never become a formula, a number or a date, and holds nothing that XML forbids. */
export function textCell(text: string): string {
  const clean = text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/\r\n?/g, '\n');
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 1)}…` : clean;
}

/** What a workbook cell holds: dates as real dates (midnight UTC, as the library wants them), the rest as it is. */
export function workbookValue(
  value: string | number | null,
  column: ExportColumn,
): string | number | Date | null {
  if (typeof value !== 'string') return value;
  return column.kind === 'date' ? (dateCell(value) ?? textCell(value)) : textCell(value);
}

/** A stored date, or null for what is not one (text that nobody could read) and for days that Excel does not know. */
function dateCell(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900-03-01') return null;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** An instant as the wall clock in Moscow shows it; cells of Excel know no time zones. */
export const moscowClock = (instant: Date): Date => new Date(instant.getTime() + MOSCOW_OFFSET_MS);

/** How a column's cells are shown. Texts are marked as text, so that editing `007` does not make 7 of it. */
export function numberFormat(column: ExportColumn): string {
  switch (column.kind) {
    case 'date':
      return 'dd.mm.yyyy';
    case 'number':
      return 'General';
    case 'text':
      return '@';
  }
}
