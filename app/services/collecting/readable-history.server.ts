import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findReadable } from '~/db/queries/history.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from './parse-requests.server';

export interface HistoryWanted {
  readonly collectionId: string;
  readonly submissionId: string;
}

interface Readable {
  readonly submissionId: string;
  /** The last revision that the viewer may see. */
  readonly upTo: number;
  readonly definitionVersionId: string;
}

/**
 * The report whose history is asked for; null where the viewer may not read it. Others than the organisation see what they see of
 * its answers: up to what was submitted last, or the draft where it never was.
 */
export async function findReadableHistory(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, submissionId }: HistoryWanted,
): Promise<Readable | null> {
  if (!isUuid(collectionId) || !isUuid(submissionId) || !can(viewer, 'history.read')) return null;
  const scope = visibleOrgUnits(viewer, 'history.read', 's', 1);
  const found = await findReadable(em, collectionId, submissionId, scope);
  if (!found) return null;
  const isOwn = viewer.role === 'organisation';
  const upTo = isOwn ? found.revision : (found.submitted_revision ?? found.revision);
  return { submissionId: found.id, upTo, definitionVersionId: found.definition_version_id };
}
