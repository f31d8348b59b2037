import type { RefObject } from 'react';
import { useEffect, useState } from 'react';

/** The rows that are painted: `first` included, `end` not. */
interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Rows beyond the edges, so that scrolling meets painted rows. */
const OVERSCAN = 6;
/** With fewer than these left beyond an edge the window moves on: not with every row that is scrolled. */
const MARGIN = 2;
/** Rows of the first paint, before anything can be measured. */
const FIRST_PAINT_ROWS = 28;

/** Whether what is painted will do for the rows in sight, and is not far more than they need. */
const covers = (painted: RowWindow, seen: RowWindow): boolean =>
  painted.first <= Math.max(0, seen.first - MARGIN) &&
  painted.end >= seen.end + MARGIN &&
  painted.end - painted.first <= seen.end - seen.first + 3 * OVERSCAN;

const around = ({ first, end }: RowWindow): RowWindow => ({
  first: Math.max(0, first - OVERSCAN),
  end: end + OVERSCAN,
});

/**
 * Which of many rows to paint. All rows have one height, in pixels, so nothing needs to be measured but the scrolled
 * box.
 */
export function useRowWindow(scroller: RefObject<HTMLElement>, count: number, rowHeight: number): RowWindow {
  const [painted, setPainted] = useState<RowWindow>({ first: 0, end: FIRST_PAINT_ROWS });
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = (): void => {
      const first = Math.floor(box.scrollTop / rowHeight);
      const end = Math.ceil((box.scrollTop + box.clientHeight) / rowHeight);
      setPainted((before) => (covers(before, { first, end }) ? before : around({ first, end })));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    box.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', measure);
    };
  }, [scroller, rowHeight]);
  const end = Math.min(count, painted.end);
  return { first: Math.min(painted.first, Math.max(0, end - 1)), end };
}
