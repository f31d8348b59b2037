import type { FoundNotification } from '~/db/queries/notifications.server';
import type { NotificationView } from '~/protocol/notifications';
import type { Role } from '~/protocol/views';

/** A notification as pages and letters show it. */
export function viewNotification(role: Role, row: FoundNotification): NotificationView {
  const { id, kind, report, title, organisation, details } = row;
  return {
    id,
    kind,
    createdAt: row.created_at.toISOString(),
    read: row.read_at !== null,
    report,
    title,
    organisation,
    details,
    path: pathOf(role, row),
  };
}

function pathOf(role: Role, row: FoundNotification): string | null {
  const { kind, slugs, collection_id, submission_id } = row;
  if (slugs !== null) return `/lk/publications/${slugs.map(encodeURIComponent).join('/')}`;
  if (collection_id === null) return null;
  const collection = `/lk/collections/${collection_id}`;
  if (kind === 'remark_answered' && submission_id !== null) return `/lk/review/${submission_id}`;
  if (role === 'organisation') return `${collection}/table`;
  return `${collection}/participants${submission_id === null ? '' : `/${submission_id}`}`;
}
