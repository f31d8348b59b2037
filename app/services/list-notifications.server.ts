import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { countUnreadOf, findNotifications } from '~/db/queries/notifications.server';
import type { NotificationPage, Viewer } from '~/protocol/views';

/** The viewer's own notifications, the newest first (A44). */
export async function listNotifications(em: EntityManager, viewer: Viewer): Promise<NotificationPage> {
  if (!can(viewer, 'notification.read')) return { items: [], unread: 0 };
  return {
    items: await findNotifications(em, viewer.userId),
    unread: await countUnreadOf(em, viewer.userId),
  };
}
