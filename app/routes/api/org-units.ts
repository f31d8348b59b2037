import { listOrgUnits as contract } from '~/services/api/contracts.server';
import { listOrgUnits } from '~/services/api/list-org-units.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, query }) => listOrgUnits(em, viewer, query));
