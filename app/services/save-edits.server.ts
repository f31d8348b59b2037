import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import { findChanges, findLastClientSeq, findLoggedEdits, logChange } from '~/db/queries/changes.server';
import type { SubmissionRow } from '~/db/queries/submissions.server';
import type { Refusal, SaveReply, SaveRequest } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { changeSubmission, standingOf } from './collecting/change-submission.server';
import { cleanEdits, type CleanedEdits, isLeftOut } from './collecting/clean-edits.server';
import { applyToDraft } from './collecting/draft.server';
import { loadForm } from './collecting/forms.server';
import { whyNotInTime } from './collecting/in-time';
import { findOwnSubmission } from './collecting/own-submission.server';
import { parseSaveRequest } from './collecting/parse-requests.server';

/** Of the edits of one request, as JSON. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Applies the edits of one request to the draft of the viewer's organisation and logs them; durable when it returns. A request
 * that was answered before is answered again, also after closing. Parts that cannot be applied are reported in the reply.
 */
export async function saveEdits(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, body }: { readonly collectionId: string; readonly body: unknown },
): Promise<SaveReply | Refusal> {
  const request = parseSaveRequest(body);
  if (!request.ok) return request.error;
  const { submissionId } = request.value;
  const own = await findOwnSubmission(em, viewer, 'submission.edit', { collectionId, submissionId });
  if (!own.ok) return own.error;
  const cleaned = cleanEdits(request.value.edits);
  const json = JSON.stringify(cleaned.edits);
  if (Buffer.byteLength(json) > MAX_BYTES) return { outcome: 'too_large' };
  return changeSubmission(em, own.value, (inner, submission) =>
    saveLocked(inner, viewer, submission, { ...request.value, cleaned, json }),
  );
}

interface Saving extends SaveRequest {
  readonly cleaned: CleanedEdits;
  /** The cleaned edits. */
  readonly json: string;
}

async function saveLocked(
  em: EntityManager,
  viewer: Viewer,
  submission: SubmissionRow,
  request: Saving,
): Promise<SaveReply | Refusal> {
  const { clientId, clientSeq, cleaned } = request;
  const last = await findLastClientSeq(em, submission.id, clientId);
  if (clientSeq <= last) return answerAgain(em, submission, request);
  const refusal = whyRefused(submission, request, last);
  if (refusal) return refusal;
  const { form } = await loadForm(em, submission.definition_version_id);
  const applied = await applyToDraft(em, submission.id, form, cleaned.edits);
  const rejected = [
    ...cleaned.rejected,
    ...applied.rejected.filter(({ editIndex }) => !isLeftOut(cleaned.edits[editIndex])),
  ].sort((a, b) => a.editIndex - b.editIndex);
  const logged = await logChange(em, {
    submissionId: submission.id,
    clientId,
    clientSeq,
    userId: viewer.userId,
    edits: request.json,
    rejected,
    isEffective: applied.isEffective,
  });
  return reply(em, { ...submission, ...logged }, request.knownRevision, rejected);
}

function whyRefused(submission: SubmissionRow, request: SaveRequest, last: number): Refusal | null {
  const late = whyNotInTime(submission, getConfig().closingGraceSeconds);
  if (late) return late;
  if (request.definitionVersion !== submission.definition_version) {
    return { outcome: 'stale_form', definitionVersion: submission.definition_version };
  }
  if (request.clientSeq > last + 1) {
    return { outcome: 'malformed', message: `clientSeq: ${last + 1} is missing` };
  }
  if (request.knownRevision > submission.revision) {
    return { outcome: 'malformed', message: 'knownRevision: not reached yet' };
  }
  return null;
}

/** The reply to the first request may have been lost; the same number with other edits is a fault of the client. */
async function answerAgain(
  em: EntityManager,
  submission: SubmissionRow,
  { clientId, clientSeq, knownRevision, json }: Saving,
): Promise<SaveReply | Refusal> {
  const logged = await findLoggedEdits(em, submission.id, clientId, clientSeq);
  const asked: unknown = JSON.parse(json);
  if (!logged || canonical(logged.edits) !== canonical(asked)) {
    return { outcome: 'malformed', message: 'clientSeq: was used for other edits' };
  }
  return reply(em, submission, knownRevision, logged.rejected);
}

async function reply(
  em: EntityManager,
  submission: SubmissionRow,
  knownRevision: number,
  rejected: SaveReply['rejected'],
): Promise<SaveReply> {
  return {
    outcome: 'saved',
    revision: submission.revision,
    changedAt: (submission.changed_at ?? submission.now).toISOString(),
    rejected,
    changes: await findChanges(em, submission.id, knownRevision),
    ...standingOf(submission),
  };
}

/** JSON with the keys of objects in order: the database keeps them in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
