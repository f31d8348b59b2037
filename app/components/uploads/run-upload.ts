import type { UploadMetadata } from '../../protocol/uploads';
import { SignedOut, Unreachable, UploadRefused, type UploadTransport } from './transport';

/** Small enough that little is sent twice on a bad line, and below what the server takes. */
export const PART_BYTES = 4 * 1024 * 1024;

/** Where the address of an unfinished upload is kept, so that the same file goes on after the browser was closed. */
export interface UploadMemory {
  readonly get: () => string | null;
  readonly set: (address: string | null) => void;
}

export type UploadNews =
  | { readonly kind: 'sending'; readonly sentBytes: number }
  /** It is tried again by itself. */
  | { readonly kind: 'offline' }
  | { readonly kind: 'signed_out' }
  /** Everything is there, and the server stores it. */
  | { readonly kind: 'checking' };

export interface UploadRun {
  readonly content: Blob;
  readonly metadata: UploadMetadata;
  readonly transport: UploadTransport;
  readonly memory: UploadMemory;
  readonly signal: AbortSignal;
  readonly tell: (news: UploadNews) => void;
  /** Until it makes sense to try again: the n-th time in a row, from 1. */
  readonly wait: (attempt: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Sends a content part by part and answers with the id of what came of it. Where the line breaks it asks how much has arrived and goes on
 * there. Throws `UploadRefused`, or the reason of `signal`; called again it goes on too.
 */
export async function runUpload(run: UploadRun): Promise<string> {
  const { memory, signal, tell, wait } = run;
  for (let attempt = 1; ;) {
    try {
      return await send(run, () => {
        attempt = 1;
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof UploadRefused) memory.set(null);
      if (!(error instanceof Unreachable || error instanceof SignedOut)) throw error;
      tell({ kind: error instanceof SignedOut ? 'signed_out' : 'offline' });
      await wait(attempt, signal);
      attempt += 1;
    }
  }
}

async function send(run: UploadRun, onArrived: () => void): Promise<string> {
  const { content, transport, memory, signal, tell } = run;
  const { address, arrived } = await place(run);
  let offset = arrived;
  tell({ kind: 'sending', sentBytes: offset });
  while (offset < content.size) {
    const from = offset;
    const part = content.slice(from, from + PART_BYTES);
    const onProgress = (sentBytes: number) => tell({ kind: 'sending', sentBytes: from + sentBytes });
    offset = await transport.send(address, from, part, onProgress, signal);
    onArrived();
  }
  tell({ kind: 'checking' });
  for (let asked = 1; ; asked++) {
    const { status, resultId, failure } = await transport.progress(address, signal);
    if (status === 'failed') throw new UploadRefused(failure ?? 'failed');
    if (status === 'done') {
      memory.set(null);
      return resultId ?? '';
    }
    await pause(Math.min(3_000, 300 * asked), signal);
  }
}

/** Where to send and how much is there: an upload begun earlier, if the server still has it, or a new one. */
async function place({
  content,
  metadata,
  transport,
  memory,
  signal,
}: UploadRun): Promise<{ readonly address: string; readonly arrived: number }> {
  const known = memory.get();
  const arrived = known === null ? null : await transport.offset(known, signal);
  if (known !== null && arrived !== null && arrived <= content.size) return { address: known, arrived };
  const address = await transport.create(content.size, metadata, signal);
  memory.set(address);
  return { address, arrived: 0 };
}

export function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, delayMs);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}
