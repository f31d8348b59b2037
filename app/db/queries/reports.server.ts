import {
  type ExportCellValues,
  type ExportChoice,
  type ExportFormat,
  type ExportLayout,
  type ExportSelection,
  usualExport,
} from '../../protocol/exports';
import type { ReportView } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';

export interface ReportRow {
  readonly id: string;
  readonly number: number;
  readonly kind: 'collection_export' | 'downloads';
  readonly title: string;
  /** Of an export. */
  readonly collection_id: string | null;
  /** Of a report of downloads, with one file or all of its storage. */
  readonly block_id: string | null;
  readonly file_id: string | null;
  readonly requested_by: string;
  readonly scope_unit_id: string;
  readonly format: ExportFormat;
  readonly cell_values: ExportCellValues;
  readonly layout: ExportLayout;
  readonly status: ReportView['status'];
  readonly done: number;
  readonly total: number;
  readonly storage_key: string | null;
  readonly size_bytes: number | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly expires_at: Date | null;
}

/** All but the selection, which may be long. */
export const reportColumns = `id, number, kind, title, collection_id, block_id, file_id, requested_by, scope_unit_id, format, cell_values, layout, status, done, total, storage_key, size_bytes,
  created_at, finished_at, expires_at`;

export const viewReport = (row: ReportRow): ReportView => ({
  number: row.number,
  title: row.title,
  status: row.status,
  done: row.done,
  total: row.total,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  sizeBytes: row.size_bytes,
});

export type NewReport = {
  readonly title: string;
  readonly userId: string;
  readonly unitId: string;
} & (
  | {
      readonly kind: 'collection_export';
      readonly collectionId: string;
      readonly choice: ExportChoice;
      readonly selection: ExportSelection | null;
    }
  | { readonly kind: 'downloads'; readonly blockId: string; readonly fileId: string | null }
);

export async function insertReport(em: EntityManager, report: NewReport): Promise<ReportRow> {
  const subject =
    report.kind === 'collection_export'
      ? { collection: report.collectionId, block: null, file: null }
      : { collection: null, block: report.blockId, file: report.fileId };
  const { choice, selection } =
    report.kind === 'collection_export' ? report : { choice: usualExport, selection: null };
  const row = await queryRow<ReportRow>(
    em,
    `insert into report (kind, title, requested_by, scope_unit_id, collection_id, block_id, file_id,
                         format, cell_values, layout, selection)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb) returning ${reportColumns}`,
    [
      report.kind,
      report.title,
      report.userId,
      report.unitId,
      subject.collection,
      subject.block,
      subject.file,
      choice.format,
      choice.values,
      choice.layout,
      selection && JSON.stringify(selection),
    ],
  );
  if (!row) throw new Error('the report was not stored');
  return row;
}

/** A report of one user, by its number. */
export function findReportOf(em: EntityManager, number: number, userId: string): Promise<ReportRow | null> {
  return queryRow<ReportRow>(
    em,
    `select ${reportColumns} from report where number = $1 and requested_by = $2`,
    [number, userId],
  );
}

export interface Claim {
  readonly report: ReportRow;
  readonly attempts: number;
}

/** Takes a report for a while; null where somebody has it, or it is finished. */
export async function claimReport(
  em: EntityManager,
  reportId: string,
  leaseId: string,
  leaseSeconds: number,
): Promise<Claim | null> {
  const row = await queryRow<ReportRow & { attempts: number }>(
    em,
    `update report set status = 'running', lease_id = $2, attempts = attempts + 1, done = 0,
            lease_until = clock_timestamp() + make_interval(secs => $3)
      where id = $1 and status in ('queued', 'running') and (lease_until is null or lease_until < clock_timestamp())
      returning ${reportColumns}, attempts`,
    [reportId, leaseId, leaseSeconds],
  );
  return row && { report: row, attempts: row.attempts };
}

/** Notes progress and keeps the lease; false where the lease was lost. */
export async function renewLease(
  em: EntityManager,
  reportId: string,
  leaseId: string,
  progress: { readonly done: number; readonly total: number; readonly leaseSeconds: number },
): Promise<boolean> {
  const changed = await execute(
    em,
    `update report set done = $3, total = $4, lease_until = clock_timestamp() + make_interval(secs => $5)
      where id = $1 and lease_id = $2 and status = 'running'`,
    [reportId, leaseId, progress.done, progress.total, progress.leaseSeconds],
  );
  return changed === 1;
}

/** Gives a report back, so that it is formed again at once. */
export async function releaseReport(em: EntityManager, reportId: string, leaseId: string): Promise<void> {
  await execute(
    em,
    `update report set status = 'queued', lease_id = null, lease_until = null where id = $1 and lease_id = $2
      and status = 'running'`,
    [reportId, leaseId],
  );
}

export interface ReportFile {
  readonly storageKey: string;
  readonly sizeBytes: number;
  readonly snapshotAt: Date;
  readonly keepDays: number;
}

/** Marks as ready what this lease formed; false where the lease was lost. */
export async function finishReport(
  em: EntityManager,
  reportId: string,
  leaseId: string,
  file: ReportFile,
): Promise<boolean> {
  const changed = await execute(
    em,
    `update report set status = 'ready', done = total, storage_key = $3, size_bytes = $4, snapshot_at = $5,
            finished_at = clock_timestamp(), expires_at = clock_timestamp() + make_interval(days => $6),
            lease_id = null, lease_until = null
      where id = $1 and lease_id = $2 and status = 'running'`,
    [reportId, leaseId, file.storageKey, file.sizeBytes, file.snapshotAt, file.keepDays],
  );
  return changed === 1;
}

/** Gives up a report for good; false where it is not this lease's any more. */
export async function failReport(
  em: EntityManager,
  reportId: string,
  leaseId: string,
  failure: string,
): Promise<boolean> {
  const changed = await execute(
    em,
    `update report set status = 'failed', failure = $3, finished_at = clock_timestamp(), lease_id = null, lease_until = null
      where id = $1 and lease_id = $2 and status = 'running'`,
    [reportId, leaseId, failure.slice(0, 2000)],
  );
  return changed === 1;
}

/** Gives up a report that was not wanted any more; false where it was finished before. Whoever forms it loses the lease. */
export async function cancelReport(em: EntityManager, reportId: string): Promise<boolean> {
  const changed = await execute(
    em,
    `update report set status = 'cancelled', finished_at = clock_timestamp(), lease_id = null, lease_until = null
      where id = $1 and status in ('queued', 'running')`,
    [reportId],
  );
  return changed === 1;
}

/** A user's reports that are being formed or wait for it, the newest first. */
export function findUnfinishedOf(em: EntityManager, userId: string): Promise<ReportRow[]> {
  return queryRows<ReportRow>(
    em,
    `select ${reportColumns} from report where requested_by = $1 and status in ('queued', 'running')
      order by created_at desc limit 100`,
    [userId],
  );
}

/** Leases under which somebody forms a report now. */
export async function findLivingLeases(em: EntityManager): Promise<ReadonlySet<string>> {
  const rows = await queryRows<{ lease_id: string }>(
    em,
    `select lease_id from report where status = 'running' and lease_until > clock_timestamp()`,
  );
  return new Set(rows.map(({ lease_id }) => lease_id));
}

/** Unfinished reports that nobody works on any more. */
export function findAbandonedReports(em: EntityManager): Promise<Pick<ReportRow, 'id' | 'kind'>[]> {
  return queryRows(
    em,
    `select id, kind from report where status in ('queued', 'running')
       and coalesce(lease_until, created_at + interval '30 seconds') < clock_timestamp()
      order by created_at limit 100`,
  );
}

/** Forgets files of reports that were kept long enough; answers with their keys. */
export async function takeExpiredFiles(em: EntityManager): Promise<readonly string[]> {
  const rows = await queryRows<{ storage_key: string }>(
    em,
    `with expired as (select id, storage_key from report
        where expires_at < clock_timestamp() and storage_key is not null limit 100 for update skip locked)
     update report r set storage_key = null from expired e where r.id = e.id returning e.storage_key`,
  );
  return rows.map(({ storage_key }) => storage_key);
}
