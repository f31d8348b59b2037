import { err, ok, type Result } from 'engine';
import { type Action, can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findSubmissionOf } from '~/db/queries/submissions.server';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { isUuid } from './parse-requests.server';

interface Wanted {
  readonly collectionId: string;
  /** The one that the page shows; another one means that somebody else has signed in since. */
  readonly submissionId?: string;
}

/** The id of the viewer's own submission: of the own organisation, whatever a request says. */
export async function findOwnSubmission(
  em: EntityManager,
  viewer: Viewer,
  action: Extract<Action, `submission.${string}`>,
  { collectionId, submissionId }: Wanted,
): Promise<Result<string, Refusal>> {
  const isAsked = isUuid(collectionId) && viewer.orgUnit.kind === 'organisation' && can(viewer, action);
  const own = isAsked ? await findSubmissionOf(em, collectionId, viewer.orgUnit.id) : null;
  if (submissionId !== undefined && submissionId !== own?.id) return err({ outcome: 'wrong_account' });
  return !own || own.is_withdrawn ? err({ outcome: 'not_found' }) : ok(own.id);
}
