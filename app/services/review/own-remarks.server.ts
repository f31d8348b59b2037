import type { EntityManager } from '~/db/orm.server';
import type { OwnRemarksReply } from '~/protocol/review';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { findOwnSubmission } from '../collecting/own-submission.server';
import { viewRemarks, viewVerdicts } from './remark-views.server';

/** What reviewers have said of the report of the viewer's organisation, and how it was judged so far. */
export async function listOwnRemarks(
  em: EntityManager,
  viewer: Viewer,
  wanted: { readonly collectionId: string; readonly submissionId: string },
): Promise<OwnRemarksReply | Refusal> {
  const own = await findOwnSubmission(em, viewer, 'submission.answer', wanted);
  if (!own.ok) return own.error;
  return {
    outcome: 'own_remarks',
    remarks: await viewRemarks(em, own.value, { draftsOf: null }),
    verdicts: await viewVerdicts(em, own.value),
  };
}
