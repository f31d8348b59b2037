/**
 * Paints where fortune-sheet lays out: it says which cells it would draw and where, and its own drawing is
 * declined. Between its draws single cells are painted again in place.
 */
import type { Workbook } from '@fortune-sheet/react';
import type { ComponentProps } from 'react';
import type { CellRange, CellView, GridModel, GridViewProps, RowView, Selection } from '../adapter';
import { rangeOf } from '../controller/selection';
import type { Geometry, Rect } from './geometry';
import { frozenEnd, ROW_HEIGHT_PX } from './geometry';
import type { CellMarks, Sides } from './paint';
import { paintCell, paintRowHead } from './paint';
import type { Palette } from './palette';

type Hooks = NonNullable<ComponentProps<typeof Workbook>['hooks']>;

/** What to paint, as of now. */
export interface Painted {
  readonly model: GridModel;
  readonly geometry: Geometry;
  readonly selection: Selection;
  readonly focused: boolean;
  readonly fillTo: CellRange | null;
  readonly found: NonNullable<GridViewProps['found']> | null;
  readonly palette: Palette;
}

export interface SheetPainter {
  readonly hooks: Hooks;
  /** Paints again the cells that look otherwise than they did. Cheap to call. */
  readonly paintChanges: () => void;
  /** Paints again all that is seen, as after a change of theme. */
  readonly paintAll: () => void;
}

/** One draw of fortune-sheet: where it put the sheet on the canvas. */
interface Frame {
  readonly context: CanvasRenderingContext2D;
  /** Pixels of the canvas in one of the page. */
  readonly scale: number;
  /** Place of the sheet's first row, and of its first column as scrolled, on the canvas. */
  top: number;
  left: number;
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
}

/** fortune-sheet begins a pixel before the edge; the canvas is moved by as much. */
export const CANVAS_SHIFT_PX = 1;

const newFrame = (context: CanvasRenderingContext2D): Frame => ({
  context,
  scale: context.getTransform().a,
  top: 0,
  left: 0,
  firstRow: Infinity,
  lastRow: -1,
  firstColumn: Infinity,
  lastColumn: -1,
});

const isIn = (range: CellRange, rowIndex: number, columnIndex: number): boolean =>
  rowIndex >= range.top &&
  rowIndex <= range.bottom &&
  columnIndex >= range.left &&
  columnIndex <= range.right;

const sidesOf = (range: CellRange, rowIndex: number, columnIndex: number): Sides => ({
  top: rowIndex === range.top,
  bottom: rowIndex === range.bottom,
  left: columnIndex === range.left,
  right: columnIndex === range.right,
});

function marksOf(now: Painted, rowIndex: number, columnIndex: number): CellMarks {
  const { model, selection, focused, fillTo, found } = now;
  const range = rangeOf(selection);
  const { active } = selection;
  return {
    selected: isIn(range, rowIndex, columnIndex),
    active: active.rowIndex === rowIndex && active.columnIndex === columnIndex,
    edges: sidesOf(range, rowIndex, columnIndex),
    focused,
    filling: fillTo && isIn(fillTo, rowIndex, columnIndex) ? sidesOf(fillTo, rowIndex, columnIndex) : null,
    found: found?.get(model.rowIds[rowIndex] ?? '')?.includes(columnIndex) ?? false,
  };
}

const bitsOf = ({ top, bottom, left, right }: Sides): number =>
  (top ? 8 : 0) + (bottom ? 4 : 0) + (left ? 2 : 0) + (right ? 1 : 0);

/** The same text for marks that look the same. */
const lookOf = ({ selected, active, edges, focused, filling, found }: CellMarks): string =>
  `${selected ? `${active} ${bitsOf(edges)} ${focused}` : ''};${filling ? bitsOf(filling) : ''};${found}`;

interface Look {
  readonly view: CellView | RowView;
  readonly marks: string;
}

const ROW_HEAD = -1;
const keyOf = (rowIndex: number, columnIndex: number): string => `${rowIndex} ${columnIndex}`;

/** Makes the painter of one sheet; `painted` answers with what is to be seen now. */
export function createSheetPainter(painted: () => Painted): SheetPainter {
  let frame: Frame | null = null;
  const looks = new Map<string, Look>();

  const rectIn = (at: Frame, rowIndex: number, columnIndex: number): Rect => {
    const { geometry } = painted();
    const isFixed = columnIndex === 0 && geometry.isFirstFrozen;
    const origin = isFixed ? geometry.rowHeadWidth - CANVAS_SHIFT_PX : at.left;
    return {
      left: origin + (geometry.lefts[columnIndex] ?? 0),
      top: at.top + rowIndex * ROW_HEIGHT_PX,
      width: geometry.widths[columnIndex] ?? 0,
      height: ROW_HEIGHT_PX,
    };
  };

  const paintCellAt = (at: Frame, rowIndex: number, columnIndex: number): void => {
    const now = painted();
    const view =
      rowIndex < now.model.rowIds.length ? now.model.rowView(rowIndex).cells[columnIndex] : undefined;
    const column = now.model.columns[columnIndex];
    if (!view || !column) return;
    const marks = marksOf(now, rowIndex, columnIndex);
    const endsFrozen = columnIndex === 0 && now.geometry.isFirstFrozen;
    paintCell(
      at.context,
      rectIn(at, rowIndex, columnIndex),
      { view, column, marks, endsFrozen },
      now.palette,
    );
    looks.set(keyOf(rowIndex, columnIndex), { view, marks: lookOf(marks) });
  };

  const paintRowHeadAt = (at: Frame, rowIndex: number): void => {
    const { model, geometry, selection, palette } = painted();
    if (rowIndex >= model.rowIds.length) return;
    const range = rangeOf(selection);
    const isSelected = rowIndex >= range.top && rowIndex <= range.bottom;
    const row = model.rowView(rowIndex);
    const rect = {
      left: -CANVAS_SHIFT_PX,
      top: at.top + rowIndex * ROW_HEIGHT_PX,
      width: geometry.rowHeadWidth,
      height: ROW_HEIGHT_PX,
    };
    paintRowHead(at.context, rect, row, isSelected, palette);
    looks.set(keyOf(rowIndex, ROW_HEAD), { view: row, marks: String(isSelected) });
  };

  /** Outside of a draw of fortune-sheet, whose transformation is gone by then. */
  const directly = (paint: (at: Frame) => void): void => {
    if (!frame || frame.lastRow < 0) return;
    const { context, scale } = frame;
    context.save();
    context.setTransform(scale, 0, 0, scale, 0, 0);
    paint(frame);
    context.restore();
  };

  const eachRow = (at: Frame, act: (rowIndex: number) => void): void => {
    for (let rowIndex = at.firstRow; rowIndex <= at.lastRow; rowIndex += 1) act(rowIndex);
  };

  /** The column that stays lies over those that are scrolled under it. */
  const paintFrozen = (at: Frame): void => {
    if (painted().geometry.isFirstFrozen) eachRow(at, (rowIndex) => paintCellAt(at, rowIndex, 0));
  };

  const isChanged = (rowIndex: number, columnIndex: number): boolean => {
    const now = painted();
    const row = now.model.rowView(rowIndex);
    const look = looks.get(keyOf(rowIndex, columnIndex));
    if (columnIndex !== ROW_HEAD)
      return (
        look?.view !== row.cells[columnIndex] || look?.marks !== lookOf(marksOf(now, rowIndex, columnIndex))
      );
    const range = rangeOf(now.selection);
    return look?.view !== row || look.marks !== String(rowIndex >= range.top && rowIndex <= range.bottom);
  };

  const paintScrolled = (at: Frame, isWanted: typeof isChanged): void => {
    const { geometry } = painted();
    at.context.save();
    at.context.beginPath();
    at.context.rect(
      frozenEnd(geometry) - CANVAS_SHIFT_PX,
      0,
      at.context.canvas.width,
      at.context.canvas.height,
    );
    at.context.clip();
    eachRow(at, (rowIndex) => {
      for (let column = at.firstColumn; column <= at.lastColumn; column += 1)
        if (isWanted(rowIndex, column) && !(column === 0 && geometry.isFirstFrozen))
          paintCellAt(at, rowIndex, column);
    });
    at.context.restore();
  };

  const paintWhere = (isWanted: typeof isChanged): void =>
    directly((at) => {
      const { geometry, model } = painted();
      at.lastRow = Math.min(at.lastRow, model.rowIds.length - 1);
      paintScrolled(at, isWanted);
      eachRow(at, (rowIndex) => {
        if (geometry.isFirstFrozen && isWanted(rowIndex, 0)) paintCellAt(at, rowIndex, 0);
        if (isWanted(rowIndex, ROW_HEAD)) paintRowHeadAt(at, rowIndex);
      });
    });

  const hooks: Hooks = {
    beforeRenderCellArea: (_cells, context) => {
      frame = newFrame(context);
      looks.clear();
      // fortune-sheet draws in one go; this follows it and comes before the screen is painted.
      queueMicrotask(() => directly(paintFrozen));
      return true;
    },
    beforeRenderCell: (_cell, { row, column, startX, startY }) => {
      if (!frame) return false;
      frame.top = startY - row * ROW_HEIGHT_PX;
      frame.left = startX - (painted().geometry.lefts[column] ?? 0);
      frame.firstRow = Math.min(frame.firstRow, row);
      frame.lastRow = Math.max(frame.lastRow, row);
      frame.firstColumn = Math.min(frame.firstColumn, column);
      frame.lastColumn = Math.max(frame.lastColumn, column);
      if (column > 0 || !painted().geometry.isFirstFrozen) paintCellAt(frame, row, column);
      return false;
    },
    beforeRenderRowHeaderCell: (_name, rowIndex) => {
      if (frame) paintRowHeadAt(frame, rowIndex);
      return false;
    },
    beforeRenderColumnHeaderCell: () => false,
  };
  return { hooks, paintChanges: () => paintWhere(isChanged), paintAll: () => paintWhere(() => true) };
}
