import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Hands out the files of a zip to the organisations that they are named after. */
export const deliverFilesJob = defineJob({
  name: 'deliver-files',
  payload: z.object({ deliveryId: z.string().uuid() }),
});
