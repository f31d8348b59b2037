import type { LoaderFunctionArgs } from '@remix-run/node';
import { findPastState } from '~/services/find-past-state.server';
import { scriptScope } from '../request.server';
import { answerWith } from './answer.server';

/** A report as it was after a revision. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { em, viewer } = await scriptScope(args);
  const answer = await findPastState(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    submissionId: new URL(args.request.url).searchParams.get('submission') ?? '',
    revision: Number(args.params.revision ?? NaN),
  });
  return answerWith(answer);
}
