import { type UIMatch, useMatches } from '@remix-run/react';
import { useEffect, useState } from 'react';
import { useRefresh } from './use-refresh';

/** What a route exports as `handle` so that its page follows a collection: the collection's id. */
export interface LiveHandle {
  readonly live: (params: UIMatch['params']) => string | undefined;
}

/** After a refusal: the server is full, or cannot tell now. Spread, so that pages do not come back together. */
const RETRY_MS = 30_000;
/** While one refresh runs, the next one waits for this time. */
const GATHER_MS = 300;

/**
 * While the page is visible, loads its data anew when the server tells that something is new for this user or in the collection that
 * the route names. True while it is told; otherwise the page has to ask.
 */
export function useLive(enabled: boolean): boolean {
  const collectionId = useMatches()
    .map(collectionOf)
    .findLast((id) => id !== undefined);
  const refresh = useRefresh();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    const query = collectionId === undefined ? '' : `?collection=${encodeURIComponent(collectionId)}`;
    const stopped = new AbortController();
    const { signal } = stopped;
    let source: EventSource | null = null;
    let retry: number | undefined;
    let gather: number | undefined;
    const close = () => {
      window.clearTimeout(retry);
      source?.close();
      source = null;
      setConnected(false);
    };
    const open = () => {
      close();
      if (document.visibilityState !== 'visible') return;
      source = new EventSource(`/lk/events${query}`);
      source.onopen = () => setConnected(true);
      source.addEventListener('changed', () => {
        window.clearTimeout(gather);
        gather = window.setTimeout(() => void refresh(signal), GATHER_MS);
      });
      source.onerror = () => {
        // Otherwise the browser itself comes back.
        if (source?.readyState !== EventSource.CLOSED) return;
        close();
        retry = window.setTimeout(open, RETRY_MS * (1 + Math.random()));
      };
    };
    open();
    document.addEventListener('visibilitychange', open, { signal });
    return () => {
      stopped.abort();
      window.clearTimeout(gather);
      close();
    };
  }, [enabled, collectionId, refresh]);
  return connected;
}

function collectionOf({ handle, params }: UIMatch): string | undefined {
  return isLive(handle) ? handle.live(params) : undefined;
}

function isLive(handle: unknown): handle is LiveHandle {
  return (
    typeof handle === 'object' && handle !== null && 'live' in handle && typeof handle.live === 'function'
  );
}
