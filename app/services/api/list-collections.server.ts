import { visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { type ApiCollectionRow, findApiCollection, findApiCollections } from '~/db/queries/api.server';
import { countParticipants } from '~/db/queries/collections.server';
import type { ParticipantCounts, Viewer } from '~/protocol/views';
import { viewWindow } from '../collecting/windows';
import { writeCursor } from './cursor.server';
import type { CollectionAnswer, Paged } from './schemas.server';
import { pageOf } from './views.server';

/** Collections that the viewer answers for somebody in, the newest first. */
export async function listCollections(
  em: EntityManager,
  viewer: Viewer,
  query: { readonly limit: number; readonly cursor?: readonly [string, string] },
): Promise<Paged<CollectionAnswer>> {
  const scope = visibleOrgUnits(viewer, 'collection.monitor', 's', 1);
  const rows = await findApiCollections(em, scope, query.cursor, query.limit + 1);
  const ids = rows.slice(0, query.limit).map(({ id }) => id);
  const counts = await countParticipants(em, ids, scope);
  return pageOf(
    rows,
    query.limit,
    (row) => toView(row, counts.get(row.id)),
    (last) => writeCursor('collections', [last.opens_key, last.id]),
  );
}

/** One collection; null where the viewer answers for nobody in it. */
export async function getCollection(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
): Promise<CollectionAnswer | null> {
  const scope = visibleOrgUnits(viewer, 'collection.monitor', 's', 1);
  const row = await findApiCollection(em, scope, collectionId);
  return row && toView(row, (await countParticipants(em, [row.id], scope)).get(row.id));
}

function toView(row: ApiCollectionRow, counts: ParticipantCounts | undefined): CollectionAnswer {
  const { opensAt, closesAt, state } = viewWindow(row);
  return {
    id: row.id,
    title: row.title,
    form: row.form,
    version: row.version,
    opensAt,
    closesAt,
    state,
    previousCollectionId: row.previous_collection_id,
    reviewLevels: row.review_levels,
    counts: counts ?? { total: 0, notStarted: 0, inProgress: 0, submitted: 0 },
  };
}
