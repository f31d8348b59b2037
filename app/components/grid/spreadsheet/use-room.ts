import type { RefObject } from 'react';
import { useCallback, useLayoutEffect, useRef } from 'react';
import type { CanvasStageHandle } from './canvas-stage';

/** The part of the window where cells are seen: below the headings, above the totals. */
export interface Room {
  /** Pixels of the window. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Parts {
  readonly scroller: RefObject<HTMLDivElement>;
  readonly head: RefObject<HTMLTableElement>;
  readonly foot: RefObject<HTMLTableElement>;
  readonly canvas: RefObject<CanvasStageHandle>;
  readonly hasFoot: boolean;
}

/** Lays the canvas into the room between headings and totals, whatever changes their size; answers with the room. */
export function useRoom({ scroller, head, foot, canvas, hasFoot }: Parts): () => Room {
  const fitted = useRef('');
  const room = useCallback((): Room => {
    const box = scroller.current?.getBoundingClientRect();
    const above = head.current?.offsetHeight ?? 0;
    const below = foot.current?.offsetHeight ?? 0;
    return {
      left: box?.left ?? 0,
      top: (box?.top ?? 0) + above,
      width: scroller.current?.clientWidth ?? 0,
      height: Math.max(0, (scroller.current?.clientHeight ?? 0) - above - below),
    };
  }, [scroller, head, foot]);
  useLayoutEffect(() => {
    const fit = (): void => {
      const { width, height } = room();
      const above = head.current?.offsetHeight ?? 0;
      const next = `${width} ${height} ${above}`;
      if (next === fitted.current) return;
      fitted.current = next;
      canvas.current?.fit({ top: above, width, height });
    };
    const observer = new ResizeObserver(fit);
    for (const part of [scroller, head, foot]) if (part.current) observer.observe(part.current);
    return () => observer.disconnect();
  }, [room, scroller, head, foot, canvas, hasFoot]);
  return room;
}
