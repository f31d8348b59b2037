import type { NotificationView } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';
import { type ReportRow, viewReport } from './reports.server';

interface Row {
  readonly id: string;
  readonly kind: NotificationView['kind'];
  readonly created_at: Date;
  readonly read_at: Date | null;
  readonly report_id: string | null;
}

const MOST = 200;

/** The newest first. */
export async function findNotifications(
  em: EntityManager,
  userId: string,
): Promise<readonly NotificationView[]> {
  const rows = await queryRows<Row>(
    em,
    `select id, kind, created_at, read_at, report_id from notification where user_id = $1
      order by created_at desc, id limit ${MOST}`,
    [userId],
  );
  const ids = rows.flatMap(({ report_id }) => (report_id === null ? [] : [report_id]));
  const reports = await queryRows<ReportRow>(em, 'select * from report where id = any($1::uuid[])', [ids]);
  const byId = new Map(reports.map((report) => [report.id, viewReport(report)]));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    createdAt: row.created_at.toISOString(),
    read: row.read_at !== null,
    report: byId.get(row.report_id ?? '') ?? null,
  }));
}

export async function countUnreadOf(em: EntityManager, userId: string): Promise<number> {
  const row = await queryRow<{ n: number }>(
    em,
    'select count(*) as n from notification where user_id = $1 and read_at is null',
    [userId],
  );
  return row?.n ?? 0;
}

export async function markAllRead(em: EntityManager, userId: string): Promise<void> {
  await execute(
    em,
    'update notification set read_at = clock_timestamp() where user_id = $1 and read_at is null',
    [userId],
  );
}

/** Tells a user about a report, once. */
export async function notifyOfReport(
  em: EntityManager,
  userId: string,
  kind: NotificationView['kind'],
  reportId: string,
): Promise<void> {
  await execute(
    em,
    'insert into notification (user_id, kind, report_id) values ($1, $2, $3) on conflict do nothing',
    [userId, kind, reportId],
  );
}
