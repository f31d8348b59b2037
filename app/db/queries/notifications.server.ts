import type { NotificationDetails, NotificationKind } from '../../protocol/notifications';
import type { ReportView } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows, type SqlParameter } from '../sql.server';
import { reportColumns, type ReportRow, viewReport } from './reports.server';

interface Row {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly created_at: Date;
  readonly read_at: Date | null;
  readonly details: NotificationDetails;
  readonly report_id: string | null;
  readonly collection_id: string | null;
  readonly submission_id: string | null;
  readonly title: string | null;
  readonly organisation: string | null;
  /** Section and publication, as in the address. */
  readonly slugs: readonly [string, string] | null;
}

/** A notification as it stands in the database, with the titles of what it is about. */
export type FoundNotification = Omit<Row, 'report_id'> & { readonly report: ReportView | null };

export interface NotificationRange {
  readonly unreadOnly: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** A part of a user's notifications, the newest first. */
export function findNotifications(
  em: EntityManager,
  userId: string,
  { unreadOnly, offset, limit }: NotificationRange,
): Promise<readonly FoundNotification[]> {
  const chosen = `select * from notification where user_id = $1 and (not $2::boolean or read_at is null)
    order by created_at desc, id offset $3 limit $4`;
  return describe(em, chosen, [userId, unreadOnly, offset, limit]);
}

/** A user's own notifications of these ids, the newest first. */
export function findNotificationsById(
  em: EntityManager,
  userId: string,
  ids: readonly string[],
): Promise<readonly FoundNotification[]> {
  const chosen = 'select * from notification where user_id = $1 and id = any($2::uuid[])';
  return describe(em, chosen, [userId, ids]);
}

/** Notifications that a query chooses, with the titles of what they are about. */
async function describe(
  em: EntityManager,
  chosen: string,
  parameters: readonly SqlParameter[],
): Promise<readonly FoundNotification[]> {
  const rows = await queryRows<Row>(
    em,
    `select n.id, n.kind, n.created_at, n.read_at, n.details, n.report_id, n.collection_id, n.submission_id,
            coalesce(p.title, c.title) as title, o.title as organisation,
            case when p.id is null then null else array[t.slug, p.slug] end as slugs
       from (${chosen}) n
       left join publication p on p.id = n.publication_id left join section t on t.id = p.section_id
       left join collection c on c.id = n.collection_id
       left join submission s on s.id = n.submission_id left join org_unit o on o.id = s.org_unit_id
      order by n.created_at desc, n.id`,
    parameters,
  );
  const ids = rows.flatMap(({ report_id }) => (report_id === null ? [] : [report_id]));
  const reports = await queryRows<ReportRow>(
    em,
    `select ${reportColumns} from report where id = any($1::uuid[])`,
    [ids],
  );
  const byId = new Map(reports.map((report) => [report.id, viewReport(report)]));
  return rows.map(({ report_id, ...row }) => ({ ...row, report: byId.get(report_id ?? '') ?? null }));
}

export async function countNotifications(
  em: EntityManager,
  userId: string,
): Promise<{ readonly total: number; readonly unread: number }> {
  const row = await queryRow<{ total: number; unread: number }>(
    em,
    'select count(*) as total, count(*) filter (where read_at is null) as unread from notification where user_id = $1',
    [userId],
  );
  return row ?? { total: 0, unread: 0 };
}

export async function countUnreadOf(em: EntityManager, userId: string): Promise<number> {
  const row = await queryRow<{ n: number }>(
    em,
    'select count(*) as n from notification where user_id = $1 and read_at is null',
    [userId],
  );
  return row?.n ?? 0;
}

/** Marks a user's own notifications, all of them unless ids are named. */
export async function markNotifications(
  em: EntityManager,
  userId: string,
  { ids, read }: { readonly ids: readonly string[] | null; readonly read: boolean },
): Promise<void> {
  await execute(
    em,
    `update notification set read_at = case when $3 then clock_timestamp() end
      where user_id = $1 and ($2::uuid[] is null or id = any($2::uuid[])) and (read_at is null) = $3`,
    [userId, ids, read],
  );
}

/** Downloading a report is reading that it is ready. */
export async function markReportRead(em: EntityManager, userId: string, reportId: string): Promise<boolean> {
  const marked = await execute(
    em,
    'update notification set read_at = clock_timestamp() where user_id = $1 and report_id = $2 and read_at is null',
    [userId, reportId],
  );
  return marked > 0;
}
