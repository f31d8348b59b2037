/** The sheet as fortune-sheet holds it. Pure: what it is given is compared with what it was given before. */
import type { Workbook } from '@fortune-sheet/react';
import type { ComponentProps } from 'react';
import type { CellView, GridModel, RowView } from '../adapter';
import { shortened } from '../shortened';
import { ROW_HEIGHT_PX } from './geometry';

type WorkbookProps = ComponentProps<typeof Workbook>;
export type FortuneSheet = WorkbookProps['data'][number];
export type FortuneOp = Parameters<NonNullable<WorkbookProps['onOp']>>[0][number];
type FortuneCell = NonNullable<NonNullable<FortuneSheet['data']>[number][number]>;

const SHEET_ID = 'sheet';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** fortune-sheet gives what it holds to `innerHTML` in several places; none may be reached, and this is for the case that one is. */
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** What is seen of a text in a cell: one line, not longer than a person reads there. */
export const shownText = (text: string): string => shortened(text).replaceAll(/[\r\n\t]+/g, ' ');

/** Text whatever it looks like: `007`, `=1+1` and twelve digits are neither read nor computed. */
export function fortuneCell(view: CellView): FortuneCell {
  const text = escapeHtml(shownText(view.text));
  return { v: text, m: text, ct: { fa: '@', t: 's' } };
}

const fortuneRow = (row: RowView): FortuneCell[] => row.cells.map(fortuneCell);

/** fortune-sheet adds a pixel for the line to each width and height that it is told. */
const withoutLine = (pixels: number): number => pixels - 1;

export const FORTUNE_ROW_HEIGHT = withoutLine(ROW_HEIGHT_PX);

const configOf = (widths: readonly number[]): { columnlen: Record<string, number> } => ({
  columnlen: Object.fromEntries(widths.map((width, index) => [index, withoutLine(width)])),
});

/** What fortune-sheet has been told so far. */
export interface Told {
  readonly rowIds: readonly string[];
  readonly rows: readonly RowView[];
  readonly widths: readonly number[];
}

/** Everything that is to be told of a model. */
export const toTell = (model: GridModel, widths: readonly number[]): Told => ({
  rowIds: model.rowIds,
  rows: model.rowIds.map((_id, rowIndex) => model.rowView(rowIndex)),
  widths,
});

/** The sheet to begin with: cell by cell, for a whole matrix is taken only later. */
export function firstSheet({ rows, widths }: Told): FortuneSheet {
  return {
    id: SHEET_ID,
    name: SHEET_ID,
    status: 1,
    row: rows.length,
    column: widths.length,
    config: configOf(widths),
    celldata: rows.flatMap((row, r) => fortuneRow(row).map((v, c) => ({ r, c, v }))),
    showGridLines: false,
    // Never seen. Without one it makes up a selection that ends nowhere and reckons with that.
    luckysheet_select_save: [{ row: [0, 0], column: [0, 0] }],
  };
}

const replaceData = (rows: readonly RowView[]): FortuneOp => ({
  op: 'replace',
  id: SHEET_ID,
  path: ['data'],
  value: rows.map(fortuneRow),
});

/** The widths stand with the sheet and, while it is open, once more at the root of the state. */
const replaceConfig = (widths: readonly number[]): FortuneOp[] => [
  { op: 'replace', id: SHEET_ID, path: ['config'], value: configOf(widths) },
  { op: 'replace', path: ['config'], value: configOf(widths) },
];

/** Puts back everything. */
export const tellAgain = ({ rows, widths }: Told): FortuneOp[] => [
  replaceData(rows),
  ...replaceConfig(widths),
];

/** Whether rows and columns are those that it was told of: only texts can have changed. */
export const hasSameShape = (before: Told, model: GridModel, widths: readonly number[]): boolean =>
  isSame(before.rowIds, model.rowIds) && isSame(before.widths, widths);

/** What has changed since: cells one by one, all of them only where rows have come or gone. */
export function tellChanges(before: Told, now: Told): FortuneOp[] {
  const ops: FortuneOp[] = isSame(before.widths, now.widths) ? [] : replaceConfig(now.widths);
  if (!isSame(before.rowIds, now.rowIds)) return [replaceData(now.rows), ...ops];
  now.rows.forEach((row, rowIndex) => {
    const old = before.rows[rowIndex];
    if (old === row) return;
    row.cells.forEach((cell, columnIndex) => {
      if (cell.text === old?.cells[columnIndex]?.text) return;
      ops.push({
        op: 'replace',
        id: SHEET_ID,
        path: ['data', rowIndex, columnIndex],
        value: fortuneCell(cell),
      });
    });
  });
  return ops;
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a === b || (a.length === b.length && a.every((item, index) => item === b[index]));
