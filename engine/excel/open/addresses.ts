import { EXCEL_COLUMNS, EXCEL_ROWS } from './limits';
import { WorkbookRefused } from './refused';
import type { CellRange } from './types';

/** `C` of 3. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

export const addressOf = (row: number, column: number): string => `${columnName(column)}${row}`;

/** Row and column of `C14`, from 1; refuses what lies beyond a sheet. `$` are passed over. */
export function readAddress(address: string): { readonly row: number; readonly column: number } {
  let column = 0;
  let row = 0;
  for (let i = 0; i < address.length; i++) {
    const code = address.charCodeAt(i);
    if (code >= 65 && code <= 90 && row === 0) column = column * 26 + code - 64;
    else if (code >= 97 && code <= 122 && row === 0) column = column * 26 + code - 96;
    else if (code >= 48 && code <= 57 && column > 0) row = row * 10 + code - 48;
    else if (code !== 36) throw new WorkbookRefused('bad_address', address.slice(0, 40));
    if (row > EXCEL_ROWS || column > EXCEL_COLUMNS)
      throw new WorkbookRefused('bad_address', address.slice(0, 40));
  }
  if (row === 0 || column === 0) throw new WorkbookRefused('bad_address', address.slice(0, 40));
  return { row, column };
}

/** `A1:C14` or `C14`; refuses what lies beyond a sheet. */
export function readRange(text: string): CellRange {
  const [first = '', last = first] = text.split(':');
  const from = readAddress(first);
  const to = readAddress(last);
  return {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  };
}
