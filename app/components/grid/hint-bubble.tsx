import type { RefObject } from 'react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
// The look of the bubbles in ui/, whose targets are single elements; here they are thousands of cells.
import styles from '../ui/hint.module.css';

interface HintBubbleProps {
  /** Where cells are looked for: their hints and errors are in `data-hint`. */
  readonly within: RefObject<HTMLElement>;
}

interface Shown {
  readonly anchor: HTMLElement;
  readonly text: string;
}

const HOVER_DELAY_MS = 200;
const GAP_PX = 6;

/** The hint of an element, and the whole text of a cell that is cut off. */
function hintOf(target: EventTarget | null): Shown | null {
  if (!(target instanceof Element)) return null;
  const anchor = target.closest<HTMLElement>('[data-row], [data-row-head]');
  if (!anchor) return null;
  const cut = anchor.querySelector<HTMLElement>('[data-cell-text]');
  const isCut = cut !== null && cut.scrollWidth > cut.clientWidth;
  const whole = anchor.dataset['whole'] ?? (isCut ? cut.textContent : null);
  const text = [whole, anchor.dataset['hint']].filter(Boolean).join('\n');
  return text === '' ? null : { anchor, text };
}

/**
 * One bubble for all cells: on hover (also over the bubble itself) and by touch on an icon; any key takes it away. For the
 * active cell, which has the focus, the same words stand beside the grid.
 */
export function HintBubble({ within }: HintBubbleProps) {
  const [shown, setShown] = useState<Shown | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    const root = within.current;
    if (!root) return;
    let timer = 0;
    const later = (next: Shown | null): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(
        () => setShown((now) => (now?.anchor === next?.anchor ? now : next)),
        HOVER_DELAY_MS,
      );
    };
    const now = (next: Shown | null): void => {
      window.clearTimeout(timer);
      setShown(next);
    };
    const onOver = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse') return;
      if (bubble.current?.contains(event.target as Node | null)) window.clearTimeout(timer);
      else later(hintOf(event.target));
    };
    const onLeave = (): void => later(null);
    const onClick = (event: MouseEvent): void => {
      const target = event.target instanceof Element ? event.target.closest('[data-mark]') : null;
      if (target) now(hintOf(target));
    };
    const hide = (): void => now(null);
    root.addEventListener('pointerover', onOver);
    root.addEventListener('pointerleave', onLeave);
    root.addEventListener('click', onClick);
    root.addEventListener('scroll', hide, true);
    window.addEventListener('keydown', hide, true);
    return () => {
      window.clearTimeout(timer);
      root.removeEventListener('pointerover', onOver);
      root.removeEventListener('pointerleave', onLeave);
      root.removeEventListener('click', onClick);
      root.removeEventListener('scroll', hide, true);
      window.removeEventListener('keydown', hide, true);
    };
  }, [within]);

  useLayoutEffect(() => {
    const element = bubble.current;
    if (!shown || !element) return;
    element.showPopover();
    const box = shown.anchor.getBoundingClientRect();
    const isAbove = box.bottom + element.offsetHeight + GAP_PX > window.innerHeight;
    const left = Math.max(GAP_PX, Math.min(box.left, window.innerWidth - element.offsetWidth - GAP_PX));
    element.style.left = `${left}px`;
    element.style.top = `${isAbove ? Math.max(GAP_PX, box.top - element.offsetHeight - GAP_PX) : box.bottom + GAP_PX}px`;
    shown.anchor.setAttribute('aria-describedby', id);
    return () => shown.anchor.removeAttribute('aria-describedby');
  }, [shown, id]);

  return shown ? (
    <div ref={bubble} id={id} role="tooltip" className={styles.bubble} {...{ popover: 'manual' }}>
      {shown.text}
    </div>
  ) : null;
}
