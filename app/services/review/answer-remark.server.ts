import type { EntityManager } from '~/db/orm.server';
import { notify } from '~/db/queries/notify.server';
import { storeAnswer } from '~/db/queries/remarks.server';
import { withTransaction } from '~/db/sql.server';
import type { OwnRemarksReply, RemarkClosed } from '~/protocol/review';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { findOwnSubmission } from '../collecting/own-submission.server';
import { announceTo } from '../notifications/announce.server';
import { listOwnRemarks } from './own-remarks.server';
import { parseAnswerRequest } from './parse.server';

/**
 * The organisation answers a remark, or answers it otherwise, as long as the reviewer has not settled it; also after closing, for an answer
 * changes no data. The author of the remark is told at the first answer to a return.
 */
export async function answerRemark(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, body }: { readonly collectionId: string; readonly body: unknown },
): Promise<OwnRemarksReply | RemarkClosed | Refusal> {
  const request = parseAnswerRequest(body);
  if (!request.ok) return request.error;
  const { submissionId, remarkId, text } = request.value;
  const own = await findOwnSubmission(em, viewer, 'submission.answer', { collectionId, submissionId });
  if (!own.ok) return own.error;
  const told = await withTransaction(em, async (inner): Promise<readonly string[] | null> => {
    const { userId } = viewer;
    const remark = await storeAnswer(inner, { submissionId, remarkId, text, userId });
    if (!remark) return null;
    const subject = `${submissionId}:${remark.review_id}`;
    return notify(
      inner,
      { kind: 'remark_answered', subject, collectionId, submissionId },
      { users: [remark.user_id] },
    );
  });
  if (told === null) return { outcome: 'remark_closed' };
  announceTo([...told, collectionId]);
  return listOwnRemarks(em, viewer, { collectionId, submissionId });
}
