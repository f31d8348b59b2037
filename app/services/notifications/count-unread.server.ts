import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { countUnreadOf } from '~/db/queries/notifications.server';
import type { Viewer } from '~/protocol/views';

/** For the bell. */
export async function countUnread(em: EntityManager, viewer: Viewer): Promise<number> {
  return can(viewer, 'notification.read') ? countUnreadOf(em, viewer.userId) : 0;
}
