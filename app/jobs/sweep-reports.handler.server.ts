import { findAbandonedReports, takeExpiredFiles } from '../db/queries/reports.server';
import { getFileStore } from '../files/file-store.server';
import { handleJob } from './define-job.server';
import { exportCollectionJob } from './export-collection.job';
import { enqueue } from './queue.server';
import { sweepReportsJob } from './sweep-reports.job';

const EVERY_MS = 30_000;

/** The row of a report is the truth: what is unfinished and has no living lease is asked for again. */
export const sweepReportsHandler = handleJob(
  sweepReportsJob,
  async (_payload, { em }) => {
    for (const reportId of await findAbandonedReports(em)) await enqueue(exportCollectionJob, { reportId });
    for (const key of await takeExpiredFiles(em)) await getFileStore().remove(key);
  },
  { repeatEveryMs: EVERY_MS },
);
