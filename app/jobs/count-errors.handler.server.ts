import { countErrors } from '../services/monitoring/count-errors.server';
import { countErrorsJob } from './count-errors.job';
import { handleJob } from './define-job.server';

const EVERY_MS = 20_000;

export const countErrorsHandler = handleJob(
  countErrorsJob,
  (_payload, { em, log, signal }) => countErrors(em, log, signal),
  {
    repeatEveryMs: EVERY_MS,
  },
);
