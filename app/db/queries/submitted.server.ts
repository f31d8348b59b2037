import type { Answers } from 'engine';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows } from '../sql.server';
import { isParticipant, type Scope } from './collections.server';

/** One submitted report of an export, with whose it is. */
export interface SubmittedReport {
  readonly answers: Answers;
  readonly version: number;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly started_at: Date | null;
  readonly submitted_at: Date;
}

export interface SubmittedKey {
  readonly id: string;
  /** Bytes of the answers as they are stored, which is several times less than they take in memory. */
  readonly size: number;
}

const submitted = `s.collection_id = $1 and s.status = 'submitted' and ${isParticipant}`;
const last = (columns: string): string =>
  `cross join lateral (select ${columns} from submission_revision v where v.submission_id = s.id
                        order by v.number desc limit 1) r`;

/**
 * What was submitted in a scope whose parameters begin at `$3`, in order of logins: only of the organisations that the report
 * (`$2`) is about.
 */
export function findSubmittedKeys(
  em: EntityManager,
  collectionId: string,
  reportId: string,
  scope: Scope,
): Promise<SubmittedKey[]> {
  return queryRows<SubmittedKey>(
    em,
    `with about as (select selection->>'territory' as territory, selection->'submissions' is not null as is_chosen from report where id = $2)
     select s.id, r.size
       from submission s cross join about a join org_unit o on o.id = s.org_unit_id ${last('pg_column_size(v.answers) as size')}
      where ${submitted} and ${scope.sql}
        and (a.territory is null or a.territory in (s.region_id::text, s.municipality_id::text))
        and (not coalesce(a.is_chosen, false) or s.id in (select one::uuid from report p, jsonb_array_elements_text(p.selection->'submissions') one
                                        where p.id = $2))
      order by o.code collate "C"`,
    [collectionId, reportId, ...scope.parameters],
  );
}

/** The reports of these submissions, in their order. */
export function findSubmitted(em: EntityManager, ids: readonly string[]): Promise<SubmittedReport[]> {
  return queryRows<SubmittedReport>(
    em,
    `select o.code as login, o.title as organisation, coalesce(m.title, '') as municipality, coalesce(g.title, '') as region,
            r.answers, d.version, s.started_at, r.submitted_at
       from unnest($1::uuid[]) with ordinality k (id, place) join submission s on s.id = k.id
       join org_unit o on o.id = s.org_unit_id left join org_unit m on m.id = s.municipality_id
       left join org_unit g on g.id = s.region_id
       ${last('v.answers, v.submitted_at, v.definition_version_id')}
       join definition_version d on d.id = r.definition_version_id
      order by k.place`,
    [ids],
  );
}

/**
 * Versions of the form from the oldest that anything of the collection was last submitted in to the newest, that of the
 * collection included; ids, oldest first. The same for every territory: so are the columns of an export.
 */
export async function findVersionsSubmittedIn(em: EntityManager, collectionId: string): Promise<string[]> {
  const rows = await queryRows<{ id: string }>(
    em,
    `with used as (select distinct r.definition_version_id as id from submission s ${last('v.definition_version_id')} where ${submitted}
                   union select definition_version_id from collection where id = $1),
          known as (select d.* from definition_version d join used u on u.id = d.id)
     select d.id from definition_version d
      where d.form_id = (select k.form_id from known k join collection c on c.id = $1 and c.definition_version_id = k.id)
        and d.version between (select min(version) from known) and (select max(version) from known)
        and (d.published_at is not null or d.id in (select id from used))
      order by d.version`,
    [collectionId],
  );
  return rows.map(({ id }) => id);
}

/** The moment that a transaction sees. */
export async function snapshotTime(em: EntityManager): Promise<Date> {
  const row = await queryRow<{ now: Date }>(em, 'select now() as now');
  if (!row) throw new Error('the database has no clock');
  return row.now;
}
