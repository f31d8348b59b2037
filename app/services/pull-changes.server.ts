import type { EntityManager } from '~/db/orm.server';
import { findChanges } from '~/db/queries/changes.server';
import { readSubmission } from '~/db/queries/submissions.server';
import type { ChangesReply, Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { standingOf } from './collecting/change-submission.server';
import { findOwnSubmission } from './collecting/own-submission.server';

interface PullInput {
  readonly collectionId: string;
  /** The one that the page shows. */
  readonly submissionId: string;
  /** The last revision that the page has applied. */
  readonly since: number;
}

/** What others changed since a revision, in order, and how the submission stands. */
export async function pullChanges(
  em: EntityManager,
  viewer: Viewer,
  input: PullInput,
): Promise<ChangesReply | Refusal> {
  const { since } = input;
  if (!Number.isSafeInteger(since) || since < 0) {
    return { outcome: 'malformed', message: 'since: not a revision' };
  }
  const own = await findOwnSubmission(em, viewer, 'submission.open', input);
  if (!own.ok) return own.error;
  const submission = await readSubmission(em, own.value);
  const changes = submission.revision > since ? await findChanges(em, own.value, since) : [];
  return {
    outcome: 'changes',
    // Others may have gone on between the two queries.
    revision: Math.max(submission.revision, changes.at(-1)?.revision ?? 0),
    changedAt: submission.changed_at?.toISOString() ?? null,
    changes,
    ...standingOf(submission),
  };
}
