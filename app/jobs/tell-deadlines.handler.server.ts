import { tellDeadlines } from '../services/notifications/tell-deadlines.server';
import { handleJob } from './define-job.server';
import { tellDeadlinesJob } from './tell-deadlines.job';

const EVERY_MS = 60_000;

export const tellDeadlinesHandler = handleJob(tellDeadlinesJob, (_payload, { em }) => tellDeadlines(em), {
  repeatEveryMs: EVERY_MS,
});
