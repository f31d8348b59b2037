import type { Refused, UploadMetadata, UploadProgress } from '../../protocol/uploads';

/** The server said no, and repeating would not help. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  constructor(
    readonly reason: Refused['reason'],
    readonly mostBytes?: number,
  ) {
    super(reason);
  }
}

/** No answer, or none that means anything: it is tried again. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The session is over: somebody has to sign in, and then it goes on. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** How an upload talks to the server. Everything throws one of the errors above, or the reason of `signal`. */
export interface UploadTransport {
  /** The address of the new upload. */
  readonly create: (sizeBytes: number, metadata: UploadMetadata, signal: AbortSignal) => Promise<string>;
  /** How much the server has; null where it knows no such upload. */
  readonly offset: (address: string, signal: AbortSignal) => Promise<number | null>;
  /** Sends a part and answers with how much the server has then. */
  readonly send: (
    address: string,
    offset: number,
    part: Blob,
    onProgress: (sentBytes: number) => void,
    signal: AbortSignal,
  ) => Promise<number>;
  readonly progress: (address: string, signal: AbortSignal) => Promise<UploadProgress>;
  readonly cancel: (address: string) => Promise<void>;
}

const tus = { 'Tus-Resumable': '1.0.0' };

/** tus 1.0 as browsers speak it. */
export const httpTransport: UploadTransport = {
  async create(sizeBytes, metadata, signal) {
    const response = await ask('/lk/uploads', {
      method: 'POST',
      headers: { ...tus, 'Upload-Length': String(sizeBytes), 'Upload-Metadata': writeMetadata(metadata) },
      signal,
    });
    const address = response.headers.get('Location');
    if (response.status !== 201 || address === null) throw await failureOf(response);
    return address;
  },
  async offset(address, signal) {
    const response = await ask(address, { method: 'HEAD', headers: tus, signal });
    if (response.status === 404 || response.status === 410) return null;
    const offset = Number(response.headers.get('Upload-Offset') ?? NaN);
    if (response.status !== 200 || !Number.isSafeInteger(offset)) throw await failureOf(response);
    return offset;
  },
  send: sendPart,
  async progress(address, signal) {
    const response = await ask(address, { headers: { Accept: 'application/json' }, signal });
    if (response.status === 404) throw new UploadRefused('not_found');
    if (!response.ok) throw await failureOf(response);
    return (await response.json()) as UploadProgress;
  },
  async cancel(address) {
    await ask(address, { method: 'DELETE', headers: tus });
  },
};

async function ask(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Unreachable(String(error));
  }
}

async function failureOf(response: Response): Promise<Error> {
  return failure(response.status, await response.text().catch(() => ''));
}

const reasons: readonly Refused['reason'][] = [
  'too_large',
  'empty',
  'name',
  'type',
  'not_zip',
  'audience',
  'crowded',
  'not_found',
  'removed',
  'malformed',
  'failed',
];

function failure(status: number, body: string): Error {
  if (status === 401) return new SignedOut();
  if (status >= 500 || status === 0 || status === 409 || status === 423)
    return new Unreachable(String(status));
  const { reason, mostBytes } = readRefusal(body);
  return new UploadRefused(reasons.find((known) => known === reason) ?? 'failed', mostBytes);
}

/** An answer of a proxy is none of ours. */
function readRefusal(body: string): { readonly reason?: unknown; readonly mostBytes?: number } {
  try {
    const json: unknown = JSON.parse(body);
    if (typeof json !== 'object' || json === null) return {};
    const { reason, mostBytes }: { reason?: unknown; mostBytes?: unknown } = json;
    return { reason, ...(typeof mostBytes === 'number' ? { mostBytes } : {}) };
  } catch {
    return {};
  }
}

/** By XMLHttpRequest: nothing else tells how much of a body has been sent. */
function sendPart(
  address: string,
  offset: number,
  part: Blob,
  onProgress: (sentBytes: number) => void,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.open('PATCH', address);
    const headers = {
      ...tus,
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      const received = Number(request.getResponseHeader('Upload-Offset') ?? NaN);
      if (request.status === 204 && Number.isSafeInteger(received)) resolve(received);
      else reject(failure(request.status, request.responseText));
    };
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.send(part);
  });
}

function writeMetadata(metadata: UploadMetadata): string {
  return Object.entries(metadata)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([key, value]) => `${key} ${inBase64(value)}`)
    .join(',');
}

const inBase64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
