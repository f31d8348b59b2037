import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';

/** Loads the page's data anew; while the server does not answer, what is shown stays. The function is always the same one. */
export function useRefresh(): (signal: AbortSignal) => Promise<void> {
  const revalidator = useRevalidator();
  const latest = useRef(revalidator);
  useEffect(() => {
    latest.current = revalidator;
  });
  const [refresh] = useState(() => {
    let asking = false;
    const isIdle = () => latest.current.state === 'idle';
    return async (signal: AbortSignal) => {
      if (asking || document.visibilityState !== 'visible' || !isIdle()) return;
      asking = true;
      // A refresh that fails would put a page about the failure in the place of what people read.
      const answers = await serverAnswers(signal);
      asking = false;
      if (answers && !signal.aborted && isIdle()) latest.current.revalidate();
    };
  });
  return refresh;
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
