import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { markAllRead } from '~/db/queries/notifications.server';
import type { Viewer } from '~/protocol/views';

/** Marks all of the viewer's notifications as read. */
export async function markNotificationsRead(em: EntityManager, viewer: Viewer): Promise<void> {
  if (can(viewer, 'notification.read')) await markAllRead(em, viewer.userId);
}
