import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findCollections } from '~/db/queries/collections.server';
import { findProlongations, findRegionsOf, type ListedProlongation } from '~/db/queries/prolongations.server';
import { findPublicationPath } from '~/db/queries/submissions.server';
import type { Viewer } from '~/protocol/views';
import type { ProlongationView, WindowsPage } from '~/protocol/windows';
import { isUuid } from '../collecting/parse-requests.server';
import { viewWindow } from '../collecting/windows';

/** The window of a collection and everything that changed it; null for everybody but organizers. */
export async function viewWindows(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<WindowsPage | null> {
  if (!isUuid(collectionId) || !can(viewer, 'window.change')) return null;
  const [collection] = await findCollections(em, [collectionId]);
  if (!collection) return null;
  return {
    collection: { id: collection.id, title: collection.title, window: viewWindow(collection) },
    publicationPath: await findPublicationPath(em, collectionId),
    regions: await findRegionsOf(em, collectionId),
    prolongations: (await findProlongations(em, collectionId)).map(toView),
  };
}

const toView = (row: ListedProlongation): ProlongationView => ({
  id: row.id,
  target: row.target,
  organisations: row.organisations,
  logins: row.logins,
  closesAt: row.closes_at.toISOString(),
  reason: row.reason,
  by: row.by,
  at: row.created_at.toISOString(),
  undone: row.undone_at === null ? null : { by: row.undone_by ?? '', at: row.undone_at.toISOString() },
});
