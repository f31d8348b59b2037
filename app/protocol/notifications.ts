/** What people are told, in the bell, on the page and by e-mail. */
import type { ReportView } from './views';

export const notificationKinds = [
  'report_ready',
  'report_failed',
  'collection_opened',
  'closes_in_3_days',
  'closes_in_1_day',
  'returned',
  'accepted',
  'remark_answered',
  'prolonged',
  'new_publication',
  'credentials_replaced',
] as const;
export type NotificationKind = (typeof notificationKinds)[number];

/** What the sentence needs besides titles: `closesAt` (ISO 8601), `reason`, numbers. Never a secret. */
export type NotificationDetails = Readonly<Record<string, string | number>>;

export interface NotificationView {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly createdAt: string;
  readonly read: boolean;
  readonly report: ReportView | null;
  /** Of the collection or publication; of the organisation where a coordinator is told about its report. */
  readonly title: string | null;
  readonly organisation: string | null;
  readonly details: NotificationDetails;
  /** Address of the page that it is about; null where nothing can be opened. */
  readonly path: string | null;
}

export const NOTIFICATIONS_A_PAGE = 50;

export interface NotificationPage {
  readonly items: readonly NotificationView[];
  /** The viewer's reports that are being formed. */
  readonly unfinished: readonly ReportView[];
  /** Of all of them. */
  readonly unread: number;
  /** That the list can show, on all pages. */
  readonly total: number;
  /** From 1. */
  readonly page: number;
}
