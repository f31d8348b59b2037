import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { countParticipants } from '~/db/queries/collections.server';
import { findParticipants, findWatchedCollection } from '~/db/queries/participants.server';
import { findPublicationPath } from '~/db/queries/submissions.server';
import type { ParticipantPage, ParticipantQuery, Viewer } from '~/protocol/views';
import { isUuid } from './collecting/parse-requests.server';
import { viewWindow } from './collecting/windows';

const PAGE_SIZE = 50;

/** One page of a collection's participants whom the viewer answers for (A41); null where there is nobody. */
export async function listParticipants(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  query: ParticipantQuery,
): Promise<ParticipantPage | null> {
  if (!isUuid(collectionId) || !can(viewer, 'participants.read')) return null;
  const scope = visibleOrgUnits(viewer, 'participants.read', 's', 1);
  const collection = await findWatchedCollection(em, collectionId, scope);
  if (!collection) return null;
  const counts = (await countParticipants(em, [collectionId], scope)).get(collectionId);
  const { rows, matching } = await findParticipants(em, { collectionId, scope, query, pageSize: PAGE_SIZE });
  return {
    collection: { id: collection.id, title: collection.title, window: viewWindow(collection) },
    publicationPath: await findPublicationPath(em, collectionId),
    counts: counts ?? { total: 0, notStarted: 0, inProgress: 0, submitted: 0 },
    rows,
    matching,
    page: query.page,
    pageSize: PAGE_SIZE,
  };
}
