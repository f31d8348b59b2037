import type { ReactNode, RefObject } from 'react';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { FindTarget, FoundCells } from './find-panel';

const FindPanel = lazy(async () => ({ default: (await import('./find-panel')).FindPanel }));

interface Find {
  /** Cells to be marked in the sheet that is shown. */
  readonly found: FoundCells | null;
  readonly panel: ReactNode;
  readonly open: () => void;
}

/**
 * Ctrl+F opens the search over the table; pressed again in it, the browser's own opens. F3 goes on, Esc returns to the
 * cell. Keys are heard anywhere within `root`.
 */
export function useFind(root: RefObject<HTMLElement>, target: FindTarget, focusGrid: () => void): Find {
  const [isOpen, setOpen] = useState(false);
  const [found, setFound] = useState<FoundCells | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const step = useRef<((back: boolean) => void) | null>(null);
  const open = useCallback(() => {
    setOpen(true);
    field.current?.focus();
    field.current?.select();
  }, []);
  const onSteps = useCallback((next: ((back: boolean) => void) | null) => {
    step.current = next;
  }, []);
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => {
      const isFind = event.code === 'KeyF' && (event.ctrlKey || event.metaKey);
      if (isFind && !event.shiftKey && !event.altKey && document.activeElement !== field.current) {
        event.preventDefault();
        open();
      }
      if (event.key !== 'F3' || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      if (step.current) step.current(event.shiftKey);
      else open();
    };
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [root, open]);
  const close = useCallback(() => {
    setOpen(false);
    focusGrid();
  }, [focusGrid]);
  const panel = isOpen ? (
    <Suspense fallback={null}>
      <FindPanel target={target} field={field} onFound={setFound} onClose={close} onSteps={onSteps} />
    </Suspense>
  ) : null;
  return { found, panel, open };
}
