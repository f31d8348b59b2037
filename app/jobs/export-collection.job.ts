import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Forms the file of a report. */
export const exportCollectionJob = defineJob({
  name: 'export-collection',
  payload: z.object({ reportId: z.string().uuid() }),
});
