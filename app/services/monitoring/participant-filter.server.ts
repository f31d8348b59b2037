import type { EntityManager } from '~/db/orm.server';
import type { ParticipantFilter } from '~/db/queries/participants.server';
import type { TerritoryName } from '~/protocol/monitoring';
import type { ParticipantQuery, Viewer } from '~/protocol/views';
import { territoryPath, toName } from './territory-path.server';

export interface ResolvedFilter {
  readonly filter: ParticipantFilter;
  /** From the viewer's own territory to the one named; null where none is named. */
  readonly territory: readonly TerritoryName[] | null;
}

/** A query with its territory found. Null where that is none of the viewer's. */
export async function resolveFilter(
  em: EntityManager,
  viewer: Viewer,
  { unit, ...query }: Omit<ParticipantQuery, 'page'>,
): Promise<ResolvedFilter | null> {
  if (unit === undefined) return { filter: query, territory: null };
  const path = await territoryPath(em, viewer, unit);
  const last = path?.at(-1);
  if (!path || !last) return null;
  const territory =
    last.kind === 'country'
      ? undefined
      : ({ column: last.kind === 'region' ? 'region_id' : 'municipality_id', id: last.id } as const);
  return { filter: { ...query, ...(territory && { territory }) }, territory: path.map(toName) };
}
