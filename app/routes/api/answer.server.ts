/** HTTP of the interface for programs: who asks, whether they may, the words of a refusal, tags of answers. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import type { Locale } from 'engine';
import type { z } from 'zod';
import { apiDelaySeconds } from '~/auth/api-limit.server';
import { findTokenHolder, type TokenHolder } from '~/auth/api-tokens.server';
import { networkOf } from '~/auth/network';
import { type EntityManager, forkEm } from '~/db/orm.server';
import { acceptedLocale } from '~/i18n/accepted-locale';
import { getLogger } from '~/log.server';
import type { Viewer } from '~/protocol/views';
import type { Contract } from '~/services/api/contracts.server';
import type { StreamedAnswer } from '~/services/api/list-submissions.server';
import { readQuery } from './parameters.server';
import { problemResponse } from './problem.server';

export interface Asked<C extends Contract> {
  readonly em: EntityManager;
  readonly viewer: Viewer;
  readonly locale: Locale;
  readonly params: z.output<C['params']>;
  readonly query: z.output<C['query']>;
}

/** The loader of an address: `find` answers with what the contract promises, or null where there is nothing that the viewer may see. */
export function answers<C extends Contract>(
  contract: C,
  find: (asked: Asked<C>) => Promise<object | null>,
): (args: LoaderFunctionArgs) => Promise<Response> {
  return (args) =>
    guarded(args, contract, async (holder, locale) => {
      const { requestId } = args.context;
      const params = contract.params.safeParse(args.params);
      if (!params.success) return problemResponse('not_found', { locale, requestId });
      const query = readQuery(contract.query, new URL(args.request.url).searchParams, locale);
      if (!query.ok) return problemResponse('parameters', { locale, requestId, errors: query.error });
      const { viewer } = holder;
      const asked = { em: forkEm(), viewer, locale, params: params.data, query: query.value };
      const found = await find(asked);
      return found === null
        ? problemResponse('not_found', { locale, requestId })
        : taggedResponse(args.request, found);
    });
}

/** Runs what needs a token with the contract's scope; tells everything else in words. */
async function guarded(
  { request, context: { requestId, clientAddress } }: LoaderFunctionArgs,
  { scope }: Pick<Contract, 'scope'>,
  answer: (holder: TokenHolder, locale: Locale) => Promise<Response>,
): Promise<Response> {
  const locale = localeOf(request);
  const refuse = (...[code, more]: RefusalOf) => problemResponse(code, { locale, requestId, ...more });
  try {
    const token = tokenOf(request);
    if (token === null)
      return refuse('token_missing', { headers: { 'WWW-Authenticate': 'Bearer realm="sbor"' } });
    const holder = await findTokenHolder(token, clientAddress);
    // Tries with tokens that are none count against where they come from.
    const seconds = await apiDelaySeconds(holder?.tokenId ?? `address:${networkOf(clientAddress)}`);
    if (seconds > 0) {
      const known = { seconds: String(seconds) };
      return refuse('too_many_requests', { known, headers: { 'Retry-After': String(seconds) } });
    }
    if (holder === null) {
      const headers = { 'WWW-Authenticate': 'Bearer realm="sbor", error="invalid_token"' };
      return refuse('token_refused', { headers });
    }
    if (!holder.scopes.includes(scope)) {
      const challenge = `Bearer realm="sbor", error="insufficient_scope", scope="${scope}"`;
      return refuse('scope_missing', { known: { scope }, headers: { 'WWW-Authenticate': challenge } });
    }
    return await answer(holder, locale);
  } catch (error) {
    getLogger().error({ err: error, requestId }, 'request of a program failed');
    return refuse('internal', {});
  }
}

type RefusalOf = [
  code: Parameters<typeof problemResponse>[0],
  more: Omit<Parameters<typeof problemResponse>[1], 'locale' | 'requestId'>,
];

/** Only from the header: addresses get into logs and histories, and cookies would let other sites ask in the owner's name. */
function tokenOf(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? null;
}

export const localeOf = (request: Request): Locale => acceptedLocale(request.headers.get('Accept-Language'));

const isStreamed = (found: object): found is StreamedAnswer => 'chunks' in found;

/** The answer with a tag of what it says, or 304 where the program has it already. */
export function taggedResponse(request: Request, found: object): Response {
  const text = isStreamed(found) ? null : JSON.stringify(found);
  const identity = isStreamed(found) ? found.identity : text;
  const tag = `W/"${createHash('sha256')
    .update(identity ?? '')
    .digest('base64url')}"`;
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'private, no-cache',
    Vary: 'Accept-Language, Authorization',
    ETag: tag,
  };
  if (isKnown(request.headers.get('If-None-Match'), tag)) return new Response(null, { status: 304, headers });
  if (request.method === 'HEAD') return new Response(null, { headers });
  if (!isStreamed(found)) return new Response(text, { headers });
  const stream = Readable.from(found.chunks(), { objectMode: false });
  return new Response(createReadableStreamFromReadable(stream), { headers });
}

/** Weak comparison: what is compressed on the way is the same. */
function isKnown(condition: string | null, tag: string): boolean {
  if (condition === null) return false;
  if (condition.trim() === '*') return true;
  const bare = (text: string) => text.trim().replace(/^W\//, '');
  return condition.split(',').some((given) => bare(given) === bare(tag));
}
