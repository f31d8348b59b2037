import type { UploadMemory } from './run-upload';

const prefix = 'sbor.upload.';

/** In this browser, where it lets pages keep anything. */
export const memoryOf = (fingerprint: string): UploadMemory => ({
  get: () => {
    try {
      return localStorage.getItem(prefix + fingerprint);
    } catch {
      return null;
    }
  },
  set: (address) => {
    try {
      if (address === null) localStorage.removeItem(prefix + fingerprint);
      else localStorage.setItem(prefix + fingerprint, address);
    } catch {
      // Then it cannot be gone on with after the browser was closed.
    }
  },
});

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** A while that grows from time to time; the connection coming back, or the page coming into sight, ends it. */
export function waitForLine(attempt: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const done = () => {
      over.abort();
      clearTimeout(timer);
      if (signal.aborted) reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      else resolve();
    };
    const timer = setTimeout(done, Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)));
    window.addEventListener('online', done, { signal: over.signal });
    document.addEventListener('visibilitychange', done, { signal: over.signal });
    signal.addEventListener('abort', done, { signal: over.signal });
  });
}
