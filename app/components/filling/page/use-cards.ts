import { useEffect, useState, useSyncExternalStore } from 'react';

const query = '(width <= 640px)';

const subscribe = (listener: () => void): (() => void) => {
  const media = window.matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
};

/** Whether the window is too narrow for a table. The server does not know and answers no. */
const useNarrow = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  );

/** Fetched only where it is needed. */
export const loadCards = () => import('../../grid/cards/cards-view');

/** Whether to show rows as cards: a table has no room, and the cards have been fetched. */
export function useCards(): boolean {
  const isNarrow = useNarrow();
  const [isFetched, setFetched] = useState(false);
  useEffect(() => {
    if (!isNarrow) return;
    // Without a connection the table stays, scrolled.
    loadCards().then(
      () => setFetched(true),
      () => undefined,
    );
  }, [isNarrow]);
  return isNarrow && isFetched;
}
