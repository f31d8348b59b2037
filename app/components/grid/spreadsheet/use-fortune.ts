import type { WorkbookInstance } from '@fortune-sheet/react';
import type { RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { GridModel } from '../adapter';
import type { Scroll } from './geometry';
import type { FortuneOp, Told } from './workbook-data';
import { hasSameShape, tellAgain, tellChanges, toTell } from './workbook-data';

interface Fortune {
  readonly onOp: (ops: FortuneOp[]) => void;
  /** Draws at another place, before this returns. */
  readonly scrollTo: (scroll: Scroll) => void;
  /** Draws in the room that there is now, before this returns. */
  readonly measure: () => void;
}

/**
 * Keeps what fortune-sheet holds equal to the model. It is only ever told; whatever it reports to have changed by
 * itself is a defect, is put back and, while developing, written to the console.
 */
export function useFortune(
  workbook: RefObject<WorkbookInstance>,
  stage: RefObject<HTMLElement>,
  model: GridModel,
  widths: readonly number[],
  first: Told,
): Fortune {
  const told = useRef(first);
  useLayoutEffect(() => {
    const tell = (): void => {
      const now = toTell(model, widths);
      const ops = tellChanges(told.current, now);
      told.current = now;
      if (ops.length > 0) workbook.current?.applyOp(ops);
    };
    // Texts are on the canvas already; telling them draws all that is seen anew, and nobody waits for that.
    if (hasSameShape(told.current, model, widths)) return whenIdle(tell);
    // Rows and columns it lays out itself: before the screen is painted.
    tell();
    return undefined;
  }, [workbook, model, widths]);

  const onOp = useCallback(
    (ops: FortuneOp[]): void => {
      if (ops.length === 0) return;
      if (import.meta.env.DEV) console.warn('fortune-sheet changed by itself, put back', ops);
      // Not inside its own change.
      queueMicrotask(() => workbook.current?.applyOp(tellAgain(told.current)));
    },
    [workbook],
  );
  const scrollTo = useCallback(
    ({ left, top }: Scroll): void => {
      flushSync(() => {
        workbook.current?.scroll({ scrollLeft: left, scrollTop: top });
        // The browser would tell its scroll bars only in the next frame, and the headings would run ahead.
        stage.current
          ?.querySelectorAll('.luckysheet-scrollbars')
          .forEach((bar) => bar.dispatchEvent(new Event('scroll')));
      });
    },
    [workbook, stage],
  );
  const measure = useCallback((): void => {
    // It measures itself only when the window changes.
    flushSync(() => void window.dispatchEvent(new Event('resize')));
  }, []);
  useZoomKeysOfBrowser();
  return { onOp, scrollTo, measure };
}

const SOON_MS = 200;

/** Later, when nothing else is to be done; answers with how to call it off. */
function whenIdle(act: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(act, SOON_MS);
    return () => clearTimeout(timer);
  }
  const idle = window.requestIdleCallback(act);
  return () => window.cancelIdleCallback(idle);
}

const zoomKeys = new Set(['+', '-', '=', '0']);

/** fortune-sheet listens on the whole document and would take the browser's own zoom away, wherever the focus is. */
function useZoomKeysOfBrowser(): void {
  useEffect(() => {
    const keep = (event: KeyboardEvent): void => {
      if (event.ctrlKey && zoomKeys.has(event.key)) event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', keep, true);
    return () => window.removeEventListener('keydown', keep, true);
  }, []);
}
