import { z } from 'zod';
import { defineJob } from './define-job.server';

/** Forms the file of a report about who has downloaded what. */
export const downloadsReportJob = defineJob({
  name: 'downloads-report',
  payload: z.object({ reportId: z.string().uuid() }),
});
