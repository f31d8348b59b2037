import { getSubmission as contract } from '~/services/api/contracts.server';
import { getSubmission } from '~/services/api/list-submissions.server';
import { answers } from './answer.server';

export const loader = answers(contract, ({ em, viewer, params }) =>
  getSubmission(em, viewer, params.submissionId),
);
