import type { User } from '../../app/db/entities/index.server';
import type { EntityManager } from '../../app/db/orm.server';
import { queryRow } from '../../app/db/sql.server';
import type { Viewer } from '../../app/protocol/views';

interface UnitRow {
  readonly id: string;
  readonly code: string;
  readonly kind: Viewer['orgUnit']['kind'];
  readonly organisation_kind: Viewer['orgUnit']['organisationKind'];
  readonly title: string;
  readonly region_id: string | null;
  readonly municipality_id: string | null;
  readonly time_zone: string;
}

/** The viewer that a signed-in user is, as a request would find it. */
export async function viewerOf(em: EntityManager, user: User): Promise<Viewer> {
  const unit = await queryRow<UnitRow>(
    em,
    `select o.* from org_unit o join user_account u on u.org_unit_id = o.id where u.id = $1`,
    [user.id],
  );
  if (!unit) throw new Error('the user has no unit');
  return {
    userId: user.id,
    login: user.login,
    displayName: user.displayName,
    role: user.role,
    locale: 'ru',
    theme: 'system',
    gridView: 'table',
    orgUnit: {
      id: unit.id,
      code: unit.code,
      kind: unit.kind,
      organisationKind: unit.organisation_kind,
      title: unit.title,
      regionId: unit.region_id ?? (unit.kind === 'region' ? unit.id : null),
      municipalityId: unit.municipality_id ?? (unit.kind === 'municipality' ? unit.id : null),
      timeZone: unit.time_zone,
    },
  };
}
