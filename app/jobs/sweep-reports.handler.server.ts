import { findAbandonedReports, takeExpiredFiles } from '../db/queries/reports.server';
import { getFileStore } from '../files/file-store.server';
import { handleJob } from './define-job.server';
import { downloadsReportJob } from './downloads-report.job';
import { exportCollectionJob } from './export-collection.job';
import { enqueue } from './queue.server';
import { sweepReportsJob } from './sweep-reports.job';

const EVERY_MS = 30_000;

const jobs = { collection_export: exportCollectionJob, downloads: downloadsReportJob } as const;

/** The row of a report is the truth: what is unfinished and has no living lease is asked for again. */
export const sweepReportsHandler = handleJob(
  sweepReportsJob,
  async (_payload, { em }) => {
    for (const { id, kind } of await findAbandonedReports(em)) await enqueue(jobs[kind], { reportId: id });
    for (const key of await takeExpiredFiles(em)) await getFileStore().remove(key);
  },
  { repeatEveryMs: EVERY_MS },
);
