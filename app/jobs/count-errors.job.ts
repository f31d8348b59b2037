import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Counts the errors of drafts that were edited since they were counted last, for those who monitor. */
export const countErrorsJob = defineJob({ name: 'count-errors', payload: z.object({}) });
