import type { Edit, RejectedEdit } from 'engine';
import type { ServerChange } from '../../protocol/saving';
import type { SubmissionStatus } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows } from '../sql.server';
import { hasUnsubmittedEdits } from './collections.server';

interface ChangeRow {
  readonly revision: number;
  readonly client_id: string;
  readonly client_seq: number;
  readonly edits: readonly Edit[];
  readonly rejected: readonly RejectedEdit[];
}

/** Log entries after a revision, in order. */
export async function findChanges(
  em: EntityManager,
  submissionId: string,
  afterRevision: number,
): Promise<ServerChange[]> {
  const rows = await queryRows<ChangeRow>(
    em,
    `select revision, client_id, client_seq, edits, rejected from submission_change
      where submission_id = $1 and revision > $2 order by revision`,
    [submissionId, afterRevision],
  );
  return rows.map(({ revision, client_id, client_seq, edits, rejected }) => ({
    revision,
    clientId: client_id,
    clientSeq: client_seq,
    edits,
    rejected,
  }));
}

/** The last number that a client has used; 0 before its first. */
export async function findLastClientSeq(
  em: EntityManager,
  submissionId: string,
  clientId: string,
): Promise<number> {
  const row = await queryRow<{ last: number }>(
    em,
    `select coalesce(max(client_seq), 0) as last from submission_change where submission_id = $1 and client_id = $2`,
    [submissionId, clientId],
  );
  return row?.last ?? 0;
}

/** What was asked for, and refused, under a number. */
export function findLoggedEdits(
  em: EntityManager,
  submissionId: string,
  clientId: string,
  clientSeq: number,
): Promise<Pick<ChangeRow, 'edits' | 'rejected'> | null> {
  return queryRow(
    em,
    `select edits, rejected from submission_change
      where submission_id = $1 and client_id = $2 and client_seq = $3`,
    [submissionId, clientId, clientSeq],
  );
}

export interface NewChange {
  readonly submissionId: string;
  readonly clientId: string;
  readonly clientSeq: number;
  readonly userId: string;
  /** JSON. */
  readonly edits: string;
  readonly rejected: readonly RejectedEdit[];
  /** False where every part was refused: the log goes on, the state of the submission does not. */
  readonly isEffective: boolean;
}

/** How the submission stands after a change. */
export interface LoggedChange {
  readonly revision: number;
  readonly status: SubmissionStatus;
  readonly changed_at: Date | null;
  readonly has_unsubmitted_edits: boolean;
}

/** Raises the revision and logs the edits; the first effective ones begin the work on the submission. */
export async function logChange(em: EntityManager, change: NewChange): Promise<LoggedChange> {
  const row = await queryRow<LoggedChange>(
    em,
    `with s as (
       update submission set revision = revision + 1,
              status = case when status = 'not_started' and $6 then 'in_progress' else status end,
              started_at = case when $6 then coalesce(started_at, clock_timestamp()) else started_at end,
              changed_at = case when $6 then clock_timestamp() else changed_at end
        where id = $1 returning *
     ), logged as (
       insert into submission_change
              (submission_id, revision, client_id, client_seq, user_id, definition_version_id, edits, rejected, changed_at)
       select id, revision, $2, $3, $4, definition_version_id, $5::jsonb, $7::jsonb, clock_timestamp() from s
     )
     select s.revision, s.status, s.changed_at, ${hasUnsubmittedEdits} as has_unsubmitted_edits from s`,
    [
      change.submissionId,
      change.clientId,
      change.clientSeq,
      change.userId,
      change.edits,
      change.isEffective,
      JSON.stringify(change.rejected),
    ],
  );
  if (!row) throw new Error(`submission ${change.submissionId} is gone`);
  return row;
}
