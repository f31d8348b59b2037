import { useEffect } from 'react';
import { useRefresh } from './use-refresh';

/**
 * Loads the page's data anew every `intervalMs` while the page is visible, and at once when it comes back into sight or the
 * connection returns. While the server does not answer, what is shown stays.
 */
export function useAutoRefresh(intervalMs: number, enabled = true): void {
  const refresh = useRefresh();
  useEffect(() => {
    if (!enabled) return;
    const stopped = new AbortController();
    const { signal } = stopped;
    const onSign = () => void refresh(signal);
    const timer = setInterval(onSign, intervalMs);
    window.addEventListener('focus', onSign, { signal });
    window.addEventListener('online', onSign, { signal });
    document.addEventListener('visibilitychange', onSign, { signal });
    return () => {
      stopped.abort();
      clearInterval(timer);
    };
  }, [intervalMs, enabled, refresh]);
}
