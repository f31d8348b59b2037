import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { writeExport } from 'engine/excel';
import { visibleOrgUnits } from '../auth/permissions';
import { findViewerById } from '../auth/viewer.server';
import type { EntityManager } from '../db/orm.server';
import type { Scope } from '../db/queries/collections.server';
import { notifyOfReport } from '../db/queries/notifications.server';
import {
  claimReport,
  failReport,
  finishReport,
  releaseReport,
  renewLease,
  type ReportRow,
} from '../db/queries/reports.server';
import { countSubmitted, findSubmittedAfter } from '../db/queries/submitted.server';
import { queryRow, withTransaction } from '../db/sql.server';
import { getFileStore } from '../files/file-store.server';
import type { Viewer } from '../protocol/views';
import { loadForm } from '../services/collecting/forms.server';
import { handleJob } from './define-job.server';
import { exportCollectionJob } from './export-collection.job';

const LEASE_SECONDS = 60;
const MAX_ATTEMPTS = 3;
const KEEP_DAYS = 30;
const BATCH = 200;

/** Somebody else forms the report meanwhile: what this run made is thrown away. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/**
 * Forms the file of a report. The row is claimed by a lease that a killed worker loses; the file's key holds the lease, so
 * that two runs never write one file; the report becomes ready, and its notification is made, in one transaction.
 */
export const exportCollectionHandler = handleJob(
  exportCollectionJob,
  async ({ reportId }, { em, log, signal }) => {
    const leaseId = randomUUID();
    const claim = await claimReport(em, reportId, leaseId, LEASE_SECONDS);
    if (!claim) return;
    const { report, attempts } = claim;
    if (attempts > MAX_ATTEMPTS) {
      await giveUp(em, report, leaseId, 'its workers died');
      return;
    }
    const storageKey = `reports/${reportId}-${leaseId}.xlsx`;
    try {
      await formReport({ em, report, leaseId, storageKey, signal });
    } catch (error) {
      await getFileStore().remove(storageKey);
      if (error instanceof LeaseLost) return;
      log.error({ err: error, report: report.number }, 'a report could not be formed');
      if (attempts >= MAX_ATTEMPTS) await giveUp(em, report, leaseId, String(error));
      else await releaseReport(em, reportId, leaseId);
      throw error;
    }
  },
  { concurrency: 2, maxAttempts: MAX_ATTEMPTS },
);

interface Run {
  readonly em: EntityManager;
  readonly report: ReportRow;
  readonly leaseId: string;
  readonly storageKey: string;
  readonly signal: AbortSignal;
}

async function formReport(run: Run): Promise<void> {
  const { em, report, leaseId, storageKey } = run;
  const viewer = await findViewerById(em, report.requested_by);
  if (viewer?.orgUnit.id !== report.scope_unit_id)
    throw new Error('the account no longer answers for this territory');
  const output = new PassThrough();
  const stored = getFileStore().put(storageKey, output);
  // A failure of the store is met where it is awaited.
  stored.catch((error: unknown) => output.destroy(error instanceof Error ? error : undefined));
  const snapshotAt = await withTransaction(
    em.fork(),
    (snapshot) => writeSnapshot(run, viewer, snapshot, output),
    { isolation: 'repeatable read', readOnly: true },
  ).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  const { sizeBytes } = await stored;
  await withTransaction(em, async (transaction) => {
    const file = { storageKey, sizeBytes, snapshotAt, keepDays: KEEP_DAYS };
    if (!(await finishReport(transaction, report.id, leaseId, file))) throw new LeaseLost();
    await notifyOfReport(transaction, report.requested_by, 'report_ready', report.id);
  });
}

/** Everything of one moment: the snapshot is read once for each sheet of the form, and is the same every time. */
async function writeSnapshot(
  run: Run,
  viewer: Viewer,
  snapshot: EntityManager,
  output: PassThrough,
): Promise<Date> {
  const { report, signal } = run;
  const scope = visibleOrgUnits(viewer, 'collection.export', 's', 2);
  const head = await queryRow<{ now: Date; definition_version_id: string }>(
    snapshot,
    'select now() as now, definition_version_id from collection where id = $1',
    [report.collection_id],
  );
  if (!head) throw new Error('the collection is gone');
  const { form } = await loadForm(snapshot, head.definition_version_id);
  const submissions = await countSubmitted(snapshot, report.collection_id, scope);
  await writeExport(form, () => batches(snapshot, report.collection_id, scope), output, {
    locale: viewer.locale,
    snapshotAt: head.now,
    title: report.title,
    scope: viewer.orgUnit.title,
    onBatch: async (progress) => {
      signal.throwIfAborted();
      // In organisations: each is passed once for every sheet.
      const passed = progress.pass * submissions + progress.submissions;
      await noteProgress(run, { done: Math.floor(passed / progress.passes), total: submissions });
    },
  });
  return head.now;
}

/** On a connection of its own: inside the snapshot nobody would see it. */
async function noteProgress(
  { em, report, leaseId }: Run,
  progress: { done: number; total: number },
): Promise<void> {
  const isMine = await renewLease(em, report.id, leaseId, { ...progress, leaseSeconds: LEASE_SECONDS });
  if (!isMine) throw new LeaseLost();
}

async function* batches(em: EntityManager, collectionId: string, scope: Scope) {
  for (let after = ''; ;) {
    const rows = await findSubmittedAfter(em, collectionId, scope, { after, limit: BATCH });
    const last = rows.at(-1);
    if (!last) return;
    after = last.login;
    yield rows.map(({ submitted_at: submittedAt, ...row }) => ({ ...row, submittedAt }));
  }
}

async function giveUp(em: EntityManager, report: ReportRow, leaseId: string, failure: string): Promise<void> {
  await withTransaction(em, async (transaction) => {
    if (!(await failReport(transaction, report.id, leaseId, failure))) return;
    await notifyOfReport(transaction, report.requested_by, 'report_failed', report.id);
  });
}
