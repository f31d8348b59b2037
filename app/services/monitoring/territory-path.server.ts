import { scopeOf } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findTerritory, findTerritoryById, type TerritoryUnit } from '~/db/queries/monitoring.server';
import type { TerritoryName } from '~/protocol/monitoring';
import type { Viewer } from '~/protocol/views';

/** The unit that a viewer answers for; null for whoever answers for none. */
export async function ownTerritory(em: EntityManager, viewer: Viewer): Promise<TerritoryUnit | null> {
  const { orgUnit } = viewer;
  switch (scopeOf(viewer, 'collection.monitor')) {
    case 'country':
      return findTerritoryById(em, orgUnit.id);
    case 'region':
      return orgUnit.regionId === null ? null : findTerritoryById(em, orgUnit.regionId);
    case 'municipality':
      return orgUnit.municipalityId === null ? null : findTerritoryById(em, orgUnit.municipalityId);
    default:
      return null;
  }
}

/**
 * The territories from the viewer's own down to the one with a code, or only the own one without a code. Null where the code names
 * none within the viewer's.
 */
export async function territoryPath(
  em: EntityManager,
  viewer: Viewer,
  code: string | undefined,
): Promise<readonly TerritoryUnit[] | null> {
  const own = await ownTerritory(em, viewer);
  if (!own) return null;
  if (code === undefined || code === own.code) return [own];
  const path: TerritoryUnit[] = [];
  // Country, region, municipality: two steps up at most.
  for (let unit = await findTerritory(em, code); unit;) {
    path.unshift(unit);
    if (unit.id === own.id) return path;
    unit = unit.parent_id === null ? null : await findTerritoryById(em, unit.parent_id);
  }
  return null;
}

export const toName = ({ code, kind, title }: TerritoryUnit): TerritoryName => ({ code, kind, title });
