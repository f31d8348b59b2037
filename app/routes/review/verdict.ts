import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { decideReview } from '~/services/review/decide.server';
import { answerWith, readPosted } from '../filling/answer.server';

/** A report is returned or accepted. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { em, viewer, body } = await readPosted(args);
  const collectionId = new URL(args.request.url).searchParams.get('collection');
  const submissionId = args.params.submissionId ?? '';
  return answerWith(await decideReview(em, viewer, { submissionId, collectionId, body }));
}

/** The address is for sending only; whoever opens it gets the report. */
export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/lk/review/${params.submissionId ?? ''}`);
}
