import type { ReviewLevel, ReviewLevels, Verdict } from '../../protocol/review';
import type { CollectionBlockView, ParticipantCounts } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { queryRows, type SqlParameter } from '../sql.server';

/** A condition on the submission `s`: what a viewer may see. Parameters are numbered from `$1`. */
export interface Scope {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** The end of the window for the organisation of a submission; needs `c` and, outer-joined, `x`. */
export const ownClosing = 'greatest(c.closes_at, x.closes_at)';

/** The submission's own exception. */
export const joinException =
  'left join window_exception x on x.collection_id = s.collection_id and x.org_unit_id = s.org_unit_id';

/** A39: once the organisation's own window is closed, what was never submitted counts as not begun. */
export const shownStatus = `case when s.status = 'in_progress' and ${ownClosing} <= now() then 'not_started' else s.status end`;

/** What submissions of withdrawn participants are kept out by. */
export const isParticipant = 's.withdrawn_at is null';

export interface CollectionRow {
  readonly id: string;
  readonly title: string;
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly review_levels: ReviewLevels;
  /** The clock of the database. */
  readonly now: Date;
}

export function findCollections(em: EntityManager, ids: readonly string[]): Promise<CollectionRow[]> {
  return queryRows(
    em,
    'select id, title, opens_at, closes_at, review_levels, now() as now from collection where id = any($1::uuid[])',
    [ids],
  );
}

export interface OwnRow {
  readonly collection_id: string;
  readonly submission_id: string;
  readonly status: NonNullable<CollectionBlockView['own']>['status'];
  readonly changed_at: Date | null;
  readonly submitted_at: Date | null;
  readonly has_unsubmitted_edits: boolean;
  /** Number of what was submitted last. */
  readonly receipt: number | null;
  readonly closes_at: Date;
  readonly prolonged: boolean;
  readonly review_levels: ReviewLevels;
  readonly has_municipality: boolean;
  readonly review_verdict: Verdict | null;
  readonly review_level: ReviewLevel | null;
  /** Not settled. */
  readonly remarks: number;
}

/** Edited after the last submission: instants, because a revision may hold nothing but refused edits. */
export const hasUnsubmittedEdits = 'coalesce(s.changed_at > s.submitted_at, false)';

/** Submissions of an organisation with its own end of the window. */
export function findOwnSubmissions(
  em: EntityManager,
  collectionIds: readonly string[],
  orgUnitId: string,
): Promise<OwnRow[]> {
  return queryRows(
    em,
    `select s.collection_id, s.id as submission_id, s.status, s.changed_at, s.submitted_at,
            ${hasUnsubmittedEdits} as has_unsubmitted_edits,
            (select max(v.number) from submission_revision v where v.submission_id = s.id) as receipt,
            ${ownClosing} as closes_at, coalesce(x.closes_at > c.closes_at, false) as prolonged,
            c.review_levels, s.municipality_id is not null as has_municipality, s.review_verdict, s.review_level,
            (select count(*) from review_remark k where k.submission_id = s.id and k.state in ('open', 'answered')) as remarks
       from submission s join collection c on c.id = s.collection_id ${joinException}
      where s.collection_id = any($1::uuid[]) and s.org_unit_id = $2 and ${isParticipant}`,
    [collectionIds, orgUnitId],
  );
}

/**
 * Counts by status as shown, grouped by a column of `s`: rows of `unit` and `counts`. The folding of A39 looks only at what is under way in
 * collections that are closed for all, which costs open ones nothing.
 */
export const countsBy = (column: string, condition: string): string => `
  with plain as (
    select unit, sum(n) as total, coalesce(sum(n) filter (where status = 'submitted'), 0) as submitted,
           coalesce(sum(n) filter (where status = 'in_progress'), 0) as begun
      from (select s.${column} as unit, s.status, count(*) as n from submission s
             where ${condition} and ${isParticipant} group by 1, 2) by_status
     group by 1
  ), folded as (
    select s.${column} as unit, count(*) as n
      from collection c join submission s on s.collection_id = c.id ${joinException}
     where c.closes_at <= now() and s.status = 'in_progress' and ${ownClosing} <= now() and ${condition} and ${isParticipant}
     group by 1
  )
  select p.unit, json_build_object('total', p.total, 'submitted', p.submitted, 'inProgress', p.begun - coalesce(f.n, 0),
           'notStarted', p.total - p.submitted - p.begun + coalesce(f.n, 0)) as counts
    from plain p left join folded f on f.unit is not distinct from p.unit`;

/** Counts of each collection that has participants in the scope, by their status as shown. */
export async function countParticipants(
  em: EntityManager,
  collectionIds: readonly string[],
  scope: Scope,
): Promise<ReadonlyMap<string, ParticipantCounts>> {
  const parameters: SqlParameter[] = [...scope.parameters, collectionIds];
  const rows = await queryRows<{ unit: string; counts: ParticipantCounts }>(
    em,
    countsBy('collection_id', `s.collection_id = any($${parameters.length}::uuid[]) and ${scope.sql}`),
    parameters,
  );
  return new Map(rows.map((row) => [row.unit, row.counts]));
}
