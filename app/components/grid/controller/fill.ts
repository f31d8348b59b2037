/** Copying, clearing and filling of a range. Pure. */
import type { CellValue, Edit } from 'engine';
import type { CellPosition, CellRange } from '../adapter';
import type { SheetAccess } from './sheet-access';
import { sameValue } from './sheet-access';

type NewValue = (cell: CellPosition) => CellValue;

/** One `set` a row for the writable cells of a range whose value changes. */
function setRange(access: SheetAccess, range: CellRange, newValue: NewValue): Edit[] {
  const edits: Edit[] = [];
  for (let rowIndex = range.top; rowIndex <= range.bottom; rowIndex += 1) {
    const row = access.rowIds[rowIndex];
    if (row === undefined) continue;
    const cells: Record<string, CellValue> = {};
    for (let columnIndex = range.left; columnIndex <= range.right; columnIndex += 1) {
      const cell = { rowIndex, columnIndex };
      const column = access.columnIds[columnIndex];
      if (column === undefined || !access.isWritable(cell)) continue;
      const value = newValue(cell);
      if (!sameValue(value, access.value(cell))) cells[column] = value;
    }
    if (Object.keys(cells).length > 0) edits.push({ kind: 'set', sheet: access.sheet, row, cells });
  }
  return edits;
}

/** Delete: blanks the writable cells. */
export const clearRange = (access: SheetAccess, range: CellRange): Edit[] =>
  setRange(access, range, () => null);

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
export function fillDown(access: SheetAccess, range: CellRange): Edit[] {
  const source = range.top === range.bottom ? range.top - 1 : range.top;
  if (source < 0) return [];
  const target = { ...range, top: source + 1 };
  return setRange(access, target, ({ columnIndex }) => access.value({ rowIndex: source, columnIndex }));
}

/** Ctrl+R: the first column of the range into the others; values pass as text, for columns differ in type. */
export function fillRight(access: SheetAccess, range: CellRange): Edit[] {
  const source = range.left === range.right ? range.left - 1 : range.left;
  if (source < 0) return [];
  const target = { ...range, left: source + 1 };
  return setRange(access, target, ({ rowIndex, columnIndex }) =>
    access.decode(columnIndex, access.text({ rowIndex, columnIndex: source })),
  );
}
