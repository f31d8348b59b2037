import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { GridGestures, GridModel } from '../adapter';

interface ColumnResize {
  readonly start: (columnIndex: number, clientX: number) => void;
  /** Before a first change of widths: the columns become what they look like. */
  readonly keep: () => void;
  /** As wide as what stands in the column. */
  readonly fit: (columnIndex: number) => void;
}

/** Padding of a cell and its sign. */
const BESIDE_TEXT_PX = 40;
/** Wider columns hide the others; the rest of a text is read in its bubble. */
const WIDEST_FIT_PX = 480;
/** The longest texts are the widest ones, or nearly. */
const MEASURED = 40;

/** The widest of the texts in the font of an element. */
function widestOf(texts: readonly string[], element: Element): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return texts.reduce((widest, text) => Math.max(widest, context.measureText(text).width), 0);
}

/** The longest texts that a column shows. */
function longestIn(model: GridModel, columnIndex: number): string[] {
  const texts = new Set(
    model.rowIds.map((_id, rowIndex) => model.rowView(rowIndex).cells[columnIndex]?.text.slice(0, 200) ?? ''),
  );
  return [...texts].sort((a, b) => b.length - a.length).slice(0, MEASURED);
}

/** Dragging the edge of a heading, and a double click on it. */
export function useColumnResize(
  model: GridModel,
  widths: Readonly<Record<string, number>>,
  gestures: GridGestures,
  /** Where headings and cells stand. */
  within: RefObject<HTMLElement | null>,
): ColumnResize {
  const drag = useRef<{ columnIndex: number; fromX: number; width: number } | null>(null);
  const headOf = (columnIndex: number): HTMLElement | null =>
    within.current?.querySelector<HTMLElement>(`[data-column-head="${columnIndex}"]`) ?? null;
  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      const { current } = drag;
      if (current) gestures.resizeColumn(current.columnIndex, current.width + event.clientX - current.fromX);
    };
    const onUp = (): void => {
      drag.current = null;
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', onUp);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', onUp);
    };
  }, [gestures]);
  /** A narrow table is stretched over its box. */
  const keep = (): void => {
    if (Object.keys(widths).length > 0) return;
    model.columns.forEach((_column, index) => {
      const shown = headOf(index)?.offsetWidth;
      if (shown !== undefined) gestures.resizeColumn(index, shown);
    });
  };
  return {
    keep,
    start: (columnIndex, clientX) => {
      const column = model.columns[columnIndex];
      const width = headOf(columnIndex)?.offsetWidth ?? (column ? (widths[column.id] ?? column.width) : 0);
      keep();
      drag.current = { columnIndex, fromX: clientX, width };
    },
    fit: (columnIndex) => {
      const head = headOf(columnIndex);
      const body = within.current?.querySelector('[role=gridcell] [data-cell-text]');
      const title = model.columns[columnIndex]?.title ?? '';
      if (!head || !body) return;
      keep();
      const words = widestOf(title.split(/\s+/), head);
      const width = Math.max(words, widestOf(longestIn(model, columnIndex), body)) + BESIDE_TEXT_PX;
      gestures.resizeColumn(columnIndex, Math.min(WIDEST_FIT_PX, width));
    },
  };
}
