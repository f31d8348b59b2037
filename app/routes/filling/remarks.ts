import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { answerRemark } from '~/services/review/answer-remark.server';
import { listOwnRemarks } from '~/services/review/own-remarks.server';
import { scriptScope } from '../request.server';
import { answerWith, readPosted } from './answer.server';

/** What reviewers say of the own report. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { em, viewer } = await scriptScope(args);
  const answer = await listOwnRemarks(em, viewer, {
    collectionId: args.params.collectionId ?? '',
    submissionId: new URL(args.request.url).searchParams.get('submission') ?? '',
  });
  return answerWith(answer);
}

/** The organisation answers one of them. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { em, viewer, collectionId, body } = await readPosted(args);
  return answerWith(await answerRemark(em, viewer, { collectionId, body }));
}
