/** The way to the server. What cannot be read as an answer of ours counts as no answer. */
import type { ChangesReply, Refusal, SaveReply, SaveRequest } from '~/protocol/saving';

export type Sent<Reply> = Reply | Refusal | { readonly outcome: 'unreachable' };

export interface Transport {
  readonly save: (request: SaveRequest) => Promise<Sent<SaveReply>>;
  readonly changes: (since: number) => Promise<Sent<ChangesReply>>;
}

const refusals: ReadonlySet<string> = new Set<Refusal['outcome']>([
  'signed_out',
  'forbidden',
  'wrong_account',
  'not_found',
  'closed',
  'not_yet_open',
  'stale_form',
  'malformed',
  'too_large',
  'busy',
]);

/** Both ends are built together; the outcome's name says which shape follows. */
const isAnswer = <Reply extends { readonly outcome: string }>(
  body: unknown,
  expected: readonly Reply['outcome'][],
): body is Reply | Refusal =>
  typeof body === 'object' &&
  body !== null &&
  'outcome' in body &&
  typeof body.outcome === 'string' &&
  (refusals.has(body.outcome) || expected.some((outcome) => outcome === body.outcome));

/** A gateway on the way answers without a body of ours. */
function withoutBody(response: Response): Refusal | { readonly outcome: 'unreachable' } {
  if (response.status === 401) return { outcome: 'signed_out' };
  if (response.status === 413) return { outcome: 'too_large' };
  if (response.status === 429 || response.status === 503) {
    const seconds = Number(response.headers.get('retry-after'));
    return { outcome: 'busy', retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? seconds : 5 };
  }
  return { outcome: 'unreachable' };
}

/** Sends JSON and reads one of the expected outcomes or a refusal. Never throws. */
export async function exchange<Reply extends { readonly outcome: string }>(
  url: string,
  init: RequestInit,
  expected: readonly Reply['outcome'][],
): Promise<Sent<Reply>> {
  try {
    const response = await fetch(url, init);
    const body: unknown = await response.json().catch(() => null);
    return isAnswer<Reply>(body, expected) ? body : withoutBody(response);
  } catch {
    return { outcome: 'unreachable' };
  }
}

/** Browsers let a request outlive its page up to 64 KiB. */
const KEEPALIVE_CHARACTERS = 20_000;
const TIMEOUT_MS = 30_000;

/** Headers of every request of the filling page. */
export const jsonHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  accept: 'application/json',
};

/** Makes the transport of one submission. */
export function httpTransport(collectionPath: string, submissionId: string): Transport {
  return {
    save: (request) => {
      const body = JSON.stringify(request);
      const keepalive = body.length < KEEPALIVE_CHARACTERS;
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      return exchange<SaveReply>(
        `${collectionPath}/edits`,
        { method: 'POST', headers: jsonHeaders, body, keepalive, signal },
        ['saved'],
      );
    },
    changes: (since) => {
      const query = new URLSearchParams({ since: String(since), submission: submissionId });
      return exchange<ChangesReply>(
        `${collectionPath}/changes?${query.toString()}`,
        { headers: jsonHeaders, signal: AbortSignal.timeout(TIMEOUT_MS) },
        ['changes'],
      );
    },
  };
}
