import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { markNotifications as mark } from '~/db/queries/notifications.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { announceTo } from './announce.server';

interface Marks {
  /** null: all of them. */
  readonly ids: readonly string[] | null;
  readonly read: boolean;
}

/** Marks the viewer's own notifications; other tabs and devices of the account see it at once. */
export async function markNotifications(
  em: EntityManager,
  viewer: Viewer,
  { ids, read }: Marks,
): Promise<void> {
  if (!can(viewer, 'notification.read')) return;
  await mark(em, viewer.userId, { ids: ids?.filter(isUuid) ?? null, read });
  announceTo([viewer.userId]);
}
