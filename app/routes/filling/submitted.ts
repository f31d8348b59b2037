import type { LoaderFunctionArgs } from '@remix-run/node';
import { findOwnLastSubmitted } from '~/services/find-last-submitted.server';
import { scriptScope } from '../request.server';
import { answerWith } from './answer.server';

/** What was submitted last, as it was frozen. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { em, viewer } = await scriptScope(args);
  const answer = await findOwnLastSubmitted(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    submissionId: new URL(args.request.url).searchParams.get('submission') ?? '',
  });
  return answerWith(answer);
}
