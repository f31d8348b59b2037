import { listParticipants as contract } from '~/services/api/contracts.server';
import { listParticipants } from '~/services/api/list-participants.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, params, query }) =>
  listParticipants(em, viewer, params.collectionId, query),
);
