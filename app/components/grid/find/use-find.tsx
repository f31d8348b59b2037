import type { ReactNode, RefObject } from 'react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onDemand } from '../../ui/on-demand';
import styles from './find.module.css';
import type { FindTarget, FoundCells, QueryProps } from './find-panel';

/** Keys that follow Ctrl+F at once are the query, though the panel is still on its way. */
function FirstField({ field, query, onQuery }: QueryProps) {
  const { t } = useTranslation('filling');
  useLayoutEffect(() => field.current?.focus(), [field]);
  return (
    <div className={styles.panel}>
      <input
        ref={field}
        className={styles.field}
        value={query}
        aria-label={t('find.what')}
        onChange={(event) => onQuery(event.target.value)}
      />
    </div>
  );
}

export const FindPanel = onDemand(async () => (await import('./find-panel')).FindPanel, FirstField);

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
  const [query, setQuery] = useState('');
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
    setQuery('');
    focusGrid();
  }, [focusGrid]);
  const asked = { field, query, onQuery: setQuery };
  const panel = isOpen ? (
    <FindPanel {...asked} target={target} onFound={setFound} onClose={close} onSteps={onSteps} />
  ) : null;
  return { found, panel, open };
}
