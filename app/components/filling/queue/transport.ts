/** The way to the server. What cannot be read as an answer of ours counts as no answer. */
import type { ChangesReply, Refusal, SaveReply, SaveRequest } from '~/protocol/saving';

export type Sent<Reply> = Reply | Refusal | { readonly outcome: 'unreachable' };

interface ChangesAsked {
  readonly clientId: string;
  readonly waitSeconds: number;
  /** The page is hidden or left. */
  readonly signal?: AbortSignal;
}

export interface Transport {
  readonly save: (request: SaveRequest) => Promise<Sent<SaveReply>>;
  /** Changes after a revision; the server may hold the answer for `waitSeconds` until there are any by others. */
  readonly changes: (since: number, ask: ChangesAsked) => Promise<Sent<ChangesReply>>;
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
/** What a short answer may take beyond the time for which the server holds it. */
const ANSWER_MS = 10_000;

/** Headers of every request of the filling page. */
export const jsonHeaders: Readonly<Record<string, string>> = {
  'content-type': 'application/json',
  accept: 'application/json',
};

/** `AbortSignal.any` is younger than the browsers that people have. */
function eitherOf(timeout: AbortSignal, given: AbortSignal | undefined): AbortSignal {
  if (!given) return timeout;
  const either = new AbortController();
  const abort = (): void => either.abort();
  if (given.aborted || timeout.aborted) abort();
  timeout.addEventListener('abort', abort, { once: true });
  given.addEventListener('abort', abort, { once: true });
  return either.signal;
}

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
    changes: (since, { clientId, waitSeconds, signal }) => {
      const query = new URLSearchParams({
        since: String(since),
        submission: submissionId,
        client: clientId,
        wait: String(waitSeconds),
      });
      return exchange<ChangesReply>(
        `${collectionPath}/changes?${query.toString()}`,
        {
          headers: { ...jsonHeaders, 'sbor-unattended': '1' },
          signal: eitherOf(AbortSignal.timeout(waitSeconds * 1_000 + ANSWER_MS), signal),
        },
        ['changes'],
      );
    },
  };
}
