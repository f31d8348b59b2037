import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findNotificationsById } from '~/db/queries/notifications.server';
import type { NotificationView } from '~/protocol/notifications';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { markNotifications } from './mark-notifications.server';
import { viewNotification } from './view-notification.server';

/** One of the viewer's own notifications, which is read by that. */
export async function openNotification(
  em: EntityManager,
  viewer: Viewer,
  id: string,
): Promise<NotificationView | null> {
  if (!can(viewer, 'notification.read') || !isUuid(id)) return null;
  const [found] = await findNotificationsById(em, viewer.userId, [id]);
  if (!found) return null;
  if (found.read_at === null) await markNotifications(em, viewer, { ids: [id], read: true });
  return viewNotification(viewer.role, found);
}
