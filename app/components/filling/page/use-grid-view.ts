import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Viewer } from '~/protocol/views';
import type { GridView } from '../../grid/grid';
import { useToast } from '../../ui/toast';

type ViewName = Viewer['gridView'];

export interface GridViewChoice {
  /** `null` where there is no room to choose. */
  readonly chosen: ViewName | null;
  readonly choose: (name: ViewName) => void;
  /** The view to show instead of the table, once it has been fetched. */
  readonly view: GridView | undefined;
}

const query = '(width > 900px)';

const subscribe = (listener: () => void): (() => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
};

const useWide = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );

/** A canvas shows one window of the sheet; on paper the table goes on. */
function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    // The browser takes the page as it is when these return.
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => flushSync(() => setPrinting(false));
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}

/** Fetched only when asked for: it is heavier than the whole page. */
const loadSpreadsheet = async (): Promise<GridView> =>
  (await import('../../grid/spreadsheet/spreadsheet-view')).SpreadsheetView;

/** Told to the account; a choice that could not be told holds until the page is left. */
function remember(name: ViewName): void {
  const body = new URLSearchParams({ gridView: name });
  void fetch('/lk/preferences', { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
}

/** In which view the sheet is shown: the one that the account prefers, until another is chosen. */
export function useGridView(preferred: ViewName): GridViewChoice {
  const { t } = useTranslation('filling');
  const toast = useToast();
  const isWide = useWide();
  const isPrinting = usePrinting();
  const [chosen, setChosen] = useState(preferred);
  const [fetched, setFetched] = useState<{ readonly view: GridView } | null>(null);
  const isWanted = isWide && chosen === 'spreadsheet';
  useEffect(() => {
    if (!isWanted || fetched) return;
    let isCurrent = true;
    loadSpreadsheet().then(
      (view) => isCurrent && setFetched({ view }),
      () => {
        if (!isCurrent) return;
        setChosen('table');
        toast({ tone: 'error', text: t('gridView.failed') });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [isWanted, fetched, toast, t]);
  const choose = useCallback((name: ViewName): void => {
    setChosen(name);
    remember(name);
  }, []);
  return {
    chosen: isWide ? chosen : null,
    choose,
    view: isWanted && !isPrinting ? fetched?.view : undefined,
  };
}
