import type { CompiledForm } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { countDrafts, removeDraft, resolveRemarks, storeDraft } from '~/db/queries/remarks.server';
import { findSubmittedAnswers, type ReviewedRow } from '~/db/queries/reviews.server';
import { withTransaction } from '~/db/sql.server';
import type { RemarkClosed, RemarkPlace, RemarkReply, RemarkRequest } from '~/protocol/review';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { loadForm } from '../collecting/forms.server';
import { parseRemarkRequest } from './parse.server';
import { viewRemarks } from './remark-views.server';
import { findVisibleReviewed, toReviewed } from './reviewed.server';
import { levelOf, levelsOf, mayDecide } from './standing';

/** More than anybody reads. */
const MAX_DRAFTS = 500;

type Reply = RemarkReply | RemarkClosed | Refusal;

/**
 * Writes a draft of a remark, takes one away, or settles a remark that was sent. Drafts are their author's until the verdict, also when
 * the organisation submits again meanwhile; settling wants the own turn. Answers with all remarks as they are then.
 */
export async function changeRemark(
  em: EntityManager,
  viewer: Viewer,
  { submissionId, body }: { readonly submissionId: string; readonly body: unknown },
): Promise<Reply> {
  const request = parseRemarkRequest(body);
  if (!request.ok) return request.error;
  return withTransaction(em, async (inner): Promise<Reply> => {
    const row = await findVisibleReviewed(inner, viewer, 'review.judge', submissionId);
    const level = levelOf(viewer.role);
    if (!row || level === null) return { outcome: 'not_found' };
    if (!levelsOf(toReviewed(row)).includes(level)) return { outcome: 'forbidden' };
    const refusal = await change(inner, viewer, row, request.value);
    if (refusal) return refusal;
    return {
      outcome: 'remarked',
      remarks: await viewRemarks(inner, row.id, { draftsOf: viewer.userId }),
    };
  });
}

async function change(
  em: EntityManager,
  viewer: Viewer,
  row: ReviewedRow,
  request: RemarkRequest,
): Promise<RemarkClosed | Refusal | null> {
  const closed: RemarkClosed = { outcome: 'remark_closed' };
  const level = levelOf(viewer.role);
  if (level === null) return { outcome: 'forbidden' };
  switch (request.kind) {
    case 'write':
      return write(em, viewer, row, request);
    case 'remove':
      return (await removeDraft(em, { id: request.id, submissionId: row.id, userId: viewer.userId }))
        ? null
        : closed;
    case 'resolve': {
      if (!mayDecide(toReviewed(row), level, 'accepted')) return { outcome: 'forbidden' };
      const covered = level === 'regional' ? (['municipal', 'regional'] as const) : ([level] as const);
      return (await resolveRemarks(em, row.id, covered, request.id)) > 0 ? null : closed;
    }
  }
}

async function write(
  em: EntityManager,
  viewer: Viewer,
  row: ReviewedRow,
  { id, receipt, place, text }: Extract<RemarkRequest, { kind: 'write' }>,
): Promise<RemarkClosed | Refusal | null> {
  const level = levelOf(viewer.role);
  if (level === null) return { outcome: 'forbidden' };
  const answers = (await findSubmittedAnswers(em, row.id, [receipt])).get(receipt);
  if (answers === undefined) return { outcome: 'malformed', message: 'receipt: not of this report' };
  const { form } = await loadForm(em, row.definition_version_id);
  if (!isPlaceIn(form, place)) return { outcome: 'malformed', message: 'place: not in the form' };
  if ((await countDrafts(em, row.id, viewer.userId)) >= MAX_DRAFTS) return { outcome: 'too_large' };
  const stored = await storeDraft(em, {
    id,
    submissionId: row.id,
    receipt,
    level,
    userId: viewer.userId,
    place,
    text,
  });
  return stored ? null : { outcome: 'remark_closed' };
}

/** Rows of open sheets come and go with what is submitted; a remark may outlive its row. */
function isPlaceIn(form: CompiledForm, { sheet, row, column }: RemarkPlace): boolean {
  if (sheet === null) return true;
  const known = form.sheetById.get(sheet);
  if (!known) return false;
  if (column !== null && !known.columnById.has(column)) return false;
  return row === null || known.rows.kind === 'open' || known.givenById.has(row);
}
