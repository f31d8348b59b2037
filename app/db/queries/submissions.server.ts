import type { Answers } from 'engine';
import type { ReviewLevel, ReviewLevels, Verdict } from '../../protocol/review';
import type { SubmissionStatus } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow } from '../sql.server';
import { hasUnsubmittedEdits, isParticipant, joinException, ownClosing } from './collections.server';

/** A submission with its collection and window, as they are now. */
export interface SubmissionRow {
  readonly id: string;
  readonly collection_id: string;
  readonly org_unit_id: string;
  readonly definition_version_id: string;
  readonly definition_version: number;
  readonly is_withdrawn: boolean;
  readonly status: SubmissionStatus;
  readonly changed_at: Date | null;
  readonly submitted_at: Date | null;
  readonly revision: number;
  readonly submitted_revision: number | null;
  readonly has_unsubmitted_edits: boolean;
  readonly review_levels: ReviewLevels;
  readonly has_municipality: boolean;
  readonly review_verdict: Verdict | null;
  readonly review_level: ReviewLevel | null;
  readonly collection_title: string;
  readonly previous_collection_id: string | null;
  readonly opens_at: Date;
  /** The end for all. */
  readonly collection_closes_at: Date;
  /** The organisation's own end. */
  readonly closes_at: Date;
  readonly prolonged: boolean;
  readonly org_code: string;
  readonly org_kind: string | null;
  readonly region_code: string | null;
  readonly municipality_code: string | null;
  readonly time_zone: string;
  /** The clock of the database when the statement read it. */
  readonly now: Date;
}

/** The submission of an organisation, withdrawn or not; null where it was never a participant. */
export function findSubmissionOf(
  em: EntityManager,
  collectionId: string,
  orgUnitId: string,
): Promise<{ readonly id: string; readonly is_withdrawn: boolean } | null> {
  return queryRow(
    em,
    `select s.id, s.withdrawn_at is not null as is_withdrawn from submission s
      where s.collection_id = $1 and s.org_unit_id = $2`,
    [collectionId, orgUnitId],
  );
}

/**
 * Locks a submission until the end of the transaction. Throws SQLSTATE 55P03 when others hold it for more than five seconds.
 * What was read before may be outdated: read after it.
 */
export async function lockSubmission(em: EntityManager, submissionId: string): Promise<void> {
  // Rows are locked after the join, so the limit is set by then.
  await execute(
    em,
    `with t as materialized (select set_config('lock_timeout', '5s', true))
     select 1 from t cross join submission s where s.id = $1 for update of s`,
    [submissionId],
  );
}

/** Throws on an unknown id. */
export async function readSubmission(em: EntityManager, submissionId: string): Promise<SubmissionRow> {
  const row = await queryRow<SubmissionRow>(
    em,
    `select s.id, s.collection_id, s.org_unit_id, s.definition_version_id, v.version as definition_version,
            s.withdrawn_at is not null as is_withdrawn, s.status, s.changed_at, s.submitted_at, s.revision, s.submitted_revision, ${hasUnsubmittedEdits} as has_unsubmitted_edits,
            c.review_levels, s.municipality_id is not null as has_municipality, s.review_verdict, s.review_level,
            c.title as collection_title, c.previous_collection_id, c.opens_at, c.closes_at as collection_closes_at,
            ${ownClosing} as closes_at, coalesce(x.closes_at > c.closes_at, false) as prolonged,
            o.code as org_code, o.organisation_kind as org_kind, r.code as region_code, m.code as municipality_code,
            o.time_zone, clock_timestamp() as now
       from submission s
       join collection c on c.id = s.collection_id
       join definition_version v on v.id = s.definition_version_id
       join org_unit o on o.id = s.org_unit_id
       left join org_unit r on r.id = s.region_id
       left join org_unit m on m.id = s.municipality_id
       ${joinException}
      where s.id = $1`,
    [submissionId],
  );
  if (!row) throw new Error(`submission ${submissionId} is gone`);
  return row;
}

/** What was submitted last. */
export interface SubmittedRow {
  readonly number: number;
  readonly revision: number;
  readonly definition_version_id: string;
  readonly answers: Answers;
  readonly submitted_by: string;
  readonly submitted_at: Date;
}

const submittedColumns =
  'v.number, v.revision, v.definition_version_id, v.answers, v.submitted_by, v.submitted_at from submission_revision v';

export function findLastSubmitted(em: EntityManager, submissionId: string): Promise<SubmittedRow | null> {
  return queryRow(
    em,
    `select ${submittedColumns} where v.submission_id = $1 order by v.number desc limit 1`,
    [submissionId],
  );
}

/** What the organisation submitted last in another collection. */
export function findLastSubmittedIn(
  em: EntityManager,
  collectionId: string,
  orgUnitId: string,
): Promise<SubmittedRow | null> {
  return queryRow(
    em,
    `select ${submittedColumns} join submission s on s.id = v.submission_id
      where s.collection_id = $1 and s.org_unit_id = $2 and ${isParticipant} order by v.number desc limit 1`,
    [collectionId, orgUnitId],
  );
}

export interface Frozen {
  readonly submissionId: string;
  readonly answers: Answers;
  /** `$today` of the validation, `YYYY-MM-DD`. */
  readonly today: string;
  readonly userId: string;
}

/** Freezes the current revision as submitted, without a verdict yet, in the transaction that holds the lock. */
export async function freezeSubmission(
  em: EntityManager,
  { submissionId, answers, today, userId }: Frozen,
): Promise<{ readonly number: number; readonly submitted_at: Date }> {
  const row = await queryRow<{ number: number; submitted_at: Date }>(
    em,
    `with s as (
       update submission set status = 'submitted', submitted_at = clock_timestamp(), submitted_revision = revision,
              started_at = coalesce(started_at, clock_timestamp()),
              first_submitted_at = coalesce(first_submitted_at, clock_timestamp()),
              errors_left = 0, errors_revision = revision, review_verdict = null, review_level = null
        where id = $1 returning id, revision, definition_version_id, submitted_at
     ), frozen as (
       insert into submission_revision
              (submission_id, revision, definition_version_id, answers, today, submitted_by, submitted_at)
       select id, revision, definition_version_id, $2::jsonb, $3::date, $4, submitted_at from s
       returning number, submitted_at
     ), audited as (
       insert into audit_event (user_id, action, object_kind, object_id, details)
       select $4, 'submission.submitted', 'submission', s.id::text,
              jsonb_build_object('number', frozen.number, 'revision', s.revision) from s, frozen
     )
     select number, submitted_at from frozen`,
    [submissionId, JSON.stringify(answers), today, userId],
  );
  if (!row) throw new Error(`submission ${submissionId} is gone`);
  return row;
}

/** Address of the newest published publication that holds the collection, `/lk` without one. */
export async function findPublicationPath(em: EntityManager, collectionId: string): Promise<string> {
  const row = await queryRow<{ section: string; slug: string }>(
    em,
    `select t.slug as section, p.slug from publication_block b join publication p on p.id = b.publication_id
       join section t on t.id = p.section_id
      where b.collection_id = $1 and p.published_at <= now() order by p.published_at desc, p.id limit 1`,
    [collectionId],
  );
  return row ? `/lk/publications/${row.section}/${row.slug}` : '/lk';
}
