import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Loads the page's data anew every `intervalMs` while the page is visible, and at once when it comes back into sight or the
 * connection returns. Never while an earlier refresh is under way.
 */
export function useAutoRefresh(intervalMs: number, enabled = true): void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  useEffect(() => {
    latest.current = revalidator;
  });
  useEffect(() => {
    if (!enabled) return;
    const refresh = () => {
      if (document.visibilityState === 'visible' && navigator.onLine && latest.current.state === 'idle')
        latest.current.revalidate();
    };
    const timer = setInterval(refresh, intervalMs);
    window.addEventListener('focus', refresh);
    window.addEventListener('online', refresh);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', refresh);
      window.removeEventListener('online', refresh);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [intervalMs, enabled]);
}
