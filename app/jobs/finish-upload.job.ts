import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Makes a file or a delivery of an upload that was received. */
export const finishUploadJob = defineJob({
  name: 'finish-upload',
  payload: z.object({ uploadId: z.string().uuid() }),
});
