import type { AnswerRequest, OwnRemarksReply, RemarkClosed } from '~/protocol/review';
import type { SubmissionView } from '~/protocol/views';
import { exchange, jsonHeaders, type Sent } from '../../filling/queue/transport';

type Of = Pick<SubmissionView, 'collectionId' | 'submissionId'>;

export const fetchOwnRemarks = ({ collectionId, submissionId }: Of): Promise<Sent<OwnRemarksReply>> =>
  exchange<OwnRemarksReply>(
    `/lk/collections/${collectionId}/remarks?submission=${submissionId}`,
    { headers: jsonHeaders },
    ['own_remarks'],
  );

export function sendAnswer(
  { collectionId, submissionId }: Of,
  remarkId: string,
  text: string,
): Promise<Sent<OwnRemarksReply | RemarkClosed>> {
  const body: AnswerRequest = { submissionId, remarkId, text };
  return exchange<OwnRemarksReply | RemarkClosed>(
    `/lk/collections/${collectionId}/remarks`,
    { method: 'POST', headers: jsonHeaders, body: JSON.stringify(body) },
    ['own_remarks', 'remark_closed'],
  );
}
