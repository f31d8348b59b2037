import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { countNotifications, findNotifications } from '~/db/queries/notifications.server';
import { findUnfinishedOf, viewReport } from '~/db/queries/reports.server';
import { NOTIFICATIONS_A_PAGE, type NotificationPage } from '~/protocol/notifications';
import type { Viewer } from '~/protocol/views';
import { viewNotification } from './view-notification.server';

export interface NotificationQuery {
  readonly unreadOnly: boolean;
  /** From 1; one beyond the last shows the last. */
  readonly page: number;
}

const nothing: NotificationPage = { items: [], unfinished: [], unread: 0, total: 0, page: 1 };

/** A page of the viewer's own notifications, the newest first (A44). */
export async function listNotifications(
  em: EntityManager,
  viewer: Viewer,
  { unreadOnly, page }: NotificationQuery = { unreadOnly: false, page: 1 },
): Promise<NotificationPage> {
  if (!can(viewer, 'notification.read')) return nothing;
  const counts = await countNotifications(em, viewer.userId);
  const total = unreadOnly ? counts.unread : counts.total;
  const shown = Math.min(page, Math.max(1, Math.ceil(total / NOTIFICATIONS_A_PAGE)));
  const found = await findNotifications(em, viewer.userId, {
    unreadOnly,
    offset: (shown - 1) * NOTIFICATIONS_A_PAGE,
    limit: NOTIFICATIONS_A_PAGE,
  });
  const items = found.map((row) => viewNotification(viewer.role, row));
  const unfinished = (await findUnfinishedOf(em, viewer.userId)).map(viewReport);
  return { items, unfinished, unread: counts.unread, total, page: shown };
}
