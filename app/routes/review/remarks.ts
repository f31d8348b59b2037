import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { changeRemark } from '~/services/review/write-remark.server';
import { answerWith, readPosted } from '../filling/answer.server';

/** A reviewer writes, changes or settles a remark. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const { em, viewer, body } = await readPosted(args);
  return answerWith(await changeRemark(em, viewer, { submissionId: args.params.submissionId ?? '', body }));
}

/** The address is for sending only; whoever opens it gets the report. */
export function loader({ params }: ActionFunctionArgs) {
  return redirect(`/lk/review/${params.submissionId ?? ''}`);
}
