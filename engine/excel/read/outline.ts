import { columnName } from '../open/addresses';
import { shownCell } from './cell-value';
import type { OpenedCell, OpenedSheet, OpenedWorkbook } from '../open/types';

/** The upper part of each worksheet, for people who say which column is which. */
export type WorkbookOutline = readonly WorksheetOutline[];

export interface WorksheetOutline {
  readonly name: string;
  /** Rows with data. */
  readonly rows: number;
  /** Letters of the columns that are shown. */
  readonly letters: readonly string[];
  /** The first rows with data: their numbers and texts, in the order of the letters. */
  readonly top: readonly { readonly number: number; readonly texts: readonly string[] }[];
}

const SHOWN_ROWS = 15;
const SHOWN_COLUMNS = 60;
const LONGEST = 80;

export const outlineOf = (workbook: OpenedWorkbook): WorkbookOutline =>
  workbook.sheets
    .filter((sheet) => sheet.state === 'visible' && sheet.rows.length > 0)
    .map((sheet) => sheetOutline(sheet, workbook));

function sheetOutline({ name, rows }: OpenedSheet, workbook: OpenedWorkbook): WorksheetOutline {
  const top = rows.slice(0, SHOWN_ROWS);
  const columns = [...new Set(top.flatMap(({ cells }) => cells.map(({ column }) => column)))]
    .sort((a, b) => a - b)
    .slice(0, SHOWN_COLUMNS);
  return {
    name,
    rows: rows.length,
    letters: columns.map(columnName),
    top: top.map(({ number, cells }) => ({
      number,
      texts: columns.map((column) =>
        shown(
          cells.find((cell) => cell.column === column),
          workbook,
        ),
      ),
    })),
  };
}

function shown(cell: OpenedCell | undefined, workbook: OpenedWorkbook): string {
  if (!cell) return '';
  const text = shownCell(cell, workbook).replace(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
