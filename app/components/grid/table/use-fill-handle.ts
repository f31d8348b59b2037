import type { RefObject } from 'react';
import { useEffect } from 'react';
import type { FillGestures, GridViewHandle } from '../adapter';
import { elements, scrollTowards } from './use-pointer';

const SCROLL_MS = 50;

/**
 * Dragging the corner of the selection, by mouse, pen or finger. The handle is painted anew while rows scroll, so the
 * window follows the pointer; Esc gives the drag up.
 */
export function useFillHandle(
  fill: FillGestures | undefined,
  handle: GridViewHandle,
  scroller: RefObject<HTMLElement | null>,
  map = elements,
): void {
  useEffect(() => {
    const box = scroller.current;
    if (!fill || !box) return;
    let timer = 0;
    let pointer: { readonly id: number; clientX: number; clientY: number } | null = null;
    const follow = (): void => {
      if (!pointer) return;
      scrollTowards(box, pointer);
      const frame = box.getBoundingClientRect();
      const inside = (value: number, from: number, to: number): number =>
        Math.max(from + 1, Math.min(value, to - 2));
      const x = inside(pointer.clientX, frame.left, frame.left + box.clientWidth);
      const y = inside(pointer.clientY, frame.top, frame.top + box.clientHeight);
      const cell = map.cellAt(null, x, y);
      if (cell) fill.drag(cell);
    };
    const end = (): void => {
      pointer = null;
      window.clearInterval(timer);
    };
    const onDown = (event: PointerEvent): void => {
      const target = event.target instanceof Element ? event.target.closest('[data-fill-handle]') : null;
      if (!target || event.button !== 0) return;
      // A finger would hold the pointer to an element that may go while rows scroll.
      if (target.hasPointerCapture(event.pointerId)) target.releasePointerCapture(event.pointerId);
      event.preventDefault();
      handle.focus();
      pointer = { id: event.pointerId, clientX: event.clientX, clientY: event.clientY };
      window.clearInterval(timer);
      timer = window.setInterval(follow, SCROLL_MS);
    };
    const onMove = (event: PointerEvent): void => {
      if (pointer?.id !== event.pointerId) return;
      pointer = { id: pointer.id, clientX: event.clientX, clientY: event.clientY };
      follow();
    };
    const onUp = (event: PointerEvent): void => {
      if (pointer?.id !== event.pointerId) return;
      end();
      fill.drop();
    };
    const cancel = (): void => {
      if (!pointer) return;
      end();
      fill.drag(null);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') cancel();
    };
    const onDoubleClick = (event: MouseEvent): void => {
      if (event.target instanceof Element && event.target.closest('[data-fill-handle]')) fill.toEnd();
    };
    box.addEventListener('pointerdown', onDown);
    box.addEventListener('dblclick', onDoubleClick);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', onKey, true);
    return () => {
      end();
      box.removeEventListener('pointerdown', onDown);
      box.removeEventListener('dblclick', onDoubleClick);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', cancel);
      window.removeEventListener('keydown', onKey, true);
    };
  }, [fill, handle, scroller, map]);
}
