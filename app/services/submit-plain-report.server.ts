import { randomUUID } from 'node:crypto';
import type { EntityManager } from '~/db/orm.server';
import type { Refusal, SubmitReply, SubmitRequest } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { openPlainDraft } from './plain/plain-draft.server';
import { saveEdits } from './save-edits.server';
import { submitReport } from './submit-report.server';

/** Submits what a page without scripts showed: first values that nobody has saved yet are saved with it. */
export async function submitPlainReport(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, request }: { readonly collectionId: string; readonly request: SubmitRequest },
): Promise<SubmitReply | Refusal> {
  const draft = await openPlainDraft(em, viewer, collectionId);
  if ('outcome' in draft) return draft;
  const { firstValues, submission } = draft;
  let { revision } = request;
  if (firstValues.length > 0 && submission.revision === revision) {
    const body = {
      submissionId: request.submissionId,
      clientId: randomUUID(),
      clientSeq: 1,
      knownRevision: revision,
      definitionVersion: request.definitionVersion,
      edits: firstValues,
    };
    const saved = await saveEdits(em, viewer, { collectionId, body });
    if (saved.outcome !== 'saved') return saved;
    revision = saved.revision;
  }
  return submitReport(em, viewer, { collectionId, body: { ...request, revision } });
}
