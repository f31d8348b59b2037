import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Finds uploads and deliveries that were forgotten, and removes what belongs to nothing any more. */
export const sweepFilesJob = defineJob({ name: 'sweep-files', payload: z.object({}) });
