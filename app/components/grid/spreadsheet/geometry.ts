/**
 * Where cells stand, in pixels of the sheet's body: the part below the headings and above the totals, with the headings
 * of rows at its left. Pure; the canvas and the pointer count the same way.
 */
import type { CellPosition } from '../adapter';

export const ROW_HEIGHT_PX = 32;

/** Columns from left to right. */
export interface Geometry {
  readonly rowHeadWidth: number;
  /** The first column stays beside the headings of rows while the others are scrolled. */
  readonly isFirstFrozen: boolean;
  readonly rowCount: number;
  readonly widths: readonly number[];
  /** Left edges, not scrolled, from the end of the headings of rows. */
  readonly lefts: readonly number[];
  /** Of all columns together. */
  readonly width: number;
}

export interface Scroll {
  readonly left: number;
  readonly top: number;
}

/** Measures columns of given widths, in pixels. */
export function geometryOf(
  widths: readonly number[],
  parts: Pick<Geometry, 'rowHeadWidth' | 'isFirstFrozen' | 'rowCount'>,
): Geometry {
  const lefts: number[] = [];
  let width = 0;
  for (const each of widths) {
    lefts.push(width);
    width += each;
  }
  return { ...parts, widths, lefts, width };
}

/** Where columns begin that can be scrolled away. */
export const frozenEnd = ({ rowHeadWidth, isFirstFrozen, widths }: Geometry): number =>
  rowHeadWidth + (isFirstFrozen ? (widths[0] ?? 0) : 0);

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The rectangle of a cell; it may lie outside of what is seen. */
export function rectOf(geometry: Geometry, cell: CellPosition, scroll: Scroll): Rect {
  const { columnIndex, rowIndex } = cell;
  const isFixed = geometry.isFirstFrozen && columnIndex === 0;
  return {
    left: geometry.rowHeadWidth + (geometry.lefts[columnIndex] ?? 0) - (isFixed ? 0 : scroll.left),
    top: rowIndex * ROW_HEIGHT_PX - scroll.top,
    width: geometry.widths[columnIndex] ?? 0,
    height: ROW_HEIGHT_PX,
  };
}

/** What lies under a point of the body. */
export type Place =
  | { readonly kind: 'cell'; readonly cell: CellPosition }
  | { readonly kind: 'rowHead'; readonly rowIndex: number }
  | { readonly kind: 'nothing' };

export function placeAt(geometry: Geometry, x: number, y: number, scroll: Scroll): Place {
  const rowIndex = Math.floor((y + scroll.top) / ROW_HEIGHT_PX);
  if (x < 0 || rowIndex < 0 || rowIndex >= geometry.rowCount) return { kind: 'nothing' };
  if (x < geometry.rowHeadWidth) return { kind: 'rowHead', rowIndex };
  const isFixed = x < frozenEnd(geometry);
  const along = x - geometry.rowHeadWidth + (isFixed ? 0 : scroll.left);
  const columnIndex = geometry.lefts.findLastIndex((left) => left <= along);
  return along < geometry.width ? { kind: 'cell', cell: { rowIndex, columnIndex } } : { kind: 'nothing' };
}

/** The scroll nearest to `scroll` that brings a cell out from behind edges and what is frozen. */
export function scrollToShow(
  geometry: Geometry,
  cell: CellPosition,
  scroll: Scroll,
  room: { readonly width: number; readonly height: number },
): Scroll {
  const { left, top, width, height } = rectOf(geometry, cell, scroll);
  const start = frozenEnd(geometry);
  const isFixed = geometry.isFirstFrozen && cell.columnIndex === 0;
  return {
    left: isFixed ? scroll.left : scroll.left + shift(left, width, start, room.width),
    top: scroll.top + shift(top, height, 0, room.height),
  };
}

/** How far a stretch must go to lie between two edges; its beginning counts more than its end. */
function shift(from: number, length: number, start: number, end: number): number {
  if (from < start) return from - start;
  return from + length > end ? Math.min(from + length - end, from - start) : 0;
}
