import type { PassThrough } from 'node:stream';
import { visibleOrgUnits } from '../auth/permissions';
import type { EntityManager } from '../db/orm.server';
import { findLivingLeases } from '../db/queries/reports.server';
import { findSubmittedKeys, snapshotTime } from '../db/queries/submitted.server';
import {
  listTemporaryFolders,
  makeTemporaryFolder,
  removeTemporaryFolder,
} from '../files/temporary-folders.server';
import { loadForms, readSubmitted } from '../services/reports/read-submitted.server';
import { writeExport } from '../services/reports/write-export.server';
import { handleJob } from './define-job.server';
import { exportCollectionJob } from './export-collection.job';
import { REPORT_ATTEMPTS, type ReportRun, runReport } from './run-report.server';

/** Forms the file of an export: what was submitted in the territory of the one who asked, at one moment. */
export const exportCollectionHandler = handleJob(
  exportCollectionJob,
  async ({ reportId }, context) => {
    await removeLeftovers(context.em);
    await runReport(context, reportId, writeInFolder);
  },
  { concurrency: 2, maxAttempts: REPORT_ATTEMPTS },
);

/** What killed workers left on this disk: folders are named by leases. */
async function removeLeftovers(em: EntityManager): Promise<void> {
  const folders = await listTemporaryFolders();
  const living = await findLivingLeases(em);
  for (const name of folders) if (!living.has(name)) await removeTemporaryFolder(name);
}

/** The folder on the way is named by the lease, as the file is: two runs never write one file. */
async function writeInFolder(run: ReportRun, output: PassThrough): Promise<Date> {
  try {
    return await writeSnapshot(run, await makeTemporaryFolder(run.leaseId), output);
  } finally {
    await removeTemporaryFolder(run.leaseId);
  }
}

/** Everything of one moment, read once. */
async function writeSnapshot(run: ReportRun, folder: string, output: PassThrough): Promise<Date> {
  const { report, viewer, snapshot } = run;
  const { collection_id: collectionId } = report;
  if (collectionId === null) throw new Error('an export is of a collection');
  const snapshotAt = await snapshotTime(snapshot);
  const forms = await loadForms(snapshot, collectionId);
  const scope = visibleOrgUnits(viewer, 'collection.export', 's', 3);
  const keys = await findSubmittedKeys(snapshot, collectionId, report.id, scope);
  const order = {
    format: report.format,
    values: report.cell_values,
    layout: report.layout,
    forms,
    locale: viewer.locale,
    snapshotAt,
    title: report.title,
    scope: viewer.orgUnit.title,
    folder,
    onBatch: (done: number) => run.progress({ done, total: keys.length }),
  };
  await writeExport(order, readSubmitted(snapshot, keys), output);
  return snapshotAt;
}
