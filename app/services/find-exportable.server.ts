import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findWatchedCollection } from '~/db/queries/participants.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from './collecting/parse-requests.server';

/** A collection whose results the viewer may export; null where there is none of that id. */
export async function findExportable(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<{ readonly id: string; readonly title: string } | null> {
  if (!isUuid(collectionId) || !can(viewer, 'collection.export')) return null;
  const scope = visibleOrgUnits(viewer, 'collection.export', 's', 1);
  const collection = await findWatchedCollection(em, collectionId, scope);
  return collection && { id: collection.id, title: collection.title };
}
