/** Pure steps of the selection, as in a spreadsheet. Positions are clamped to the sheet. */
import type { CellPosition, CellRange, Selection } from '../adapter';

export interface SheetSize {
  readonly rows: number;
  readonly columns: number;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Answers whether a cell holds something: Ctrl+arrows run along filled cells. */
export type IsFilled = (cell: CellPosition) => boolean;

const at = (rowIndex: number, columnIndex: number): CellPosition => ({ rowIndex, columnIndex });
const clamp = (value: number, count: number): number => Math.max(0, Math.min(value, count - 1));
const within = (cell: CellPosition, size: SheetSize): CellPosition =>
  at(clamp(cell.rowIndex, size.rows), clamp(cell.columnIndex, size.columns));

/** One cell, and nothing around it. */
export const single = (cell: CellPosition): Selection => ({
  active: cell,
  anchor: cell,
  head: cell,
  tabOrigin: null,
});

/** The rectangle between anchor and head. */
export const rangeOf = (selection: Selection): CellRange => ({
  top: Math.min(selection.anchor.rowIndex, selection.head.rowIndex),
  bottom: Math.max(selection.anchor.rowIndex, selection.head.rowIndex),
  left: Math.min(selection.anchor.columnIndex, selection.head.columnIndex),
  right: Math.max(selection.anchor.columnIndex, selection.head.columnIndex),
});

export const isSingle = (range: CellRange): boolean =>
  range.top === range.bottom && range.left === range.right;

/** Brings a selection back inside a sheet that has become smaller. */
export const clampSelection = (selection: Selection, size: SheetSize): Selection => ({
  active: within(selection.active, size),
  anchor: within(selection.anchor, size),
  head: within(selection.head, size),
  tabOrigin: selection.tabOrigin,
});

/** A range from one corner to another; the first corner is active. */
export const rangeSelection = (anchor: CellPosition, head: CellPosition): Selection => ({
  active: anchor,
  anchor,
  head,
  tabOrigin: null,
});

/** Moves the far corner and keeps the active cell: Shift with arrows or a click, dragging. */
export const extendTo = (selection: Selection, head: CellPosition, size: SheetSize): Selection => ({
  ...selection,
  head: within(head, size),
  tabOrigin: null,
});

const deltas: Readonly<Record<Direction, CellPosition>> = {
  up: at(-1, 0),
  down: at(1, 0),
  left: at(0, -1),
  right: at(0, 1),
};

/** The neighbour in a direction, or the same cell at the edge. */
export const step = (from: CellPosition, direction: Direction, size: SheetSize, count = 1): CellPosition =>
  within(
    at(
      from.rowIndex + deltas[direction].rowIndex * count,
      from.columnIndex + deltas[direction].columnIndex * count,
    ),
    size,
  );

const isSame = (a: CellPosition, b: CellPosition): boolean =>
  a.rowIndex === b.rowIndex && a.columnIndex === b.columnIndex;

/**
 * Ctrl+arrow: from a filled cell with a filled neighbour to the end of the block, otherwise to the next filled cell,
 * otherwise to the edge.
 */
export function jump(
  from: CellPosition,
  direction: Direction,
  size: SheetSize,
  isFilled: IsFilled,
): CellPosition {
  let current = from;
  let next = step(current, direction, size);
  const alongBlock = isFilled(current) && !isSame(current, next) && isFilled(next);
  while (!isSame(current, next)) {
    if (alongBlock && !isFilled(next)) return current;
    current = next;
    if (!alongBlock && isFilled(current)) return current;
    next = step(current, direction, size);
  }
  return current;
}

/** The last cell of the used part: Ctrl+End. */
export function lastUsedCell(size: SheetSize, isFilled: IsFilled): CellPosition {
  let lastRow = 0;
  let lastColumn = 0;
  for (let rowIndex = 0; rowIndex < size.rows; rowIndex += 1) {
    for (let columnIndex = 0; columnIndex < size.columns; columnIndex += 1) {
      if (!isFilled(at(rowIndex, columnIndex))) continue;
      lastRow = rowIndex;
      lastColumn = Math.max(lastColumn, columnIndex);
    }
  }
  return at(lastRow, lastColumn);
}

/** Walks through a selected range in reading order (Tab) or column by column (Enter), around its ends. */
function cycle(selection: Selection, byRows: boolean, delta: 1 | -1): Selection {
  const range = rangeOf(selection);
  const rows = range.bottom - range.top + 1;
  const columns = range.right - range.left + 1;
  const row = selection.active.rowIndex - range.top;
  const column = selection.active.columnIndex - range.left;
  const place = byRows ? row * columns + column : column * rows + row;
  const next = (place + delta + rows * columns) % (rows * columns);
  const active = byRows
    ? at(range.top + Math.floor(next / columns), range.left + (next % columns))
    : at(range.top + (next % rows), range.left + Math.floor(next / rows));
  return { ...selection, active };
}

/**
 * Tab and Shift+Tab. In a range they walk inside it; else to the next cell, at the end of a row to the next row.
 * `null` where there is nothing further: the focus then leaves the grid.
 */
export function tab(selection: Selection, size: SheetSize, back: boolean): Selection | null {
  if (!isSingle(rangeOf(selection))) return cycle(selection, true, back ? -1 : 1);
  const { rowIndex, columnIndex } = selection.active;
  const place = rowIndex * size.columns + columnIndex + (back ? -1 : 1);
  if (place < 0 || place >= size.rows * size.columns) return null;
  const nextRow = Math.floor(place / size.columns);
  const origin = nextRow === rowIndex && !back ? (selection.tabOrigin ?? columnIndex) : null;
  return { ...single(at(nextRow, place % size.columns)), tabOrigin: origin };
}

/** Enter and Shift+Enter: in a range along it, else down (after a series of Tab back to the column where it began). */
export function enter(selection: Selection, size: SheetSize, back: boolean): Selection {
  if (!isSingle(rangeOf(selection))) return cycle(selection, false, back ? -1 : 1);
  const column = back ? selection.active.columnIndex : (selection.tabOrigin ?? selection.active.columnIndex);
  return single(within(at(selection.active.rowIndex + (back ? -1 : 1), column), size));
}

/** Whole rows between two. */
export const selectRows = (from: number, to: number, size: SheetSize): Selection =>
  rangeSelection(at(clamp(from, size.rows), 0), at(clamp(to, size.rows), Math.max(0, size.columns - 1)));

/** Whole columns between two. */
export const selectColumns = (from: number, to: number, size: SheetSize): Selection =>
  rangeSelection(at(0, clamp(from, size.columns)), at(Math.max(0, size.rows - 1), clamp(to, size.columns)));
