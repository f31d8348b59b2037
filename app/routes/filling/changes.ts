import type { LoaderFunctionArgs } from '@remix-run/node';
import { pullChanges } from '~/services/pull-changes.server';
import { scriptScope } from '../request.server';
import { answerWith } from './answer.server';

/** What others changed since the revision that a page knows. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { em, viewer } = await scriptScope(args);
  const query = new URL(args.request.url).searchParams;
  const answer = await pullChanges(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    submissionId: query.get('submission') ?? '',
    since: Number(query.get('since') ?? NaN),
  });
  return answerWith(answer);
}
