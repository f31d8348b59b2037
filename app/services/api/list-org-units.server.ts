import { visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { type ApiUnitRow, findApiUnits } from '~/db/queries/api.server';
import type { Viewer } from '~/protocol/views';
import { writeCursor } from './cursor.server';
import type { OrgUnitAnswer, Paged } from './schemas.server';
import { pageOf } from './views.server';

/** Territories and organisations that the viewer answers for, as they are now, by code. */
export async function listOrgUnits(
  em: EntityManager,
  viewer: Viewer,
  query: { readonly limit: number; readonly cursor?: readonly [string]; readonly kind?: ApiUnitRow['kind'] },
): Promise<Paged<OrgUnitAnswer>> {
  const rows = await findApiUnits(em, visibleOrgUnits(viewer, 'org-unit.read', 'o', 1), {
    limit: query.limit + 1,
    after: query.cursor?.[0],
    kind: query.kind,
  });
  return pageOf(rows, query.limit, toView, ({ code }) => writeCursor('org-units', [code]));
}

const toView = (row: ApiUnitRow): OrgUnitAnswer => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  organisationKind: row.organisation_kind,
  title: row.title,
  parentId: row.parent_id,
  timeZone: row.time_zone,
});
