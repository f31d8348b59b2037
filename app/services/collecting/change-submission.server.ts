import type { EntityManager } from '~/db/orm.server';
import { lockSubmission, readSubmission, type SubmissionRow } from '~/db/queries/submissions.server';
import { withTransaction } from '~/db/sql.server';
import type { Refusal, SubmissionStanding } from '~/protocol/saving';
import { announceTo } from '../notifications/announce.server';

const BUSY_SECONDS = 3;

/**
 * Does `work` with the submission locked and as it is then, in one transaction, and tells whoever watches. A submission that
 * others hold for too long is `busy`; data that the database cannot read is `malformed`.
 */
export async function changeSubmission<Reply>(
  em: EntityManager,
  submissionId: string,
  work: (em: EntityManager, submission: SubmissionRow) => Promise<Reply>,
): Promise<Reply | Refusal> {
  try {
    let collectionId = '';
    const reply = await withTransaction(em, async (inner) => {
      await lockSubmission(inner, submissionId);
      const submission = await readSubmission(inner, submissionId);
      collectionId = submission.collection_id;
      const withdrawn: Refusal = { outcome: 'not_found' };
      return submission.is_withdrawn ? withdrawn : work(inner, submission);
    });
    // Within the transaction, commits would wait for each other (decision 0009).
    announceTo([submissionId, collectionId]);
    return reply;
  } catch (error) {
    const refusal = toRefusal(error);
    if (refusal) return refusal;
    throw error;
  }
}

/** By SQLSTATE; anything else is a fault of ours. */
function toRefusal(error: unknown): Refusal | null {
  const state = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // Lock not available, deadlock.
  if (state === '55P03' || state === '40P01') return { outcome: 'busy', retryAfterSeconds: BUSY_SECONDS };
  if (/^22...$/.test(state)) return { outcome: 'malformed', message: 'the database cannot hold it' };
  return null;
}

export function standingOf(submission: SubmissionRow): SubmissionStanding {
  return {
    status: submission.status,
    hasUnsubmittedEdits: submission.has_unsubmitted_edits,
    closesAt: submission.closes_at.toISOString(),
  };
}
