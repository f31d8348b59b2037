import type { ParticipantQuery, ParticipantRow } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows, type SqlParameter } from '../sql.server';
import {
  hasUnsubmittedEdits,
  isParticipant,
  joinException,
  type Scope,
  shownStatus,
} from './collections.server';

interface Row {
  readonly submission_id: string;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly status: ParticipantRow['status'];
  readonly started_at: Date | null;
  readonly submitted_at: Date | null;
}

/** What identifies a participant is the code of the organisation, which is also its login. */
const columns = `s.id as submission_id, o.code as login, o.title as organisation, coalesce(m.title, '') as municipality,
  coalesce(r.title, '') as region, ${shownStatus} as status, s.started_at, s.submitted_at`;
const tables = `submission s join collection c on c.id = s.collection_id ${joinException}
  join org_unit o on o.id = s.org_unit_id left join org_unit m on m.id = s.municipality_id
  left join org_unit r on r.id = s.region_id`;

const SORTS: Readonly<Record<ParticipantQuery['sort'], string>> = {
  login: 'login collate "C"',
  organisation: 'organisation',
  status: `array_position(array['not_started', 'in_progress', 'submitted'], status)`,
  startedAt: 'started_at',
  submittedAt: 'submitted_at',
};

export interface ParticipantSearch {
  readonly collectionId: string;
  readonly scope: Scope;
  readonly query: ParticipantQuery;
  readonly pageSize: number;
}

const toView = (row: Row): ParticipantRow => ({
  submissionId: row.submission_id,
  login: row.login,
  organisation: row.organisation,
  municipality: row.municipality,
  region: row.region,
  status: row.status,
  startedAt: row.started_at?.toISOString() ?? null,
  submittedAt: row.submitted_at?.toISOString() ?? null,
});

/** One page of participants in the scope, and how many match the query on all pages. */
export async function findParticipants(
  em: EntityManager,
  { collectionId, scope, query, pageSize }: ParticipantSearch,
): Promise<{ readonly rows: readonly ParticipantRow[]; readonly matching: number }> {
  const parameters: SqlParameter[] = [...scope.parameters, collectionId];
  const add = (value: SqlParameter): string => `$${parameters.push(value)}`;
  const conditions = [`s.collection_id = $${parameters.length}`, isParticipant, scope.sql];
  const search = query.search?.trim() ?? '';
  if (search !== '') {
    const like = add(`%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
    conditions.push(`(o.code ilike ${like} or o.title ilike ${like})`);
  }
  const status = query.status ? `where status = ${add(query.status)}` : '';
  const found = `with shown as (select ${columns} from ${tables} where ${conditions.join(' and ')})`;
  const counted = await queryRow<{ n: number }>(
    em,
    `${found} select count(*) as n from shown ${status}`,
    parameters,
  );
  const direction = query.descending ? 'desc nulls last' : 'asc nulls first';
  const rows = await queryRows<Row>(
    em,
    `${found} select * from shown ${status} order by ${SORTS[query.sort]} ${direction}, login collate "C"
      limit ${add(pageSize)} offset ${add((query.page - 1) * pageSize)}`,
    parameters,
  );
  return { rows: rows.map(toView), matching: counted?.n ?? 0 };
}

export interface ParticipantSubmission {
  readonly participant: ParticipantRow;
  readonly definitionVersionId: string;
  readonly editedSince: boolean;
}

/** One participant in the scope, or null. */
export async function findParticipant(
  em: EntityManager,
  collectionId: string,
  submissionId: string,
  scope: Scope,
): Promise<ParticipantSubmission | null> {
  const parameters: SqlParameter[] = [...scope.parameters, collectionId, submissionId];
  const first = scope.parameters.length;
  const row = await queryRow<Row & { definition_version_id: string; edited_since: boolean }>(
    em,
    `select ${columns}, s.definition_version_id, ${hasUnsubmittedEdits} as edited_since from ${tables}
      where s.collection_id = $${first + 1} and s.id = $${first + 2} and ${isParticipant} and ${scope.sql}`,
    parameters,
  );
  return (
    row && {
      participant: toView(row),
      definitionVersionId: row.definition_version_id,
      editedSince: row.edited_since,
    }
  );
}

export interface CollectionHead {
  readonly id: string;
  readonly title: string;
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly now: Date;
}

/** The collection, if somebody in the scope takes part in it. */
export function findWatchedCollection(
  em: EntityManager,
  collectionId: string,
  scope: Scope,
): Promise<CollectionHead | null> {
  return queryRow<CollectionHead>(
    em,
    `select c.id, c.title, c.opens_at, c.closes_at, now() as now from collection c
      where c.id = $${scope.parameters.length + 1} and exists (
        select 1 from submission s where s.collection_id = c.id and ${isParticipant} and ${scope.sql})`,
    [...scope.parameters, collectionId],
  );
}
