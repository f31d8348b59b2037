import { listSubmissions as contract } from '~/services/api/contracts.server';
import { listSubmissions } from '~/services/api/list-submissions.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, params, query }) =>
  listSubmissions(em, viewer, params.collectionId, query),
);
