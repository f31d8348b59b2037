import {
  CalendarClock,
  CalendarPlus,
  CircleAlert,
  CircleCheckBig,
  FileSpreadsheet,
  KeyRound,
  type LucideIcon,
  MessageSquareReply,
  Newspaper,
  Undo2,
} from 'lucide-react';
import type { NotificationKind } from '../../protocol/notifications';
import styles from './notification-list.module.css';

type Tone = 'done' | 'error' | 'warning' | 'accent';

const looks: Readonly<Record<NotificationKind, readonly [LucideIcon, Tone]>> = {
  report_ready: [FileSpreadsheet, 'done'],
  report_failed: [CircleAlert, 'error'],
  collection_opened: [CalendarPlus, 'accent'],
  closes_in_3_days: [CalendarClock, 'warning'],
  closes_in_1_day: [CalendarClock, 'error'],
  returned: [Undo2, 'warning'],
  accepted: [CircleCheckBig, 'done'],
  remark_answered: [MessageSquareReply, 'accent'],
  prolonged: [CalendarClock, 'done'],
  new_publication: [Newspaper, 'accent'],
  credentials_replaced: [KeyRound, 'warning'],
};

/** What a notification is about, at a glance. */
export function NotificationIcon({ kind }: { readonly kind: NotificationKind }) {
  const [Icon, tone] = looks[kind];
  return (
    <span className={styles.icon} data-tone={tone}>
      <Icon aria-hidden="true" />
    </span>
  );
}
