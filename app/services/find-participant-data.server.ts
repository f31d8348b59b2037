import { can, visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findParticipant } from '~/db/queries/participants.server';
import { findLastSubmitted } from '~/db/queries/submissions.server';
import type { ParticipantData, Viewer } from '~/protocol/views';
import { loadDraft } from './collecting/draft.server';
import { loadForm } from './collecting/forms.server';
import { isUuid } from './collecting/parse-requests.server';
import { viewParticipant } from './review/view-participant.server';

/**
 * What one organisation has entered (A42): what it submitted last, in the version of the form it was submitted in, or the
 * draft where it never submitted. Null where the viewer answers for no such participant.
 */
export async function findParticipantData(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, submissionId }: { readonly collectionId: string; readonly submissionId: string },
): Promise<ParticipantData | null> {
  if (!isUuid(collectionId) || !isUuid(submissionId) || !can(viewer, 'participant-data.read')) return null;
  const scope = visibleOrgUnits(viewer, 'participant-data.read', 's', 1);
  const found = await findParticipant(em, collectionId, submissionId, scope);
  if (!found) return null;
  const { participant, editedSince } = found;
  const submitted = await findLastSubmitted(em, submissionId);
  const answers = submitted?.answers ?? (await loadDraft(em, submissionId));
  const { source } = await loadForm(em, submitted?.definition_version_id ?? found.definitionVersionId);
  const hasAnswers = Object.values(answers.sheets).some((rows) =>
    rows.some(({ removed }) => removed !== true),
  );
  return {
    participant: viewParticipant(participant),
    form: source,
    answers,
    isDraft: submitted === null,
    hasAnswers,
    editedSince,
    receipt: submitted?.number ?? null,
  };
}
