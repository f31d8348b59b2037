import type { LoaderFunctionArgs } from '@remix-run/node';
import { pullChanges } from '~/services/pull-changes.server';
import { scriptScope } from '../request.server';
import { answerWith } from './answer.server';

/** What others changed since the revision that a page knows; with `wait`, in seconds, the answer waits for something to tell. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { em, viewer } = await scriptScope(args);
  const query = new URL(args.request.url).searchParams;
  const waitSeconds = Number(query.get('wait') ?? 0);
  const answer = await pullChanges(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    submissionId: query.get('submission') ?? '',
    since: Number(query.get('since') ?? NaN),
    clientId: query.get('client') ?? undefined,
    waitMs: Number.isFinite(waitSeconds) ? Math.max(0, waitSeconds * 1000) : 0,
    signal: args.request.signal,
  });
  return answerWith(answer);
}
