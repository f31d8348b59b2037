import type { CellValue } from 'engine';
import type { SheetAccess } from '../../../app/components/grid/controller/sheet-access';

interface SheetOptions {
  readonly rows: readonly (readonly CellValue[])[];
  /** `N` number, `T` text, `C` computed. */
  readonly columns: string;
  readonly spareRows?: number;
}

/** A sheet of a few columns `c0`, `c1`, … with rows `r0`, `r1`, … */
export function sheetOf({ rows, columns, spareRows = 0 }: SheetOptions): SheetAccess {
  let made = 0;
  const valueAt = (rowIndex: number, columnIndex: number): CellValue => rows[rowIndex]?.[columnIndex] ?? null;
  const textOf = (value: CellValue): string => {
    if (value === null) return '';
    if (typeof value === 'object' && '$raw' in value) return value.$raw;
    return String(value).replace('.', ',');
  };
  return {
    sheet: 's',
    columnIds: Array.from(columns, (_kind, index) => `c${index}`),
    rowIds: rows.map((_row, index) => `r${index}`),
    spareRows,
    isWritable: ({ columnIndex }) => columns[columnIndex] !== 'C',
    value: ({ rowIndex, columnIndex }) => valueAt(rowIndex, columnIndex),
    text: ({ rowIndex, columnIndex }) => textOf(valueAt(rowIndex, columnIndex)),
    decode: (columnIndex, text) => {
      if (text.trim() === '') return null;
      if (columns[columnIndex] === 'T') return text;
      const number = Number(text.trim().replace(',', '.'));
      return Number.isNaN(number) ? { $raw: text } : number;
    },
    newRowId: () => {
      made += 1;
      return `new${made}`;
    },
  };
}
