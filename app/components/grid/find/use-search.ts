import { useEffect, useState } from 'react';
import type { Match, SearchedSheet } from './search';
import { searchSheets } from './search';

interface SearchState {
  readonly matches: readonly Match[];
  readonly isSearching: boolean;
}

/** Time at the machine in one go: less than a frame. */
const SLICE_MS = 8;
/** Typing goes on before the search begins. */
const DELAY_MS = 60;

const NOTHING: SearchState = { matches: [], isSearching: false };

/**
 * What is found, in slices between which the page stays alive. Begins anew with another query and after edits
 * (`version`); until then what was found before stays.
 */
export function useSearch(
  sheets: () => readonly SearchedSheet[],
  query: string,
  version: string,
): SearchState {
  const [state, setState] = useState<SearchState>(NOTHING);
  useEffect(() => {
    if (query.trim() === '') {
      setState(NOTHING);
      return;
    }
    setState((before) => ({ ...before, isSearching: true }));
    const steps = searchSheets(sheets(), query);
    const matches: Match[] = [];
    let timer = window.setTimeout(slice, DELAY_MS);
    function slice(): void {
      const end = performance.now() + SLICE_MS;
      do {
        const step = steps.next();
        if (step.done) return setState({ matches, isSearching: false });
        matches.push(...step.value);
      } while (performance.now() < end);
      timer = window.setTimeout(slice);
    }
    return () => window.clearTimeout(timer);
  }, [sheets, query, version]);
  return state;
}
