import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/**
 * Loads the page's data anew every `intervalMs` while the page is visible, and at once when it comes back into sight or the
 * connection returns. While the server does not answer, what is shown stays.
 */
export function useAutoRefresh(intervalMs: number, enabled = true): void {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  useEffect(() => {
    latest.current = revalidator;
  });
  useEffect(() => {
    if (!enabled) return;
    const stopped = new AbortController();
    const { signal } = stopped;
    let asking = false;
    const isIdle = () => latest.current.state === 'idle';
    const refresh = async () => {
      if (asking || document.visibilityState !== 'visible' || !isIdle()) return;
      asking = true;
      // A refresh that fails would put a page about the failure in the place of what people read.
      const answers = await serverAnswers(signal);
      asking = false;
      if (answers && !signal.aborted && isIdle()) latest.current.revalidate();
    };
    const onSign = () => void refresh();
    const timer = setInterval(onSign, intervalMs);
    window.addEventListener('focus', onSign, { signal });
    window.addEventListener('online', onSign, { signal });
    document.addEventListener('visibilitychange', onSign, { signal });
    return () => {
      stopped.abort();
      clearInterval(timer);
    };
  }, [intervalMs, enabled]);
}

async function serverAnswers(signal: AbortSignal): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    const { status } = await fetch('/readyz', { method: 'HEAD', cache: 'no-store', signal });
    return status < 500;
  } catch {
    return false;
  }
}
