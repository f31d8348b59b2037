import { useState } from 'react';
import type { NotificationView } from '../../protocol/notifications';

/** Keeps marking as new what was new when this list was opened: looking at it marks it as read, but the reader still sees what is new. */
export function useKeepsNew(items: readonly NotificationView[]): readonly NotificationView[] {
  const [seenNew, setSeenNew] = useState<ReadonlySet<string>>(new Set());
  const added = items.filter(({ id, read }) => !read && !seenNew.has(id));
  if (added.length > 0) setSeenNew(new Set([...seenNew, ...added.map(({ id }) => id)]));
  return items.map((item) => (item.read && seenNew.has(item.id) ? { ...item, read: false } : item));
}
