import type { FoundParticipant } from '~/db/queries/participants.server';
import type { ParticipantRow } from '~/protocol/views';
import { toReviewed } from './reviewed.server';
import { markOf } from './standing';

/** A participant with the mark that its review has now. */
export function viewParticipant({ reviewed, ...participant }: FoundParticipant): ParticipantRow {
  return { ...participant, review: markOf(toReviewed(reviewed)) };
}
