import { useEffect, useRef } from 'react';
import type { GridGestures, GridModel } from '../adapter';

interface ColumnResize {
  readonly start: (columnIndex: number, clientX: number) => void;
  readonly step: (columnIndex: number, deltaPx: number) => void;
}

/** Dragging the edge of a heading. */
export function useColumnResize(
  model: GridModel,
  widths: Readonly<Record<string, number>>,
  gestures: GridGestures,
): ColumnResize {
  const drag = useRef<{ columnIndex: number; fromX: number; width: number } | null>(null);
  const widthOf = (columnIndex: number): number => {
    const column = model.columns[columnIndex];
    return column ? (widths[column.id] ?? column.width) : 0;
  };
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
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
    };
  }, [gestures]);
  return {
    start: (columnIndex, clientX) => {
      drag.current = { columnIndex, fromX: clientX, width: widthOf(columnIndex) };
    },
    step: (columnIndex, deltaPx) => gestures.resizeColumn(columnIndex, widthOf(columnIndex) + deltaPx),
  };
}
