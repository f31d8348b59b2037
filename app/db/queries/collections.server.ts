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
  /** The clock of the database. */
  readonly now: Date;
}

export function findCollections(em: EntityManager, ids: readonly string[]): Promise<CollectionRow[]> {
  return queryRows(
    em,
    'select id, title, opens_at, closes_at, now() as now from collection where id = any($1::uuid[])',
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
            ${ownClosing} as closes_at, coalesce(x.closes_at > c.closes_at, false) as prolonged
       from submission s join collection c on c.id = s.collection_id ${joinException}
      where s.collection_id = any($1::uuid[]) and s.org_unit_id = $2 and ${isParticipant}`,
    [collectionIds, orgUnitId],
  );
}

/** Counts of each collection that has participants in the scope, by their status as shown. */
export async function countParticipants(
  em: EntityManager,
  collectionIds: readonly string[],
  scope: Scope,
): Promise<ReadonlyMap<string, ParticipantCounts>> {
  const parameters: SqlParameter[] = [...scope.parameters, collectionIds];
  const rows = await queryRows<{ collection_id: string; counts: ParticipantCounts }>(
    em,
    `select collection_id, json_build_object('total', count(*),
            'notStarted', count(*) filter (where status = 'not_started'),
            'inProgress', count(*) filter (where status = 'in_progress'),
            'submitted', count(*) filter (where status = 'submitted')) as counts
       from (select s.collection_id, ${shownStatus} as status
               from submission s join collection c on c.id = s.collection_id ${joinException}
              where s.collection_id = any($${parameters.length}::uuid[]) and ${isParticipant} and ${scope.sql}) shown
      group by collection_id`,
    parameters,
  );
  return new Map(rows.map((row) => [row.collection_id, row.counts]));
}
