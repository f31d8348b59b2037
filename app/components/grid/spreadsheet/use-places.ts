import type { RefObject } from 'react';
import { useCallback, useMemo } from 'react';
import type { CellPosition, GridViewHandle } from '../adapter';
import type { PointerMap } from '../table/use-pointer';
import type { Geometry, Place, Rect, Scroll } from './geometry';
import { placeAt, rectOf, ROW_HEIGHT_PX, scrollToShow } from './geometry';
import type { Room } from './use-room';

interface Parts {
  readonly geometry: Geometry;
  readonly room: () => Room;
  readonly scroller: RefObject<HTMLElement>;
  readonly focusArea: RefObject<HTMLElement>;
}

interface Places {
  readonly handle: GridViewHandle;
  /** What lies under a point of the window. */
  readonly placeAtPoint: (x: number, y: number) => Place;
  /** Where a cell stands in what is scrolled, in pixels. */
  readonly contentRect: (cell: CellPosition) => Rect;
  readonly map: PointerMap;
}

export const scrollOf = (scroller: RefObject<HTMLElement>): Scroll => ({
  left: scroller.current?.scrollLeft ?? 0,
  top: scroller.current?.scrollTop ?? 0,
});

/** From cells to places on the screen and back; nothing is asked of the canvas for that. */
export function usePlaces({ geometry, room, scroller, focusArea }: Parts): Places {
  const handle = useMemo<GridViewHandle>(
    () => ({
      focus: () => focusArea.current?.focus({ preventScroll: true }),
      scrollTo: (cell) => {
        const { left, top } = scrollToShow(geometry, cell, scrollOf(scroller), room());
        if (scroller.current) Object.assign(scroller.current, { scrollLeft: left, scrollTop: top });
      },
      cellRect: (cell) => {
        const { left, top, height } = room();
        const rect = rectOf(geometry, cell, scrollOf(scroller));
        const isSeen = rect.top + rect.height > 0 && rect.top < height;
        return isSeen ? { ...rect, left: left + rect.left, top: top + rect.top } : null;
      },
      pageRows: () => Math.max(1, Math.floor(room().height / ROW_HEIGHT_PX) - 1),
    }),
    [geometry, room, scroller, focusArea],
  );
  const placeAtPoint = useCallback(
    (x: number, y: number): Place => {
      const { left, top, width, height } = room();
      const isInside = x >= left && x < left + width && y >= top && y < top + height;
      return isInside ? placeAt(geometry, x - left, y - top, scrollOf(scroller)) : { kind: 'nothing' };
    },
    [geometry, room, scroller],
  );
  const contentRect = useCallback(
    (cell: CellPosition): Rect => {
      const scroll = scrollOf(scroller);
      const rect = rectOf(geometry, cell, scroll);
      return { ...rect, left: rect.left + scroll.left, top: rect.top + scroll.top };
    },
    [geometry, scroller],
  );
  const map = useMemo<PointerMap>(
    () => ({
      cellAt: (_target, x, y) => {
        const place = placeAtPoint(x, y);
        return place.kind === 'cell' ? place.cell : null;
      },
      rowHeadAt: (_target, x, y) => {
        const place = placeAtPoint(x, y);
        return place.kind === 'rowHead' ? place.rowIndex : null;
      },
    }),
    [placeAtPoint],
  );
  return { handle, placeAtPoint, contentRect, map };
}
