import type { Answers, Cells } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { findRemarks, type RemarkRow } from '~/db/queries/remarks.server';
import { findSubmittedAnswers, findVerdicts } from '~/db/queries/reviews.server';
import type { RemarkView, VerdictView } from '~/protocol/review';

/**
 * Remarks of a submission with what their cells and rows held when they were made. Drafts are of one person: `draftsOf`, or of nobody.
 */
export async function viewRemarks(
  em: EntityManager,
  submissionId: string,
  { draftsOf }: { readonly draftsOf: string | null },
): Promise<readonly RemarkView[]> {
  const rows = await findRemarks(em, submissionId, { draftsOf });
  const receipts = [...new Set(rows.filter(({ row_id }) => row_id !== null).map(({ receipt }) => receipt))];
  const submitted = await findSubmittedAnswers(em, submissionId, receipts);
  const rowsOf = new Map([...submitted].map(([receipt, answers]) => [receipt, indexRows(answers)] as const));
  return rows.map((row) => viewRemark(row, rowsOf.get(row.receipt)));
}

type RowIndex = ReadonlyMap<string, Cells>;

const keyOf = (sheet: string, row: string): string => `${sheet}\u0000${row}`;

function indexRows(answers: Answers): RowIndex {
  return new Map(
    Object.entries(answers.sheets).flatMap(([sheet, rows]) =>
      rows.map((row) => [keyOf(sheet, row.id), row.cells] as const),
    ),
  );
}

function viewRemark(row: RemarkRow, rows: RowIndex | undefined): RemarkView {
  return {
    id: row.id,
    place: { sheet: row.sheet_id, row: row.row_id, column: row.column_id },
    text: row.text,
    level: row.level,
    state: row.state,
    at: row.created_at.toISOString(),
    receipt: row.receipt,
    answer:
      row.answer === null || row.answered_at === null
        ? null
        : { text: row.answer, at: row.answered_at.toISOString() },
    before: beforeOf(row, rows),
  };
}

function beforeOf({ sheet_id, row_id, column_id }: RemarkRow, rows: RowIndex | undefined): Cells | null {
  if (sheet_id === null || row_id === null) return null;
  const cells = rows?.get(keyOf(sheet_id, row_id));
  if (!cells) return null;
  return column_id === null ? cells : { [column_id]: cells[column_id] ?? null };
}

/** All verdicts on a submission, the newest first. */
export async function viewVerdicts(em: EntityManager, submissionId: string): Promise<readonly VerdictView[]> {
  const rows = await findVerdicts(em, submissionId);
  return rows.map((row) => ({
    verdict: row.verdict,
    level: row.level,
    at: row.decided_at.toISOString(),
    by: row.by,
    comment: row.comment,
    receipt: row.receipt,
    closesAt: row.closes_at?.toISOString() ?? null,
  }));
}
