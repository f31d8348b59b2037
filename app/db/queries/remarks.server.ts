import type { RemarkPlace, RemarkState, ReviewLevel } from '../../protocol/review';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';

export interface RemarkRow {
  readonly id: string;
  readonly receipt: number;
  readonly level: ReviewLevel;
  readonly sheet_id: string | null;
  readonly row_id: string | null;
  readonly column_id: string | null;
  readonly text: string;
  readonly state: RemarkState;
  readonly answer: string | null;
  readonly answered_at: Date | null;
  readonly created_at: Date;
}

/** Remarks of a submission, the oldest first: those that were sent, and the drafts of one person where one is named. */
export function findRemarks(
  em: EntityManager,
  submissionId: string,
  { draftsOf }: { readonly draftsOf: string | null },
): Promise<RemarkRow[]> {
  return queryRows<RemarkRow>(
    em,
    `select k.id, k.receipt, k.level, k.sheet_id, k.row_id, k.column_id, k.text, k.state, k.answer, k.answered_at, k.created_at
       from review_remark k
      where k.submission_id = $1 and (k.state <> 'draft' or k.user_id = $2::uuid) order by k.created_at, k.id`,
    [submissionId, draftsOf],
  );
}

export interface DraftRemark {
  readonly id: string;
  readonly submissionId: string;
  readonly receipt: number;
  readonly level: ReviewLevel;
  readonly userId: string;
  readonly place: RemarkPlace;
  readonly text: string;
}

/** Writes a draft, or writes it anew; false where the id belongs to something else than this person's draft of this report. */
export async function storeDraft(em: EntityManager, draft: DraftRemark): Promise<boolean> {
  const { place } = draft;
  const count = await execute(
    em,
    `insert into review_remark as k (id, submission_id, receipt, level, user_id, sheet_id, row_id, column_id, text)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update
        set text = excluded.text, sheet_id = excluded.sheet_id, row_id = excluded.row_id, column_id = excluded.column_id,
            changed_at = clock_timestamp()
      where k.state = 'draft' and k.user_id = excluded.user_id and k.submission_id = excluded.submission_id`,
    [
      draft.id,
      draft.submissionId,
      draft.receipt,
      draft.level,
      draft.userId,
      place.sheet,
      place.row,
      place.column,
      draft.text,
    ],
  );
  return count === 1;
}

export async function removeDraft(
  em: EntityManager,
  { id, submissionId, userId }: Pick<DraftRemark, 'id' | 'submissionId' | 'userId'>,
): Promise<boolean> {
  const count = await execute(
    em,
    `delete from review_remark where id = $1 and submission_id = $2 and user_id = $3 and state = 'draft'`,
    [id, submissionId, userId],
  );
  return count === 1;
}

export async function countDrafts(em: EntityManager, submissionId: string, userId: string): Promise<number> {
  const row = await queryRow<{ n: number }>(
    em,
    `select count(*) as n from review_remark where submission_id = $1 and user_id = $2 and state = 'draft'`,
    [submissionId, userId],
  );
  return row?.n ?? 0;
}

/** The drafts of a person become remarks of a verdict; answers with how many there were. */
export function sendDrafts(
  em: EntityManager,
  given: {
    readonly submissionId: string;
    readonly userId: string;
    readonly reviewId: string;
    readonly receipt: number;
  },
): Promise<number> {
  return execute(
    em,
    `update review_remark set state = 'open', review_id = $3, receipt = $4, changed_at = clock_timestamp()
      where submission_id = $1 and user_id = $2 and state = 'draft'`,
    [given.submissionId, given.userId, given.reviewId, given.receipt],
  );
}

/** Settles what reviewers up to a level have remarked; `id`: that remark alone. Answers with how many there were. */
export function resolveRemarks(
  em: EntityManager,
  submissionId: string,
  levels: readonly ReviewLevel[],
  id: string | null = null,
): Promise<number> {
  return execute(
    em,
    `update review_remark set state = 'resolved', changed_at = clock_timestamp()
      where submission_id = $1 and level = any($2) and state in ('open', 'answered') and ($3::uuid is null or id = $3::uuid)`,
    [submissionId, levels, id],
  );
}

/** Who remarked and in which verdict; null where the remark is a draft, settled or of another submission. */
export function storeAnswer(
  em: EntityManager,
  given: {
    readonly submissionId: string;
    readonly remarkId: string;
    readonly text: string;
    readonly userId: string;
  },
): Promise<{ readonly user_id: string; readonly review_id: string } | null> {
  return queryRow(
    em,
    `update review_remark set state = 'answered', answer = $3, answered_by = $4, answered_at = clock_timestamp(),
            changed_at = clock_timestamp()
      where id = $1 and submission_id = $2 and state in ('open', 'answered') returning user_id, review_id`,
    [given.remarkId, given.submissionId, given.text, given.userId],
  );
}
