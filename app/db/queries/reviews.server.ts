import type { Answers } from 'engine';
import type { ReviewLevel, ReviewLevels, Verdict } from '../../protocol/review';
import type { SubmissionStatus } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';
import {
  hasUnsubmittedEdits,
  isParticipant,
  joinException,
  ownClosing,
  type Scope,
} from './collections.server';

/** A submitted report with what its collection asks of reviewers. */
export interface ReviewedRow {
  readonly id: string;
  readonly collection_id: string;
  readonly collection_title: string;
  readonly review_levels: ReviewLevels;
  readonly org_unit_id: string;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly has_municipality: boolean;
  readonly status: SubmissionStatus;
  readonly review_verdict: Verdict | null;
  readonly review_level: ReviewLevel | null;
  readonly has_unsubmitted_edits: boolean;
  /** Of what was submitted last. */
  readonly receipt: number;
  readonly submitted_at: Date;
  readonly definition_version_id: string;
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly prolonged: boolean;
  readonly now: Date;
}

/**
 * A submitted report in the scope whose collection has a review, or null. `forVerdict` keeps the setting of the collection as it is until
 * the end of the transaction.
 */
export function findReviewed(
  em: EntityManager,
  submissionId: string,
  scope: Scope,
  { forVerdict = false }: { readonly forVerdict?: boolean } = {},
): Promise<ReviewedRow | null> {
  return queryRow<ReviewedRow>(
    em,
    `select s.id, s.collection_id, c.title as collection_title, c.review_levels, s.org_unit_id, o.code as login,
            o.title as organisation, coalesce(m.title, '') as municipality, coalesce(r.title, '') as region,
            s.municipality_id is not null as has_municipality, s.status, s.review_verdict, s.review_level,
            ${hasUnsubmittedEdits} as has_unsubmitted_edits, v.number as receipt, v.submitted_at, v.definition_version_id,
            c.opens_at, ${ownClosing} as closes_at, coalesce(x.closes_at > c.closes_at, false) as prolonged,
            clock_timestamp() as now
       from submission s
       join collection c on c.id = s.collection_id ${joinException}
       join org_unit o on o.id = s.org_unit_id
       left join org_unit m on m.id = s.municipality_id
       left join org_unit r on r.id = s.region_id
       cross join lateral (select number, submitted_at, definition_version_id from submission_revision
                            where submission_id = s.id order by number desc limit 1) v
      where s.id = $${scope.parameters.length + 1} and s.status = 'submitted' and c.review_levels <> 'none'
        and ${isParticipant} and ${scope.sql}
      ${forVerdict ? 'for share of c' : ''}`,
    [...scope.parameters, submissionId],
  );
}

export interface NewVerdict {
  readonly submissionId: string;
  readonly receipt: number;
  readonly level: ReviewLevel;
  readonly verdict: Verdict;
  readonly comment: string;
  readonly closesAt: Date | null;
  readonly userId: string;
}

/** Writes a verdict and the mark of the submission, in the transaction that holds its lock. Answers with the id of the verdict. */
export async function storeVerdict(em: EntityManager, given: NewVerdict): Promise<string> {
  const row = await queryRow<{ id: string }>(
    em,
    `with marked as (
       update submission set review_verdict = $4, review_level = $3 where id = $1
     )
     insert into review (submission_id, receipt, level, verdict, comment, closes_at, user_id)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [
      given.submissionId,
      given.receipt,
      given.level,
      given.verdict,
      given.comment,
      given.closesAt,
      given.userId,
    ],
  );
  if (!row) throw new Error('a verdict was not written');
  return row.id;
}

/** Another end of the window for one organisation; a later one that it has already stays. */
export async function giveUntil(
  em: EntityManager,
  given: {
    readonly collectionId: string;
    readonly orgUnitId: string;
    readonly closesAt: Date;
    readonly reason: string;
    readonly userId: string;
  },
): Promise<void> {
  await execute(
    em,
    `insert into window_exception as x (collection_id, org_unit_id, closes_at, reason, created_by)
     values ($1, $2, $3, $4, $5)
     on conflict (collection_id, org_unit_id) do update
        set closes_at = excluded.closes_at, reason = excluded.reason, created_by = excluded.created_by
      where x.closes_at < excluded.closes_at`,
    [given.collectionId, given.orgUnitId, given.closesAt, given.reason, given.userId],
  );
}

export interface VerdictRow {
  readonly id: string;
  readonly receipt: number;
  readonly level: ReviewLevel;
  readonly verdict: Verdict;
  readonly comment: string;
  readonly closes_at: Date | null;
  readonly user_id: string;
  readonly by: string;
  readonly decided_at: Date;
}

/** All verdicts on a submission, the newest first. */
export function findVerdicts(em: EntityManager, submissionId: string): Promise<VerdictRow[]> {
  return queryRows<VerdictRow>(
    em,
    `select w.id, w.receipt, w.level, w.verdict, w.comment, w.closes_at, w.user_id, u.display_name as by, w.decided_at
       from review w join user_account u on u.id = w.user_id
      where w.submission_id = $1 order by w.decided_at desc, w.id`,
    [submissionId],
  );
}

/** What was submitted under some numbers, by number. */
export async function findSubmittedAnswers(
  em: EntityManager,
  submissionId: string,
  receipts: readonly number[],
): Promise<ReadonlyMap<number, Answers>> {
  const rows = await queryRows<{ number: number; answers: Answers }>(
    em,
    'select number, answers from submission_revision where submission_id = $1 and number = any($2::bigint[])',
    [submissionId, receipts],
  );
  return new Map(rows.map(({ number, answers }) => [number, answers]));
}

/** What an organisation is to know of its review: remarks that are not settled, and what the last return said. */
export async function findOwnReviewFacts(
  em: EntityManager,
  submissionId: string,
): Promise<{ readonly remarks: number; readonly comment: string }> {
  const row = await queryRow<{ remarks: number; comment: string | null }>(
    em,
    `select (select count(*) from review_remark where submission_id = $1 and state in ('open', 'answered')) as remarks,
            (select comment from review where submission_id = $1 and verdict = 'returned' order by decided_at desc limit 1) as comment`,
    [submissionId],
  );
  return { remarks: row?.remarks ?? 0, comment: row?.comment ?? '' };
}

/** The setting of a collection, locked until the end of the transaction; null for an unknown one. */
export function lockReviewLevels(
  em: EntityManager,
  collectionId: string,
): Promise<{ readonly review_levels: ReviewLevels } | null> {
  return queryRow(em, 'select review_levels from collection where id = $1 for update', [collectionId]);
}

export async function storeReviewLevels(
  em: EntityManager,
  collectionId: string,
  levels: ReviewLevels,
): Promise<void> {
  await execute(em, 'update collection set review_levels = $2 where id = $1', [collectionId, levels]);
}
