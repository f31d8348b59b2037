import { getCollection as contract } from '~/services/api/contracts.server';
import { getCollection } from '~/services/api/list-collections.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, params }) =>
  getCollection(em, viewer, params.collectionId),
);
