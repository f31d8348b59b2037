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
): PointerHandlers {
  const byTouch = useRef(false);
  const dragging = useRef(false);

  useEffect(() => {
    const onMove = (event: PointerEvent): void => {
      if (!dragging.current) return;
      const cell = cellOf(document.elementFromPoint(event.clientX, event.clientY));
      if (cell) gestures.pointerMove(cell);
      const box = scroller.current?.getBoundingClientRect();
      if (!box) return;
      const beyondX = Math.min(0, event.clientX - box.left) + Math.max(0, event.clientX - box.right);
      const beyondY = Math.min(0, event.clientY - box.top) + Math.max(0, event.clientY - box.bottom);
      if (beyondX !== 0 || beyondY !== 0) scroller.current?.scrollBy(beyondX, beyondY);
    };
    const onUp = (): void => {
      if (!dragging.current) return;
      dragging.current = false;
      gestures.pointerUp();
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
    };
  }, [gestures, scroller]);

  const pressHead = (event: ReactPointerEvent): boolean => {
    const row = headOf(event.target, 'rowHead');
    const column = headOf(event.target, 'columnHead');
    const isCorner = event.target instanceof Element && event.target.closest('[data-corner]') !== null;
    if (row !== null) gestures.selectRow(row, event.shiftKey);
    else if (column !== null) gestures.selectColumn(column, event.shiftKey);
    else if (isCorner) gestures.selectAll();
    return row !== null || column !== null || isCorner;
  };

  return {
    onPointerDown: (event) => {
      byTouch.current = isTouch(event);
      if (event.target instanceof Element && event.target.closest('button')) return;
      if (byTouch.current || event.button !== 0) return;
      const cell = cellOf(event.target);
      if (!cell && !pressHead(event)) return;
      // The focus stays where keys and the clipboard are listened to.
      event.preventDefault();
      handle.focus();
      if (!cell) return;
      dragging.current = true;
      gestures.pointerDown(cell, event.shiftKey);
    },
    onClick: (event) => {
      if (!byTouch.current) return;
      const cell = cellOf(event.target);
      if (!cell) return;
      const isActive = cell.rowIndex === active.rowIndex && cell.columnIndex === active.columnIndex;
      if (isActive) return gestures.doubleClick(cell);
      gestures.pointerDown(cell, false);
      gestures.pointerUp();
      handle.focus();
    },
    onDoubleClick: (event) => {
      const cell = byTouch.current ? null : cellOf(event.target);
      if (cell) gestures.doubleClick(cell);
    },
  };
}
