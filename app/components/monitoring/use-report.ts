import { useRevalidator } from '@remix-run/react';
import { useEffect, useState } from 'react';
import type { ReportStatus, ReportView } from '../../protocol/views';

/** What the window shows of a report. */
export type ReportProgress = Pick<ReportView, 'number' | 'status' | 'done' | 'total'>;

const firstDelayMs = 700;
const longestDelayMs = 4_000;

/**
 * Follows a report until it is ready, failed or cancelled, asking less and less often; never while the page is hidden. `isLost`: the last question
 * had no answer, and it is asked again. When the report is finished, the page's data (the bell) are loaded anew.
 */
export function useReport(number: number | null): {
  readonly report: ReportProgress | null;
  readonly isLost: boolean;
} {
  const [report, setReport] = useState<ReportProgress | null>(null);
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

const isFinished = ({ status }: ReportProgress) => status !== 'queued' && status !== 'running';

async function follow(
  number: number,
  signal: AbortSignal,
  tell: (answer: ReportProgress | null) => void,
): Promise<void> {
  let delayMs = firstDelayMs;
  for (;;) {
    // Also before the first question: nobody could read a message that stands for an instant.
    await pause(delayMs, signal);
    delayMs = Math.min(longestDelayMs, delayMs * 1.4);
    await visible(signal);
    const answer = await ask(number, signal);
    if (signal.aborted) return;
    tell(answer);
    if (answer !== null && isFinished(answer)) return;
  }
}

async function ask(number: number, signal: AbortSignal): Promise<ReportProgress | null> {
  try {
    const response = await fetch(`/lk/reports/${number}`, {
      signal,
      headers: { Accept: 'application/json' },
    });
    if (!response.ok) return null;
    return readProgress(await response.json());
  } catch {
    return null;
  }
}

const statuses: readonly ReportStatus[] = ['queued', 'running', 'ready', 'failed', 'cancelled'];

/** Null for an answer that is none of ours, such as a page of a proxy. */
function readProgress(json: unknown): ReportProgress | null {
  if (typeof json !== 'object' || json === null) return null;
  const { number, status, done, total }: { [K in keyof ReportProgress]?: unknown } = json;
  const known = statuses.find((candidate) => candidate === status);
  if (known === undefined || typeof number !== 'number') return null;
  if (typeof done !== 'number' || typeof total !== 'number') return null;
  return { number, status: known, done, total };
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
