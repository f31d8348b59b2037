import type { RosterChange } from '../../protocol/roster';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';
import { isParticipant } from './collections.server';

export interface NamedUnit {
  readonly id: string;
  readonly code: string;
}

/** Organisations by their codes, which are their logins; unknown ones are missing. */
export function findOrganisations(em: EntityManager, codes: readonly string[]): Promise<NamedUnit[]> {
  return queryRows(em, `select id, code from org_unit where kind = 'organisation' and code = any($1)`, [
    codes,
  ]);
}

/** Organisations that were added: new ones begin with nothing, withdrawn ones come back with what they had. */
export function addParticipants(
  em: EntityManager,
  collectionId: string,
  units: readonly string[],
): Promise<{ readonly org_unit_id: string }[]> {
  return queryRows(
    em,
    `insert into submission as s (collection_id, org_unit_id, region_id, municipality_id, definition_version_id)
     select c.id, o.id, o.region_id, o.municipality_id, c.definition_version_id
       from collection c cross join org_unit o where c.id = $1 and o.id = any($2::uuid[]) order by o.id
     on conflict (collection_id, org_unit_id) do update set withdrawn_at = null where s.withdrawn_at is not null
     returning org_unit_id`,
    [collectionId, units],
  );
}

/** Participants that were withdrawn; what they have entered stays. */
export function withdrawParticipants(
  em: EntityManager,
  collectionId: string,
  units: readonly string[],
): Promise<{ readonly org_unit_id: string }[]> {
  return queryRows(
    em,
    `update submission s set withdrawn_at = now()
      where s.collection_id = $1 and s.org_unit_id = any($2::uuid[]) and ${isParticipant} returning org_unit_id`,
    [collectionId, units],
  );
}

export async function lockCollection(em: EntityManager, collectionId: string): Promise<void> {
  await execute(em, 'select 1 from collection where id = $1 for update', [collectionId]);
}

export async function countRoster(
  em: EntityManager,
  collectionId: string,
): Promise<{ readonly expected: number; readonly withdrawn: number }> {
  const row = await queryRow<{ expected: number; withdrawn: number }>(
    em,
    `select count(*) filter (where ${isParticipant}) as expected, count(*) filter (where not (${isParticipant})) as withdrawn
       from submission s where s.collection_id = $1`,
    [collectionId],
  );
  return row ?? { expected: 0, withdrawn: 0 };
}

/** What was changed after the list was fixed, from the audit. */
export async function findRosterChanges(em: EntityManager, collectionId: string): Promise<RosterChange[]> {
  const rows = await queryRows<{
    at: Date;
    action: string;
    by: string | null;
    details: { reason: string; logins: readonly string[] };
  }>(
    em,
    `select e.at, e.action, u.display_name as by, e.details from audit_event e left join user_account u on u.id = e.user_id
      where e.object_kind = 'collection' and e.object_id = $1 and e.action in ('participants_added', 'participants_withdrawn')
      order by e.at desc limit 100`,
    [collectionId],
  );
  return rows.map(({ at, action, by, details }) => ({
    at: at.toISOString(),
    kind: action === 'participants_added' ? 'added' : 'withdrawn',
    by: by ?? '',
    ...details,
  }));
}
