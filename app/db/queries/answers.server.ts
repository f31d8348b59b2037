import type { Cells, Justification } from 'engine';
import type { EntityManager } from '../orm.server';
import { execute, queryRows } from '../sql.server';

export interface AnswerRowRow {
  readonly sheet_id: string;
  readonly row_id: string;
  readonly order_key: string;
  /** null where only the row's place was asked for. */
  readonly cells: Cells | null;
  readonly removed: boolean;
}

/** All rows of a draft, tombstones included, in order. */
export function findAnswerRows(em: EntityManager, submissionId: string): Promise<AnswerRowRow[]> {
  return queryRows(
    em,
    `select sheet_id, row_id, order_key, cells, removed from answer_row
      where submission_id = $1 order by sheet_id, order_key`,
    [submissionId],
  );
}

export interface RowSelection {
  /** Sheets of which every row's place is needed. */
  readonly wholeSheets: readonly string[];
  /** Rows of which the cells are needed. */
  readonly rows: readonly { readonly sheet: string; readonly row: string }[];
}

/** Rows by address with their cells, and the places of all rows of whole sheets; in order. */
export function findSelectedRows(
  em: EntityManager,
  submissionId: string,
  { wholeSheets, rows }: RowSelection,
): Promise<AnswerRowRow[]> {
  return queryRows(
    em,
    `with t as materialized (select distinct * from unnest($2::text[], $3::text[]) as t (sheet_id, row_id))
     select a.sheet_id, a.row_id, a.order_key, a.cells, a.removed
       from t join answer_row a on a.submission_id = $1 and a.sheet_id = t.sheet_id and a.row_id = t.row_id
     union all
     select a.sheet_id, a.row_id, a.order_key, null, a.removed from answer_row a
      where a.submission_id = $1 and a.sheet_id = any($4::text[])
        and not exists (select from t where t.sheet_id = a.sheet_id and t.row_id = a.row_id)
      order by sheet_id, order_key`,
    [submissionId, rows.map(({ sheet }) => sheet), rows.map(({ row }) => row), wholeSheets],
  );
}

/** The greatest order key of each of the sheets that has rows. */
export async function findLastOrderKeys(
  em: EntityManager,
  submissionId: string,
  sheets: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await queryRows<{ sheet_id: string; last: string }>(
    em,
    `select sheet_id, max(order_key) as last from answer_row
      where submission_id = $1 and sheet_id = any($2::text[]) group by sheet_id`,
    [submissionId, sheets],
  );
  return new Map(rows.map(({ sheet_id, last }) => [sheet_id, last]));
}

export interface ChangedRow {
  readonly sheet: string;
  readonly row: string;
  readonly key: string;
  readonly cells: Cells;
  readonly removed: boolean;
}

/** Inserts new rows and replaces known ones; rows keep the place they have. */
export async function storeAnswerRows(
  em: EntityManager,
  submissionId: string,
  rows: readonly ChangedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(
    em,
    `insert into answer_row (submission_id, sheet_id, row_id, order_key, cells, removed)
     select $1, r.sheet, r.row, r.key, r.cells, r.removed
       from jsonb_to_recordset($2::jsonb) as r (sheet text, row text, key text, cells jsonb, removed boolean)
     on conflict (submission_id, sheet_id, row_id) do update set cells = excluded.cells, removed = excluded.removed`,
    [submissionId, JSON.stringify(rows)],
  );
}

export async function findJustifications(em: EntityManager, submissionId: string): Promise<Justification[]> {
  const rows = await queryRows<{ rule_id: string; sheet_id: string; row_id: string; text: string }>(
    em,
    `select rule_id, sheet_id, row_id, text from answer_justification where submission_id = $1
      order by rule_id, sheet_id, row_id`,
    [submissionId],
  );
  // Rules of the form have no sheet, and those of a sheet no row: stored as empty texts, because keys hold no null.
  return rows.map(({ rule_id, sheet_id, row_id, text }) => ({
    rule: rule_id,
    ...(sheet_id === '' ? {} : { sheet: sheet_id }),
    ...(row_id === '' ? {} : { row: row_id }),
    text,
  }));
}

/** Puts these in the place of all justifications of the draft. */
export async function replaceJustifications(
  em: EntityManager,
  submissionId: string,
  justifications: readonly Justification[],
): Promise<void> {
  await execute(em, 'delete from answer_justification where submission_id = $1', [submissionId]);
  await execute(
    em,
    `insert into answer_justification (submission_id, rule_id, sheet_id, row_id, text)
     select $1, j.rule, coalesce(j.sheet, ''), coalesce(j.row, ''), j.text
       from jsonb_to_recordset($2::jsonb) as j (rule text, sheet text, row text, text text)`,
    [submissionId, JSON.stringify(justifications)],
  );
}
