import type { PointerEvent as ReactPointerEvent, MouseEvent as ReactMouseEvent, RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { CellPosition, GridGestures, GridViewHandle } from '../adapter';

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

/** The cell under a point of the page, if any. */
function cellOf(target: EventTarget | Element | null): CellPosition | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row][data-column]') : null;
  const rowIndex = numberOf(element?.dataset['row']);
  const columnIndex = numberOf(element?.dataset['column']);
  return rowIndex === null || columnIndex === null ? null : { rowIndex, columnIndex };
}

function headOf(target: EventTarget, name: 'rowHead' | 'columnHead'): number | null {
  const selector = name === 'rowHead' ? '[data-row-head]' : '[data-column-head]';
  const element = target instanceof Element ? target.closest<HTMLElement>(selector) : null;
  return numberOf(element?.dataset[name]);
}

/** How a view finds what lies under the pointer; headings of columns are elements in every view. */
export interface PointerMap {
  /** `target` is `null` where the pointer has been dragged; the point is in pixels of the window. */
  readonly cellAt: (target: EventTarget | null, x: number, y: number) => CellPosition | null;
  readonly rowHeadAt: (target: EventTarget, x: number, y: number) => number | null;
}

/** Of views whose cells are elements. */
export const elements: PointerMap = {
  cellAt: (target, x, y) => cellOf(target ?? document.elementFromPoint(x, y)),
  rowHeadAt: (target) => headOf(target, 'rowHead'),
};

/** Scrolls a box while something is dragged beyond its edges. */
export function scrollTowards(
  element: HTMLElement,
  point: { readonly clientX: number; readonly clientY: number },
): void {
  const box = element.getBoundingClientRect();
  const beyondX = Math.min(0, point.clientX - box.left) + Math.max(0, point.clientX - box.right);
  const beyondY = Math.min(0, point.clientY - box.top) + Math.max(0, point.clientY - box.bottom);
  if (beyondX !== 0 || beyondY !== 0) element.scrollBy(beyondX, beyondY);
}

const isHandle = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[data-fill-handle]') !== null;

type Dragged = 'cells' | 'rows' | 'columns';

/** Extends the selection to what lies under the pointer; whole rows and columns over cells too. */
function dragOver(
  dragged: Dragged,
  gestures: GridGestures,
  map: PointerMap,
  { clientX, clientY }: PointerEvent,
): void {
  const cell = map.cellAt(null, clientX, clientY);
  if (dragged === 'cells') {
    if (cell) gestures.pointerMove(cell);
    return;
  }
  const under = document.elementFromPoint(clientX, clientY);
  if (dragged === 'rows') {
    const row = (under && map.rowHeadAt(under, clientX, clientY)) ?? cell?.rowIndex;
    if (row !== undefined) gestures.selectRow(row, true);
    return;
  }
  const column = (under && headOf(under, 'columnHead')) ?? cell?.columnIndex;
  if (column !== undefined) gestures.selectColumn(column, true);
}

interface PointerHandlers {
  readonly onPointerDown: (event: ReactPointerEvent) => void;
  readonly onClick: (event: ReactMouseEvent) => void;
  readonly onDoubleClick: (event: ReactMouseEvent) => void;
}

const isTouch = (event: ReactPointerEvent): boolean =>
  event.pointerType === 'touch' || event.pointerType === 'pen';

/**
 * Mouse: press, drag, double click. Finger: a tap selects, a tap on the active cell edits, so that dragging scrolls.
 */
export function usePointer(
  gestures: GridGestures,
  handle: GridViewHandle,
  active: CellPosition,
  scroller: RefObject<HTMLElement | null>,
  map = elements,
): PointerHandlers {
  const byTouch = useRef(false);
  /** What is being dragged over: cells, or headings that select whole rows and columns. */
  const dragging = useRef<Dragged | null>(null);

  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      if (!dragging.current) return;
      dragOver(dragging.current, gestures, map, event);
      if (scroller.current) scrollTowards(scroller.current, event);
    };
    const onUp = (): void => {
      if (!dragging.current) return;
      dragging.current = null;
      gestures.pointerUp();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
    };
  }, [gestures, scroller, map]);

  const pressHead = (event: ReactPointerEvent): boolean => {
    const row = map.rowHeadAt(event.target, event.clientX, event.clientY);
    const column = headOf(event.target, 'columnHead');
    const isCorner = event.target instanceof Element && event.target.closest('[data-corner]') !== null;
    if (row !== null) dragging.current = 'rows';
    else if (column !== null) dragging.current = 'columns';
    if (row !== null) gestures.selectRow(row, event.shiftKey);
    else if (column !== null) gestures.selectColumn(column, event.shiftKey);
    else if (isCorner) gestures.selectAll();
    return row !== null || column !== null || isCorner;
  };

  return {
    onPointerDown: (event) => {
      byTouch.current = isTouch(event);
      if (event.target instanceof Element && event.target.closest('button')) return;
      if (byTouch.current || event.button !== 0 || isHandle(event.target)) return;
      const cell = map.cellAt(event.target, event.clientX, event.clientY);
      if (!cell && !pressHead(event)) return;
      // The focus stays where keys and the clipboard are listened to.
      event.preventDefault();
      handle.focus();
      if (!cell) return;
      dragging.current = 'cells';
      gestures.pointerDown(cell, event.shiftKey);
    },
    onClick: (event) => {
      if (!byTouch.current || isHandle(event.target)) return;
      const cell = map.cellAt(event.target, event.clientX, event.clientY);
      if (!cell) return;
      const isActive = cell.rowIndex === active.rowIndex && cell.columnIndex === active.columnIndex;
      if (isActive) return gestures.doubleClick(cell);
      gestures.pointerDown(cell, false);
      gestures.pointerUp();
      handle.focus();
    },
    onDoubleClick: (event) => {
      const isOwn = !byTouch.current && !isHandle(event.target);
      const cell = isOwn ? map.cellAt(event.target, event.clientX, event.clientY) : null;
      if (cell) gestures.doubleClick(cell);
    },
  };
}
