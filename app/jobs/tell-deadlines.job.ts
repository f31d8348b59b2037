import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Tells organisations that a collection has opened, and those that have not submitted that it closes soon. */
export const tellDeadlinesJob = defineJob({ name: 'tell-deadlines', payload: z.object({}) });
