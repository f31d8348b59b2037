import type { EntityManager } from '~/db/orm.server';
import type { Refusal } from '~/protocol/saving';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { findOwnSubmission } from './collecting/own-submission.server';
import { viewSubmission } from './collecting/submission-views.server';

interface OpenInput {
  readonly collectionId: string;
  /** After closing: the unsent draft instead of what was submitted. */
  readonly draft?: boolean;
}

/**
 * The submission of the viewer's organisation, for the page on which it is filled or looked at; others find nothing. Opening
 * never begins the work on it (A38).
 */
export async function openSubmission(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, draft = false }: OpenInput,
): Promise<SubmissionView | Refusal> {
  const own = await findOwnSubmission(em, viewer, 'submission.open', { collectionId });
  return own.ok ? viewSubmission(em, viewer, own.value, { draft }) : own.error;
}
