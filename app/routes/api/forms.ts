import { listForms as contract } from '~/services/api/contracts.server';
import { listForms } from '~/services/api/list-forms.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, query }) => listForms(em, viewer, query));
