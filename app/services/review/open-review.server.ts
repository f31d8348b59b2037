import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findNextWaiting } from '~/db/queries/review-queue.server';
import type { ReviewedRow } from '~/db/queries/reviews.server';
import { findLastSubmitted, readSubmission } from '~/db/queries/submissions.server';
import { withTransaction } from '~/db/sql.server';
import type { ReviewView } from '~/protocol/review';
import type { Viewer } from '~/protocol/views';
import { contextOf, findPrevious } from '../collecting/contexts.server';
import { loadForm } from '../collecting/forms.server';
import { isUuid } from '../collecting/parse-requests.server';
import { viewWindow } from '../collecting/windows';
import { viewRemarks, viewVerdicts } from './remark-views.server';
import { findVisibleReviewed, toReviewed } from './reviewed.server';
import { levelOf, markOf, mayDecide } from './standing';

export interface ReviewWanted {
  readonly submissionId: string;
  /** The next report is looked for in this collection only. */
  readonly collectionId: string | null;
}

/** What was submitted last, to be looked at and judged; all parts from one moment. Null where the viewer may not see it. */
export async function openReview(
  em: EntityManager,
  viewer: Viewer,
  wanted: ReviewWanted,
): Promise<ReviewView | null> {
  return withTransaction(em, (inner) => view(inner, viewer, wanted), {
    isolation: 'repeatable read',
    readOnly: true,
  });
}

async function view(
  em: EntityManager,
  viewer: Viewer,
  { submissionId, collectionId }: ReviewWanted,
): Promise<ReviewView | null> {
  const row = await findVisibleReviewed(em, viewer, 'review.read', submissionId);
  if (!row) return null;
  const reviewed = toReviewed(row);
  const mark = markOf(reviewed);
  const submitted = await findLastSubmitted(em, submissionId);
  if (!mark || !submitted) return null;
  const submission = await readSubmission(em, submissionId);
  const { source } = await loadForm(em, submitted.definition_version_id);
  const level = can(viewer, 'review.judge') ? levelOf(viewer.role) : null;
  return {
    ...headOf(row),
    form: source,
    answers: submitted.answers,
    context: contextOf(submission, await findPrevious(em, submission), viewer.locale),
    mark,
    may: {
      return: level !== null && mayDecide(reviewed, level, 'returned'),
      accept: level !== null && mayDecide(reviewed, level, 'accepted'),
    },
    remarks: await viewRemarks(em, submissionId, { draftsOf: viewer.userId }),
    verdicts: await viewVerdicts(em, submissionId),
    next: await findNextFor(em, viewer, { collectionId, after: submissionId }),
  };
}

function headOf(row: ReviewedRow) {
  return {
    submissionId: row.id,
    collectionId: row.collection_id,
    collectionTitle: row.collection_title,
    login: row.login,
    organisation: row.organisation,
    place: [row.region, row.municipality].filter((title) => title !== '').join(', '),
    receipt: row.receipt,
    submittedAt: row.submitted_at.toISOString(),
    editedSince: row.has_unsubmitted_edits,
    status: row.status,
    window: viewWindow(row),
  };
}

/** The report that waits for the viewer next; null without one, and for those who only look. */
export async function findNextFor(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, after }: { readonly collectionId: string | null; readonly after: string | null },
): Promise<string | null> {
  const level = can(viewer, 'review.judge') ? levelOf(viewer.role) : null;
  if (level === null) return null;
  return findNextWaiting(em, {
    scope: visibleOrgUnits(viewer, 'review.judge', 's', 1),
    level,
    collectionId: collectionId !== null && isUuid(collectionId) ? collectionId : null,
    after,
  });
}
