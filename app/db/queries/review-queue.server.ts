import type { QueueQuery, QueueState, ReviewLevel, ReviewLevels, Verdict } from '../../protocol/review';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows, type SqlParameter } from '../sql.server';
import { isParticipant, type Scope } from './collections.server';

/** The same as `markOf` says of a report whose mark is to wait: the level whose turn it is, else null. Needs `s` and `c`. */
export const waitingLevel = `case
  when c.review_levels = 'none' or s.status <> 'submitted' or s.review_verdict = 'returned' then null
  when s.review_level is null then
    case when c.review_levels in ('municipal', 'both') and s.municipality_id is not null then 'municipal' else 'regional' end
  when s.review_level = 'municipal' and c.review_levels in ('regional', 'both') then 'regional'
  end`;

/** The mark's state of a report, null where there is none. Needs `s` and `c`. */
export const reviewState = `case when c.review_levels = 'none' or s.status <> 'submitted' then null
  when s.review_verdict = 'returned' then 'returned' when ${waitingLevel} is null then 'accepted' else 'waiting' end`;

const tables = `submission s join collection c on c.id = s.collection_id`;
const reviewed = `c.review_levels <> 'none' and s.status = 'submitted' and ${isParticipant}`;

export interface QueueRowRow {
  readonly id: string;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly collection: string;
  readonly review_levels: ReviewLevels;
  readonly has_municipality: boolean;
  readonly review_verdict: Verdict | null;
  readonly review_level: ReviewLevel | null;
  readonly submitted_at: Date;
  readonly again: boolean;
  readonly remarks: number;
  readonly answered: number;
}

export interface QueueSearch {
  readonly scope: Scope;
  /** Whose turn `mine` is; null: anybody's. */
  readonly level: ReviewLevel | null;
  readonly query: QueueQuery;
  readonly pageSize: number;
}

/** The state of a report in the queue of a level. */
const stateFor = (level: ReviewLevel | null): string =>
  `case when s.review_verdict = 'returned' then 'returned' when ${waitingLevel} is null then 'accepted'
        when ${level === null ? 'true' : `${waitingLevel} = '${level}'`} then 'mine' else 'others' end`;

function conditionsOf({ scope, query }: QueueSearch) {
  const parameters: SqlParameter[] = [...scope.parameters];
  const add = (value: SqlParameter): string => `$${parameters.push(value)}`;
  const conditions = [reviewed, scope.sql];
  if (query.collection !== null) conditions.push(`s.collection_id = ${add(query.collection)}`);
  if (query.search !== '') {
    const like = add(`%${query.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
    conditions.push(
      `exists (select 1 from org_unit f where f.id = s.org_unit_id and (f.code ilike ${like} or f.title ilike ${like}))`,
    );
  }
  return { parameters, add, where: conditions.join(' and ') };
}

/** How many reports there are in each state, for the search as it is. */
export async function countQueue(
  em: EntityManager,
  search: QueueSearch,
): Promise<Record<QueueState, number>> {
  const { parameters, where } = conditionsOf(search);
  const rows = await queryRows<{ state: QueueState; n: number }>(
    em,
    `select ${stateFor(search.level)} as state, count(*) as n from ${tables} where ${where} group by 1`,
    parameters,
  );
  const counts = { mine: 0, others: 0, returned: 0, accepted: 0 };
  for (const { state, n } of rows) counts[state] = n;
  return counts;
}

/** One page of reports in a state: what waits longest comes first. */
export function findQueue(em: EntityManager, search: QueueSearch): Promise<QueueRowRow[]> {
  const { parameters, add, where } = conditionsOf(search);
  const { query, pageSize } = search;
  return queryRows<QueueRowRow>(
    em,
    `with page as (
       select s.*, c.title as collection, c.review_levels from ${tables}
        where ${where} and ${stateFor(search.level)} = ${add(query.state)}
        order by s.submitted_at, s.id limit ${add(pageSize)} offset ${add((query.page - 1) * pageSize)}
     )
     select p.id, o.code as login, o.title as organisation, coalesce(m.title, '') as municipality, coalesce(r.title, '') as region,
            p.collection, p.review_levels, p.municipality_id is not null as has_municipality, p.review_verdict, p.review_level,
            p.submitted_at, k.remarks, k.answered,
            exists (select 1 from review w where w.submission_id = p.id and w.verdict = 'returned') as again
       from page p join org_unit o on o.id = p.org_unit_id left join org_unit m on m.id = p.municipality_id
       left join org_unit r on r.id = p.region_id
       cross join lateral (select count(*) as remarks, count(*) filter (where state = 'answered') as answered
                             from review_remark where submission_id = p.id and state in ('open', 'answered')) k
      order by p.submitted_at, p.id`,
    parameters,
  );
}

/** The report that waits longest for a level, after another one where there is such; `collectionId` null: in all collections. */
export async function findNextWaiting(
  em: EntityManager,
  {
    scope,
    level,
    collectionId,
    after,
  }: {
    readonly scope: Scope;
    readonly level: ReviewLevel;
    readonly collectionId: string | null;
    readonly after: string | null;
  },
): Promise<string | null> {
  const first = scope.parameters.length;
  const row = await queryRow<{ id: string }>(
    em,
    `select s.id from ${tables} left join submission here on here.id = $${first + 3}::uuid
      where ${reviewed} and ${scope.sql} and ${waitingLevel} = $${first + 1}
        and ($${first + 2}::uuid is null or s.collection_id = $${first + 2}::uuid)
        and s.id is distinct from here.id
      order by (here.id is null or (s.submitted_at, s.id) > (here.submitted_at, here.id)) desc, s.submitted_at, s.id limit 1`,
    [...scope.parameters, level, collectionId, after],
  );
  return row?.id ?? null;
}

/** Collections with a review in which somebody of the scope takes part, the newest first. */
export function findReviewedCollections(
  em: EntityManager,
  scope: Scope,
): Promise<{ readonly id: string; readonly title: string; readonly levels: ReviewLevels }[]> {
  return queryRows(
    em,
    `select c.id, c.title, c.review_levels as levels from collection c
      where c.review_levels <> 'none' and exists (
        select 1 from submission s where s.collection_id = c.id and ${isParticipant} and ${scope.sql})
      order by c.opens_at desc, c.id limit 200`,
    scope.parameters,
  );
}

/** Reports of each collection that wait for a level. */
export async function countWaiting(
  em: EntityManager,
  collectionIds: readonly string[],
  scope: Scope,
  level: ReviewLevel | null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await queryRows<{ collection_id: string; n: number }>(
    em,
    `select s.collection_id, count(*) as n from ${tables}
      where ${reviewed} and s.collection_id = any($${scope.parameters.length + 1}::uuid[]) and ${scope.sql}
        and ${level === null ? `${waitingLevel} is not null` : `${waitingLevel} = '${level}'`}
      group by 1`,
    [...scope.parameters, collectionIds],
  );
  return new Map(rows.map(({ collection_id, n }) => [collection_id, n]));
}
