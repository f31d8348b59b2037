import type { RefObject } from 'react';
import { useEffect } from 'react';

const sealed = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'compositionstart'],
  ...['copy', 'cut', 'paste', 'dragstart', 'dragover', 'drop'],
  ...['pointerdown', 'mousedown', 'mouseup', 'click', 'dblclick', 'contextmenu', 'wheel', 'touchstart'],
] as const;

/**
 * Lets nothing that a person does come into an element. It is inert already; this holds where a browser does not know that,
 * and for events that extensions and tools make.
 */
export function useSeal(element: RefObject<HTMLElement>): void {
  useEffect(() => {
    const box = element.current;
    if (!box) return;
    const refuse = (event: Event): void => {
      event.stopImmediatePropagation();
      event.preventDefault();
    };
    for (const type of sealed) box.addEventListener(type, refuse, { capture: true, passive: false });
    return () => {
      for (const type of sealed) box.removeEventListener(type, refuse, { capture: true });
    };
  }, [element]);
}
