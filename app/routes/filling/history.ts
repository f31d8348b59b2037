import type { LoaderFunctionArgs } from '@remix-run/node';
import { listHistory } from '~/services/list-history.server';
import { scriptScope } from '../request.server';
import { answerWith } from './answer.server';

/** Who changed what in a report, page by page. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { em, viewer } = await scriptScope(args);
  const query = new URL(args.request.url).searchParams;
  const before = query.get('before');
  const answer = await listHistory(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    submissionId: query.get('submission') ?? '',
    before: before === null ? null : Number(before),
  });
  return answerWith(answer);
}
