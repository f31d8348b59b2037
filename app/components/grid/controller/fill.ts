/** Copying, clearing and filling of a range. Pure. */
import type { CellValue, Edit } from 'engine';
import type { CellPosition, CellRange } from '../adapter';
import type { SheetAccess } from './sheet-access';
import { sameValue } from './sheet-access';

type NewValue = (cell: CellPosition) => CellValue;

/** What writing into a range comes to. */
export interface FillPlan {
  readonly edits: readonly Edit[];
  /** Cells that may be written, whether or not they change. */
  readonly filled: number;
  /** Read-only and computed cells, which stay as they are. */
  readonly skipped: number;
}

/** One `set` a row for the writable cells of a range whose value changes. */
export function planRange(access: SheetAccess, range: CellRange, newValue: NewValue): FillPlan {
  const edits: Edit[] = [];
  let filled = 0;
  let skipped = 0;
  for (let rowIndex = range.top; rowIndex <= range.bottom; rowIndex += 1) {
    const row = access.rowIds[rowIndex];
    if (row === undefined) continue;
    const cells: Record<string, CellValue> = {};
    for (let columnIndex = range.left; columnIndex <= range.right; columnIndex += 1) {
      const cell = { rowIndex, columnIndex };
      const column = access.columnIds[columnIndex];
      if (column === undefined) continue;
      if (!access.isWritable(cell)) {
        skipped += 1;
        continue;
      }
      filled += 1;
      const value = newValue(cell);
      if (!sameValue(value, access.value(cell))) cells[column] = value;
    }
    if (Object.keys(cells).length > 0) edits.push({ kind: 'set', sheet: access.sheet, row, cells });
  }
  return { edits, filled, skipped };
}

const NOTHING: FillPlan = { edits: [], filled: 0, skipped: 0 };

/** Delete: blanks the writable cells. */
export const clearRange = (access: SheetAccess, range: CellRange): FillPlan =>
  planRange(access, range, () => null);

/** Canonical values as they may be typed: codes of lists, dates, numbers. */
function spelt(value: CellValue): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value).replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$3.$2.$1');
  return '$raw' in value ? value.$raw : value.join('; ');
}

/** Ctrl+Enter: what was entered in one column, into all cells of the range as each of them reads it. */
export const enterEverywhere = (
  access: SheetAccess,
  range: CellRange,
  entered: { readonly columnIndex: number; readonly value: CellValue },
): FillPlan =>
  planRange(access, range, ({ columnIndex }) =>
    columnIndex === entered.columnIndex ? entered.value : access.decode(columnIndex, spelt(entered.value)),
  );

/** Texts of a range, for the clipboard. */
export function textsOf(access: SheetAccess, range: CellRange): string[][] {
  const rows: string[][] = [];
  for (let rowIndex = range.top; rowIndex <= range.bottom; rowIndex += 1) {
    const row: string[] = [];
    for (let columnIndex = range.left; columnIndex <= range.right; columnIndex += 1) {
      row.push(access.text({ rowIndex, columnIndex }));
    }
    rows.push(row);
  }
  return rows;
}

/** Ctrl+D: the first row of the range into the others; a range of one row takes the row above it. */
export function fillDown(access: SheetAccess, range: CellRange): FillPlan {
  const source = range.top === range.bottom ? range.top - 1 : range.top;
  if (source < 0) return NOTHING;
  const target = { ...range, top: source + 1 };
  return planRange(access, target, ({ columnIndex }) => access.value({ rowIndex: source, columnIndex }));
}

/** Ctrl+R: the first column of the range into the others; values pass as text, for columns differ in type. */
export function fillRight(access: SheetAccess, range: CellRange): FillPlan {
  const source = range.left === range.right ? range.left - 1 : range.left;
  if (source < 0) return NOTHING;
  const target = { ...range, left: source + 1 };
  return planRange(access, target, ({ rowIndex, columnIndex }) =>
    access.decode(columnIndex, access.text({ rowIndex, columnIndex: source })),
  );
}
