import { createHash } from 'node:crypto';
import type { Answers, ValidationContext } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import {
  findLastSubmitted,
  findPublicationPath,
  readSubmission,
  type SubmissionRow,
  type SubmittedRow,
} from '~/db/queries/submissions.server';
import { findOwnReviewFacts } from '~/db/queries/reviews.server';
import { withTransaction } from '~/db/sql.server';
import type { OwnReview } from '~/protocol/review';
import type { SubmissionSources, SubmissionView, Viewer } from '~/protocol/views';
import { toReviewed } from '../review/reviewed.server';
import { markOf } from '../review/standing';
import { contextOf, findPrevious } from './contexts.server';
import { loadDraft } from './draft.server';
import { loadForm } from './forms.server';
import { viewWindow } from './windows';

/** A submission as its organisation sees it, all parts from one moment. After closing it shows what was submitted. */
export async function viewSubmission(
  em: EntityManager,
  viewer: Viewer,
  submissionId: string,
  { draft }: { readonly draft: boolean },
): Promise<SubmissionView> {
  return withTransaction(em, (inner) => view(inner, viewer, submissionId, draft), {
    isolation: 'repeatable read',
    readOnly: true,
  });
}

async function view(
  em: EntityManager,
  viewer: Viewer,
  submissionId: string,
  draft: boolean,
): Promise<SubmissionView> {
  const submission = await readSubmission(em, submissionId);
  const window = viewWindow(submission);
  const submitted = window.state === 'closed' && !draft ? await findLastSubmitted(em, submissionId) : null;
  const shown = await loadShown(em, submission, submitted);
  const previous = await findPrevious(em, submission);
  const context = contextOf(submission, previous, viewer.locale);
  return {
    submissionId,
    collectionId: submission.collection_id,
    collectionTitle: submission.collection_title,
    publicationPath: await findPublicationPath(em, submission.collection_id),
    ...shown,
    revision: submission.revision,
    status: submission.status,
    changedAt: submission.changed_at?.toISOString() ?? null,
    submittedAt: submission.submitted_at?.toISOString() ?? null,
    hasUnsubmittedEdits: submission.has_unsubmitted_edits,
    window,
    context,
    timeZone: submission.time_zone,
    serverTime: submission.now.toISOString(),
    editable: window.state === 'open',
    review: await viewOwnReview(em, submission),
    sources: sourcesOf(submission, context, previous),
  };
}

/** The mark of the review; its verdicts are on what was submitted, whatever is edited since. */
async function viewOwnReview(em: EntityManager, submission: SubmissionRow): Promise<OwnReview | null> {
  const mark = markOf(toReviewed(submission));
  return mark && { mark, ...(await findOwnReviewFacts(em, submission.id)) };
}

async function loadShown(
  em: EntityManager,
  submission: SubmissionRow,
  submitted: SubmittedRow | null,
): Promise<Pick<SubmissionView, 'form' | 'answers' | 'shows'>> {
  const version = submitted?.definition_version_id ?? submission.definition_version_id;
  const { source } = await loadForm(em, version);
  const answers: Answers = submitted ? submitted.answers : await loadDraft(em, submission.id);
  return { form: source, answers, shows: submitted ? 'submitted' : 'draft' };
}

/** `today` moves on by itself and is no change that anybody has to be told of. */
function sourcesOf(
  submission: SubmissionRow,
  context: ValidationContext,
  previous: SubmittedRow | null,
): SubmissionSources {
  return {
    form: fingerprint(submission.definition_version_id),
    organisation: fingerprint(context.org, submission.time_zone),
    window: fingerprint(submission.opens_at, submission.closes_at, submission.collection_closes_at),
    previous: fingerprint(previous?.number ?? null),
  };
}

function fingerprint(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 16);
}
