import { listCollections as contract } from '~/services/api/contracts.server';
import { listCollections } from '~/services/api/list-collections.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, query }) => listCollections(em, viewer, query));
