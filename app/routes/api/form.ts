import { getForm as contract } from '~/services/api/contracts.server';
import { getForm } from '~/services/api/list-forms.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, params, locale }) =>
  getForm(em, viewer, params, locale),
);
