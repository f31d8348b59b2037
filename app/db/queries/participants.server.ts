import type { ReviewLevel, ReviewLevels, Verdict } from '../../protocol/review';
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
import { reviewState } from './review-queue.server';

interface Row {
  readonly submission_id: string;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly status: ParticipantRow['status'];
  readonly started_at: Date | null;
  readonly submitted_at: Date | null;
  readonly review_levels: ReviewLevels;
  readonly has_municipality: boolean;
  readonly review_verdict: Verdict | null;
  readonly review_level: ReviewLevel | null;
  readonly errors_left: number | null;
  readonly last_activity: Date | null;
  readonly contact_name: string;
  readonly phone: string;
  readonly email: string;
}

/** A participant with what its mark of the review follows from. */
export interface FoundParticipant extends Omit<ParticipantRow, 'review'> {
  readonly reviewed: Pick<
    Row,
    'review_levels' | 'has_municipality' | 'review_verdict' | 'review_level' | 'status'
  >;
}

/** What identifies a participant is the code of the organisation, which is also its login. */
const columns = `s.id as submission_id, o.code as login, o.title as organisation, coalesce(m.title, '') as municipality,
  coalesce(r.title, '') as region, ${shownStatus} as status, s.started_at, s.submitted_at,
  c.review_levels, s.municipality_id is not null as has_municipality, s.review_verdict, s.review_level, ${reviewState} as review_state,
  case when s.revision > 0 and s.errors_revision = s.revision then s.errors_left end as errors_left,
  greatest(s.changed_at, s.submitted_at, s.started_at) as last_activity, o.contact_name, o.phone, o.email`;
const tables = `submission s join collection c on c.id = s.collection_id ${joinException}
  join org_unit o on o.id = s.org_unit_id left join org_unit m on m.id = s.municipality_id
  left join org_unit r on r.id = s.region_id`;

const SORTS: Readonly<Record<ParticipantQuery['sort'], string>> = {
  login: 'login collate "C"',
  organisation: 'organisation',
  status: `array_position(array['not_started', 'in_progress', 'submitted'], status)`,
  startedAt: 'started_at',
  submittedAt: 'submitted_at',
  errorsLeft: 'errors_left',
  lastActivity: 'last_activity',
};

export interface ParticipantSearch {
  readonly collectionId: string;
  readonly scope: Scope;
  readonly query: ParticipantFilter;
}

/** What of a query says who is meant. The territory is known by its id here. */
export interface ParticipantFilter extends Pick<
  ParticipantQuery,
  'status' | 'review' | 'search' | 'sort' | 'descending'
> {
  readonly territory?: { readonly column: 'region_id' | 'municipality_id'; readonly id: string };
  /** Only organisations without a municipality. */
  readonly direct?: boolean;
  /** Only these. */
  readonly logins?: readonly string[];
  /** Only those that have not submitted; without a status. */
  readonly unfinished?: boolean;
}

const toView = (row: Row): FoundParticipant => ({
  submissionId: row.submission_id,
  login: row.login,
  organisation: row.organisation,
  municipality: row.municipality,
  region: row.region,
  status: row.status,
  startedAt: row.started_at?.toISOString() ?? null,
  submittedAt: row.submitted_at?.toISOString() ?? null,
  errorsLeft: row.errors_left,
  lastActivity: row.last_activity?.toISOString() ?? null,
  contact: { name: row.contact_name, phone: row.phone, email: row.email },
  reviewed: row,
});

/** The participants of a search as a common table expression `shown`, with a condition on it and the order of its rows. */
function shownParticipants({ collectionId, scope, query }: ParticipantSearch) {
  const parameters: SqlParameter[] = [...scope.parameters, collectionId];
  const add = (value: SqlParameter): string => `$${parameters.push(value)}`;
  const conditions = [`s.collection_id = $${parameters.length}`, isParticipant, scope.sql];
  const { territory, direct, logins } = query;
  if (territory) conditions.push(`s.${territory.column} = ${add(territory.id)}`);
  if (direct === true) conditions.push('s.municipality_id is null');
  if (logins) conditions.push(`o.code = any(${add(logins)})`);
  const search = query.search?.trim() ?? '';
  if (search !== '') {
    const like = add(`%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
    conditions.push(`(o.code ilike ${like} or o.title ilike ${like})`);
  }
  const wanted = [
    ...(query.status ? [`status = ${add(query.status)}`] : []),
    ...(query.unfinished === true ? [`status <> 'submitted'`] : []),
    ...(query.review ? [`review_state = ${add(query.review)}`] : []),
  ];
  const direction = query.descending ? 'desc nulls last' : 'asc nulls first';
  return {
    found: `with shown as (select ${columns} from ${tables} where ${conditions.join(' and ')})`,
    where: wanted.length > 0 ? `where ${wanted.join(' and ')}` : '',
    order: `order by ${SORTS[query.sort]} ${direction}, login collate "C"`,
    parameters,
    add,
  };
}

export async function countFound(em: EntityManager, search: ParticipantSearch): Promise<number> {
  const { found, where, parameters } = shownParticipants(search);
  const row = await queryRow<{ n: number }>(
    em,
    `${found} select count(*) as n from shown ${where}`,
    parameters,
  );
  return row?.n ?? 0;
}

/** Participants in the scope, in the order of the query. */
export async function findParticipants(
  em: EntityManager,
  search: ParticipantSearch,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<readonly FoundParticipant[]> {
  const { found, where, order, parameters, add } = shownParticipants(search);
  const rows = await queryRows<Row>(
    em,
    `${found} select * from shown ${where} ${order} limit ${add(limit)} offset ${add(offset)}`,
    parameters,
  );
  return rows.map(toView);
}

export interface ParticipantSubmission {
  readonly participant: FoundParticipant;
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
  readonly review_levels: ReviewLevels;
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
    `select c.id, c.title, c.opens_at, c.closes_at, c.review_levels, now() as now from collection c
      where c.id = $${scope.parameters.length + 1} and exists (
        select 1 from submission s where s.collection_id = c.id and ${isParticipant} and ${scope.sql})`,
    [...scope.parameters, collectionId],
  );
}
