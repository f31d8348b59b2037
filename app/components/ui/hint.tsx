import { useCallback, useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react';
import styles from './hint.module.css';

/** What a thing that has a bubble spreads onto itself. */
export interface HintTarget {
  readonly 'aria-describedby': string | undefined;
  readonly onPointerEnter: (event: React.PointerEvent) => void;
  readonly onPointerLeave: (event: React.PointerEvent) => void;
  readonly onPointerDown: () => void;
  readonly onFocus: (event: React.FocusEvent) => void;
  readonly onBlur: () => void;
}

const hoverDelayMs = 150;
const leaveDelayMs = 120;

/**
 * A bubble of words beside a target: on hover, on keyboard focus, and on a tap where `toggle` is its `onClick`. Esc hides it, the
 * pointer may move onto it. Spread `target` on what it explains and render `bubble` beside it. `isName`: the bubble repeats the
 * target's own name, so screen readers need not hear it twice. `holdsEscape`: Esc hides the bubble, and only the next one
 * closes the window that it stands in.
 */
export function useHint(
  content: ReactNode,
  {
    isName = false,
    holdsEscape = !isName,
  }: { readonly isName?: boolean; readonly holdsEscape?: boolean } = {},
) {
  const id = useId();
  const anchor = useRef<Element | null>(null);
  const bubbleRef = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const schedule = useCallback((next: boolean, delayMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(next), delayMs);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = useCallback(() => setShown(false), []);
  usePlacement(shown, { anchor, bubble: bubbleRef, holdsEscape, hide });

  const showAt = (element: Element, delayMs: number) => {
    anchor.current = element;
    schedule(true, delayMs);
  };
  const target: HintTarget = {
    'aria-describedby': isName ? undefined : id,
    onPointerEnter: (event) => {
      if (event.pointerType === 'mouse') showAt(event.currentTarget, hoverDelayMs);
    },
    onPointerLeave: (event) => {
      if (event.pointerType === 'mouse') schedule(false, leaveDelayMs);
    },
    // Whoever presses knows the name; the press may open a window that the bubble would cover.
    onPointerDown: () => {
      if (isName) schedule(false, 0);
    },
    onFocus: (event) => {
      if (event.currentTarget.matches(':focus-visible')) showAt(event.currentTarget, 0);
    },
    onBlur: () => schedule(false, 0),
  };
  const toggle = (event: React.MouseEvent) => (shown ? schedule(false, 0) : showAt(event.currentTarget, 0));
  const bubble =
    isName && !shown ? null : (
      <div
        ref={bubbleRef}
        id={id}
        role={isName ? undefined : 'tooltip'}
        aria-hidden={isName || undefined}
        className={styles.bubble}
        {...{ popover: 'manual' }}
        onPointerEnter={() => schedule(true, 0)}
        onPointerLeave={() => schedule(false, leaveDelayMs)}
      >
        {content}
      </div>
    );
  return { target, bubble, toggle };
}

/** Shows the bubble above everything, below its anchor or above it where there is no room. */
function usePlacement(
  shown: boolean,
  {
    anchor,
    bubble,
    holdsEscape,
    hide,
  }: {
    readonly anchor: RefObject<Element>;
    readonly bubble: RefObject<HTMLElement>;
    readonly holdsEscape: boolean;
    readonly hide: () => void;
  },
) {
  useEffect(() => {
    const element = bubble.current;
    const target = anchor.current;
    if (!shown || !element || !target) return;
    element.showPopover();
    place(element, target.getBoundingClientRect());
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      if (holdsEscape) {
        event.preventDefault();
        event.stopPropagation();
      }
      hide();
    };
    document.addEventListener('keydown', onKey, true);
    window.addEventListener('scroll', hide, true);
    return () => {
      document.removeEventListener('keydown', onKey, true);
      window.removeEventListener('scroll', hide, true);
      if (element.isConnected) element.hidePopover();
    };
  }, [shown, anchor, bubble, holdsEscape, hide]);
}

const gapPx = 6;
const edgePx = 8;

function place(bubble: HTMLElement, target: DOMRect) {
  const { width, height } = bubble.getBoundingClientRect();
  const below = target.bottom + gapPx;
  const fitsBelow = below + height + edgePx <= window.innerHeight;
  const top = fitsBelow ? below : Math.max(edgePx, target.top - gapPx - height);
  const centred = target.left + target.width / 2 - width / 2;
  const left = Math.min(Math.max(edgePx, centred), window.innerWidth - width - edgePx);
  bubble.style.top = `${Math.round(top)}px`;
  bubble.style.left = `${Math.round(left)}px`;
}
