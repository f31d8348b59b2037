import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { ReportView } from '../../protocol/views';

const firstDelayMs = 700;
const longestDelayMs = 4_000;

/**
 * Follows a report until it is ready or failed, asking less and less often; never while the page is hidden. `isLost`: the last question
 * had no answer, and it is asked again. When the report is finished, the page's data (the bell) are loaded anew.
 */
export function useReport(number: number | null): {
  readonly report: ReportView | null;
  readonly isLost: boolean;
} {
  const [report, setReport] = useState<ReportView | null>(null);
  const [isLost, setLost] = useState(false);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (number === null) return;
    const stopped = new AbortController();
    void follow(number, stopped.signal, (answer) => {
      setLost(answer === null);
      if (answer !== null) setReport(answer);
      if (answer !== null && isFinished(answer)) revalidate();
    });
    return () => stopped.abort();
  }, [number, revalidate]);
  return { report: report?.number === number ? report : null, isLost };
}

const isFinished = ({ status }: ReportView) => status === 'ready' || status === 'failed';

async function follow(
  number: number,
  signal: AbortSignal,
  tell: (answer: ReportView | null) => void,
): Promise<void> {
  let delayMs = firstDelayMs;
  while (!signal.aborted) {
    await visible(signal);
    const answer = await ask(number, signal);
    if (signal.aborted) return;
    tell(answer);
    if (answer !== null && isFinished(answer)) return;
    await pause(delayMs, signal);
    delayMs = Math.min(longestDelayMs, delayMs * 1.4);
  }
}

async function ask(number: number, signal: AbortSignal): Promise<ReportView | null> {
  try {
    const response = await fetch(`/lk/reports/${number}`, {
      signal,
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) return null;
    const report: ReportView = await response.json();
    return report;
  } catch {
    return null;
  }
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Waits until somebody looks at the page. */
function visible(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => resolve());
  });
}
