import type { EntityManager } from '~/db/orm.server';
import type { RefreshReply, RefreshRequest, Refusal } from '~/protocol/saving';
import type { SubmissionView, Viewer } from '~/protocol/views';
import { findOwnSubmission } from './collecting/own-submission.server';
import { parseRefreshRequest } from './collecting/parse-requests.server';
import { viewSubmission } from './collecting/submission-views.server';

const parts = ['form', 'organisation', 'window', 'previous'] as const;

/**
 * The submission as it is now, and what of it is not as the page shows it (A29): the form's version, the organisation's register
 * entries, the window, the data of the previous collection, edits by others. Changes nothing.
 */
export async function refreshDraft(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, body }: { readonly collectionId: string; readonly body: unknown },
): Promise<RefreshReply | Refusal> {
  const request = parseRefreshRequest(body);
  if (!request.ok) return request.error;
  const { submissionId } = request.value;
  const own = await findOwnSubmission(em, viewer, 'submission.open', { collectionId, submissionId });
  if (!own.ok) return own.error;
  const submission = await viewSubmission(em, viewer, own.value, { draft: true });
  return { outcome: 'refreshed', submission, changed: whatChanged(request.value, submission) };
}

function whatChanged(known: RefreshRequest, { sources, revision }: SubmissionView): RefreshReply['changed'] {
  const changed = parts.filter((part) => known.sources[part] !== sources[part]);
  return known.revision === revision ? changed : [...changed, 'answers'];
}
