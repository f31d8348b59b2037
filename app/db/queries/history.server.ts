import type { Edit } from 'engine';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows } from '../sql.server';
import { isParticipant, type Scope } from './collections.server';

/** A submission whose history somebody in the scope may read. */
export interface ReadableRow {
  readonly id: string;
  readonly revision: number;
  readonly submitted_revision: number | null;
  readonly definition_version_id: string;
}

export function findReadable(
  em: EntityManager,
  collectionId: string,
  submissionId: string,
  scope: Scope,
): Promise<ReadableRow | null> {
  const first = scope.parameters.length;
  return queryRow(
    em,
    `select s.id, s.revision, s.submitted_revision, s.definition_version_id from submission s
      where s.collection_id = $${first + 1} and s.id = $${first + 2} and ${isParticipant} and ${scope.sql}`,
    [...scope.parameters, collectionId, submissionId],
  );
}

export interface LoggedRow {
  readonly revision: number;
  readonly edits: readonly Edit[];
  readonly definition_version_id: string;
  readonly changed_at: Date;
  readonly user_id: string;
  readonly login: string;
  readonly name: string;
}

const loggedColumns = `c.revision, c.edits, c.definition_version_id, c.changed_at, c.user_id, u.login,
  u.display_name as name`;

/** Log entries are small; a few large ones make a batch of their own. */
const BATCH_BYTES = 2_000_000;

function selectLogged(condition: string, direction: 'asc' | 'desc'): string {
  return `with page as materialized (
      select c.revision, sum(pg_column_size(c.edits)) over (order by c.revision ${direction}) as bytes,
             row_number() over (order by c.revision ${direction}) as place
        from submission_change c where c.submission_id = $1 and ${condition}
       order by c.revision ${direction} limit $4)
    select ${loggedColumns} from page p
      join submission_change c on c.submission_id = $1 and c.revision = p.revision
      join user_account u on u.id = c.user_id
     where p.bytes <= ${BATCH_BYTES} or p.place = 1 order by c.revision`;
}

/** The first log entries after a revision up to another, in order: at most so many, and no more than a few megabytes. */
export function findLoggedAfter(
  em: EntityManager,
  submissionId: string,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Promise<LoggedRow[]> {
  return queryRows(em, selectLogged('c.revision > $2 and c.revision <= $3', 'asc'), [
    submissionId,
    after,
    upTo,
    limit,
  ]);
}

/** The last log entries up to a revision, in order, bounded alike. */
export function findLoggedUpTo(
  em: EntityManager,
  submissionId: string,
  { upTo, limit }: { readonly upTo: number; readonly limit: number },
): Promise<LoggedRow[]> {
  return queryRows(em, selectLogged('c.revision > $2 and c.revision <= $3', 'desc'), [
    submissionId,
    0,
    upTo,
    limit,
  ]);
}

export interface SubmittingRow {
  readonly number: number;
  readonly revision: number;
  readonly submitted_at: Date;
  readonly login: string;
  readonly name: string;
}

/** Who submitted when, between two revisions, in order. */
export function findSubmittings(
  em: EntityManager,
  submissionId: string,
  { from, upTo }: { readonly from: number; readonly upTo: number },
): Promise<SubmittingRow[]> {
  return queryRows(
    em,
    `select v.number, v.revision, v.submitted_at, u.login, u.display_name as name
       from submission_revision v join user_account u on u.id = v.submitted_by
      where v.submission_id = $1 and v.revision between $2 and $3 order by v.number`,
    [submissionId, from, upTo],
  );
}

export function findPerson(
  em: EntityManager,
  userId: string,
): Promise<{ readonly login: string; readonly name: string } | null> {
  return queryRow(em, `select u.login, u.display_name as name from user_account u where u.id = $1`, [userId]);
}
