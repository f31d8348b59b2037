import type { CellValue } from 'engine';
import { formatDate, isIsoDate, readDate } from 'engine';
import type { SheetAccess } from '../../../app/components/grid/controller/sheet-access';

interface SheetOptions {
  readonly rows: readonly (readonly CellValue[])[];
  /** `N` number, `T` text, `D` date, `C` computed, `R` read-only text. */
  readonly columns: string;
  readonly spareRows?: number;
  readonly hasGivenRows?: boolean;
}

/** A sheet of a few columns `c0`, `c1`, … with rows `r0`, `r1`, … */
export function sheetOf({ rows, columns, spareRows = 0, hasGivenRows = false }: SheetOptions): SheetAccess {
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
    hasGivenRows,
    isWritable: ({ columnIndex }) => columns[columnIndex] !== 'C' && columns[columnIndex] !== 'R',
    isComputed: (columnIndex) => columns[columnIndex] === 'C',
    value: ({ rowIndex, columnIndex }) => valueAt(rowIndex, columnIndex),
    text: ({ rowIndex, columnIndex }) => {
      const value = valueAt(rowIndex, columnIndex);
      return typeof value === 'string' && isIsoDate(value) ? formatDate(value) : textOf(value);
    },
    decode: (columnIndex, text) => {
      if (text.trim() === '') return null;
      if (columns[columnIndex] === 'T' || columns[columnIndex] === 'R') return text;
      if (columns[columnIndex] === 'D') return readDate(text) ?? { $raw: text };
      const number = Number(text.trim().replace(',', '.'));
      return Number.isNaN(number) ? { $raw: text } : number;
    },
    newRowId: () => {
      made += 1;
      return `new${made}`;
    },
  };
}
