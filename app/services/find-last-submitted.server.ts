import type { EntityManager } from '~/db/orm.server';
import { findPerson } from '~/db/queries/history.server';
import { findLastSubmitted } from '~/db/queries/submissions.server';
import type { LastSubmittedReply } from '~/protocol/history';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { findOwnSubmission } from './collecting/own-submission.server';

/** What the viewer's organisation submitted last, to be compared with its draft. */
export async function findOwnLastSubmitted(
  em: EntityManager,
  viewer: Viewer,
  wanted: { readonly collectionId: string; readonly submissionId: string },
): Promise<LastSubmittedReply | Refusal> {
  const own = await findOwnSubmission(em, viewer, 'submission.open', wanted);
  if (!own.ok) return own.error;
  const last = await findLastSubmitted(em, own.value);
  if (!last) return { outcome: 'last_submitted', submitted: null };
  const by = await findPerson(em, last.submitted_by);
  return {
    outcome: 'last_submitted',
    submitted: {
      number: last.number,
      at: last.submitted_at.toISOString(),
      by: by ?? { login: '', name: '' },
      answers: last.answers,
    },
  };
}
