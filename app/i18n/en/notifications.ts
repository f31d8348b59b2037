import type { notifications as original } from '../ru/notifications';
import type { Translated } from '../translation';

export const notifications = {
  title: 'Notifications',
  all: 'All notifications',
  markRead: 'Mark all as read',
  none: {
    title: 'No notifications',
    text: 'Finished reports and other messages will appear here.',
  },
  unread: 'New',
  reportReady: 'Report #{{number}} is ready for download',
  reportFailed: 'Report #{{number}} was not made',
  reportPreparing: 'Report #{{number}} is being prepared',
  failedText: 'An error interrupted it. Start the export again.',
  download: 'Download the report',
  keptUntil: 'Kept until {{date}}',
  expired: 'No longer kept',
} satisfies Translated<typeof original>;
