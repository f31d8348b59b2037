import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { findViewerById } from '../auth/viewer.server';
import type { EntityManager } from '../db/orm.server';
import { notify } from '../db/queries/notify.server';
import { announceTo } from '../services/notifications/announce.server';
import {
  claimReport,
  failReport,
  finishReport,
  releaseReport,
  renewLease,
  type ReportRow,
} from '../db/queries/reports.server';
import { withTransaction } from '../db/sql.server';
import { getFileStore } from '../files/file-store.server';
import type { Viewer } from '../protocol/views';
import { fileEnding } from '../services/reports/file-types';
import type { JobContext } from './define-job.server';

const LEASE_SECONDS = 60;
export const REPORT_ATTEMPTS = 3;
const KEEP_DAYS = 30;

/** Somebody else forms the report meanwhile, or nobody wants it any more: what this run made is thrown away. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** One run that forms a report. */
export interface ReportRun {
  readonly report: ReportRow;
  /** Of this run alone. */
  readonly leaseId: string;
  /** On whose behalf: the one who asked, as that account is now. */
  readonly viewer: Viewer;
  /** In a transaction that reads one moment. */
  readonly snapshot: EntityManager;
  /** To be called now and then: keeps the lease, tells how far it is, and throws where the run has to stop. */
  readonly progress: (progress: { readonly done: number; readonly total: number }) => Promise<void>;
}

/** Writes the file, or gives it piece by piece; answers when everything is written, with the moment that it shows. */
export type WriteReport = (run: ReportRun, output: PassThrough) => Promise<Date>;

/**
 * Forms the file of a report. The row is claimed by a lease that a killed worker loses, and that cancelling takes away; the
 * file's key holds the lease, so that two runs never write one file; the report becomes ready, and its notification is made,
 * in one transaction.
 */
export async function runReport(context: JobContext, reportId: string, write: WriteReport): Promise<void> {
  const { em, log } = context;
  const leaseId = randomUUID();
  const claim = await claimReport(em, reportId, leaseId, LEASE_SECONDS);
  if (!claim) return;
  const { report, attempts } = claim;
  if (attempts > REPORT_ATTEMPTS) {
    await giveUp(em, report, leaseId, 'its workers died');
    return;
  }
  const storageKey = `reports/${reportId}-${leaseId}.${fileEnding(report)}`;
  try {
    await form(context, { report, leaseId, storageKey }, write);
  } catch (error) {
    await getFileStore().remove(storageKey);
    if (error instanceof LeaseLost) return;
    log.error({ err: error, report: report.number }, 'a report could not be formed');
    if (attempts >= REPORT_ATTEMPTS) await giveUp(em, report, leaseId, String(error));
    else await releaseReport(em, reportId, leaseId);
    throw error;
  }
}

interface Claimed {
  readonly report: ReportRow;
  readonly leaseId: string;
  readonly storageKey: string;
}

async function form(context: JobContext, claimed: Claimed, write: WriteReport): Promise<void> {
  const { em } = context;
  const { report, leaseId, storageKey } = claimed;
  const viewer = await findViewerById(em, report.requested_by);
  if (viewer?.orgUnit.id !== report.scope_unit_id)
    throw new Error('the account no longer answers for this territory');
  const output = new PassThrough();
  const stored = getFileStore().put(storageKey, output);
  // A failure of the store is met where it is awaited.
  stored.catch((error: unknown) => output.destroy(error instanceof Error ? error : undefined));
  const lease = keepLease(context, claimed);
  const snapshotAt = await withTransaction(
    em.fork(),
    (snapshot) => write({ report, leaseId, viewer, snapshot, progress: lease.note }, output),
    { isolation: 'repeatable read', readOnly: true },
  )
    .catch(async (error: unknown) => {
      output.destroy(error instanceof Error ? error : new Error(String(error)));
      // Nothing may be written under the key after it is removed.
      await stored.catch(() => undefined);
      throw error;
    })
    .finally(lease.stop);
  const { sizeBytes } = await stored;
  await withTransaction(em, async (transaction) => {
    const file = { storageKey, sizeBytes, snapshotAt, keepDays: KEEP_DAYS };
    if (!(await finishReport(transaction, report.id, leaseId, file))) throw new LeaseLost();
    await notifyOf(transaction, 'report_ready', report);
  });
  announceTo([report.requested_by]);
}

/**
 * Notes progress on a connection of its own: inside the snapshot nobody would see it. Between the notes the lease is kept by the
 * clock: putting a large file together takes a while.
 */
function keepLease({ em, signal }: JobContext, { report, leaseId }: Claimed) {
  let now = { done: 0, total: 0 };
  const renew = (): Promise<boolean> =>
    renewLease(em.fork(), report.id, leaseId, { ...now, leaseSeconds: LEASE_SECONDS });
  // A renewal that fails is tried again; a lease that is lost is met at the next note, or at the end.
  const timer = setInterval(() => void renew().catch(() => undefined), (LEASE_SECONDS / 4) * 1000);
  return {
    note: async (progress: typeof now): Promise<void> => {
      signal.throwIfAborted();
      now = progress;
      if (!(await renew())) throw new LeaseLost();
    },
    stop: () => clearInterval(timer),
  };
}

async function giveUp(em: EntityManager, report: ReportRow, leaseId: string, failure: string): Promise<void> {
  await withTransaction(em, async (transaction) => {
    if (!(await failReport(transaction, report.id, leaseId, failure))) return;
    await notifyOf(transaction, 'report_failed', report);
  });
  announceTo([report.requested_by]);
}

async function notifyOf(
  em: EntityManager,
  kind: 'report_ready' | 'report_failed',
  { id, requested_by }: ReportRow,
): Promise<void> {
  await notify(em, { kind, subject: id, reportId: id }, { users: [requested_by] });
}
