import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { countParticipants, type Scope } from '~/db/queries/collections.server';
import { findParticipantColumns } from '~/db/queries/participant-columns.server';
import {
  countFound,
  findParticipants,
  findWatchedCollection,
  type ParticipantFilter,
} from '~/db/queries/participants.server';
import { findPublicationPath } from '~/db/queries/submissions.server';
import type { ParticipantPage, ParticipantQuery, Viewer } from '~/protocol/views';
import { isUuid } from './collecting/parse-requests.server';
import { viewWindow } from './collecting/windows';
import { resolveFilter } from './monitoring/participant-filter.server';
import { viewParticipant } from './review/view-participant.server';

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
  const resolved = await resolveFilter(em, viewer, query);
  if (!collection || !resolved) return null;
  const { filter, territory } = resolved;
  const counts = (await countParticipants(em, [collectionId], narrowed(scope, filter))).get(collectionId);
  const search = { collectionId, scope, query: filter };
  const rows = await findParticipants(em, search, { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE });
  return {
    collection: {
      id: collection.id,
      title: collection.title,
      window: viewWindow(collection),
      reviewLevels: collection.review_levels,
    },
    publicationPath: await findPublicationPath(em, collectionId),
    counts: counts ?? { total: 0, notStarted: 0, inProgress: 0, submitted: 0 },
    territory,
    extraColumns: await findParticipantColumns(em, viewer.userId),
    rows: rows.map(viewParticipant),
    matching: await countFound(em, search),
    page: query.page,
    pageSize: PAGE_SIZE,
  };
}

/** The scope of a viewer within the territory that was asked for. */
function narrowed(scope: Scope, { territory, direct }: ParticipantFilter): Scope {
  const conditions = [
    scope.sql,
    ...(territory ? [`s.${territory.column} = $${scope.parameters.length + 1}`] : []),
    ...(direct === true ? ['s.municipality_id is null'] : []),
  ];
  return {
    sql: conditions.join(' and '),
    parameters: [...scope.parameters, ...(territory ? [territory.id] : [])],
  };
}
