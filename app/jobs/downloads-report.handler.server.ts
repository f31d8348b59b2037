import { pipeline } from 'node:stream/promises';
import { snapshotTime } from '../db/queries/submitted.server';
import { downloadsTable } from '../services/files/downloads-table.server';
import { handleJob } from './define-job.server';
import { downloadsReportJob } from './downloads-report.job';
import { REPORT_ATTEMPTS, runReport } from './run-report.server';

/** Forms a report of downloads (A18): who has, and who has not, in the territory of the one who asked. */
export const downloadsReportHandler = handleJob(
  downloadsReportJob,
  ({ reportId }, context) =>
    runReport(context, reportId, async ({ report, viewer, snapshot, progress }, output) => {
      const snapshotAt = await snapshotTime(snapshot);
      const about = { blockId: report.block_id ?? '', fileId: report.file_id };
      await pipeline(await downloadsTable(snapshot, viewer, about, progress), output);
      return snapshotAt;
    }),
  { concurrency: 2, maxAttempts: REPORT_ATTEMPTS },
);
