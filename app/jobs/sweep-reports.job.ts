import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Finds reports that were forgotten, and files that were kept long enough. */
export const sweepReportsJob = defineJob({ name: 'sweep-reports', payload: z.object({}) });
