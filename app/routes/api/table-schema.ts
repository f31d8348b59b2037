import { getTableSchema as contract } from '~/services/api/contracts.server';
import { getTableSchema } from '~/services/api/list-forms.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, params, locale }) =>
  getTableSchema(em, viewer, params, locale),
);
