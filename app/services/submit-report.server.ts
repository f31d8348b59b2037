import { toSubmittedAnswers, validateAnswers } from 'engine';
import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import { findChanges } from '~/db/queries/changes.server';
import { findLastSubmitted, freezeSubmission, type SubmissionRow } from '~/db/queries/submissions.server';
import type { Refusal, SubmitReply, SubmitRequest } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { changeSubmission } from './collecting/change-submission.server';
import { contextOf, findPrevious } from './collecting/contexts.server';
import { loadDraft } from './collecting/draft.server';
import { loadForm } from './collecting/forms.server';
import { whyNotInTime } from './collecting/in-time';
import { findOwnSubmission } from './collecting/own-submission.server';
import { parseSubmitRequest } from './collecting/parse-requests.server';

/**
 * Submits the revision that the user saw: judges it whole and, without errors, freezes it in the same transaction. The number is
 * the receipt. Submitting the same revision again gives the same receipt, also after closing. A newer revision on the
 * server is answered with what changed.
 */
export async function submitReport(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, body }: { readonly collectionId: string; readonly body: unknown },
): Promise<SubmitReply | Refusal> {
  const request = parseSubmitRequest(body);
  if (!request.ok) return request.error;
  const { submissionId } = request.value;
  const own = await findOwnSubmission(em, viewer, 'submission.submit', { collectionId, submissionId });
  if (!own.ok) return own.error;
  return changeSubmission<SubmitReply | Refusal>(em, own.value, (inner, submission) =>
    submitLocked(inner, viewer, submission, request.value),
  );
}

async function submitLocked(
  em: EntityManager,
  viewer: Viewer,
  submission: SubmissionRow,
  request: SubmitRequest,
): Promise<SubmitReply | Refusal> {
  const again = await findSameSubmitted(em, viewer, submission, request);
  if (again) return again;
  const late = whyNotInTime(submission, getConfig().closingGraceSeconds);
  if (late) return late;
  const { definition_version: version, revision } = submission;
  if (request.definitionVersion !== version) return { outcome: 'stale_form', definitionVersion: version };
  if (request.revision > revision) return { outcome: 'malformed', message: 'revision: not reached yet' };
  if (request.revision < revision) {
    const changes = await findChanges(em, submission.id, request.revision);
    return { outcome: 'newer', revision, changes };
  }
  return judgeAndFreeze(em, viewer, submission);
}

async function judgeAndFreeze(
  em: EntityManager,
  viewer: Viewer,
  submission: SubmissionRow,
): Promise<SubmitReply> {
  const { form } = await loadForm(em, submission.definition_version_id);
  const context = contextOf(submission, await findPrevious(em, submission), viewer.locale);
  const draft = await loadDraft(em, submission.id);
  const findings = validateAnswers(form, draft, context);
  if (findings.some(({ severity }) => severity === 'error')) return { outcome: 'has_errors', findings };
  const { number, submitted_at } = await freezeSubmission(em, {
    submissionId: submission.id,
    answers: toSubmittedAnswers(form, draft, context),
    today: context.today,
    userId: viewer.userId,
  });
  return { outcome: 'submitted', number, submittedAt: submitted_at.toISOString() };
}

/** The receipt of a request whose reply was lost: the same revision, on the same form, by the same account. */
async function findSameSubmitted(
  em: EntityManager,
  viewer: Viewer,
  submission: SubmissionRow,
  request: SubmitRequest,
): Promise<SubmitReply | null> {
  const { revision, submitted_revision, definition_version: version } = submission;
  const isSame = request.revision === submitted_revision && revision === submitted_revision;
  // What was returned is submitted anew, also where the organisation only answered the remarks.
  if (!isSame || submission.review_verdict === 'returned' || request.definitionVersion !== version)
    return null;
  const last = await findLastSubmitted(em, submission.id);
  if (last?.submitted_by !== viewer.userId) return null;
  if (last.definition_version_id !== submission.definition_version_id) return null;
  return { outcome: 'submitted', number: last.number, submittedAt: last.submitted_at.toISOString() };
}
