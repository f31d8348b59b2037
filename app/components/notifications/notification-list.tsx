import { Link, useFetcher } from '@remix-run/react';
import { Download, Mail, MailOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { NotificationView } from '../../protocol/notifications';
import { wordsOf } from '../../wording/notifications';
import { classNames } from '../ui/class-names';
import { DownloadLink } from '../ui/download-link';
import { IconButton } from '../ui/icon-button';
import { Timestamp } from '../ui/timestamp';
import { NotificationIcon } from './notification-icon';
import styles from './notification-list.module.css';

interface ListProps {
  readonly items: readonly NotificationView[];
  /** For the panel under the bell: close together, and marked by being opened only. */
  readonly compact?: boolean;
  readonly onLeave?: () => void;
}

/** Notifications, the newest first. */
export function NotificationList({ items, compact = false, onLeave }: ListProps) {
  return (
    <ul className={classNames(styles.list, compact && styles.compact)}>
      {items.map((item) => (
        <li key={item.id} className={styles.item}>
          <NotificationIcon kind={item.kind} />
          <NotificationText item={item} onLeave={onLeave} />
          {item.report?.status === 'ready' ? <ReportFile number={item.report.number} /> : null}
          {compact ? null : <ReadSwitch item={item} />}
        </li>
      ))}
    </ul>
  );
}

function NotificationText({
  item,
  onLeave,
}: {
  readonly item: NotificationView;
  readonly onLeave: (() => void) | undefined;
}) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { title, text } = wordsOf(t, format, item);
  const { report } = item;
  return (
    <div className={styles.words}>
      <p className={classNames(styles.title, !item.read && styles.unread)}>
        {item.path === null ? (
          title
        ) : (
          <Link to={`/lk/notifications/${item.id}/open`} onClick={onLeave}>
            {title}
          </Link>
        )}
        {item.read ? null : <span className={styles.new}>{t('unread')}</span>}
      </p>
      {text === '' ? null : <p className={styles.text}>{text}</p>}
      <p className={styles.meta}>
        <Timestamp at={item.createdAt}>{format.dateTimeShort(item.createdAt)}</Timestamp>
        {report?.sizeBytes == null ? null : <span>{format.fileSize(report.sizeBytes)}</span>}
        {report?.expiresAt == null || report.status === 'failed' ? null : (
          <span>{t('keptUntil', { date: format.date(report.expiresAt) })}</span>
        )}
      </p>
    </div>
  );
}

function ReportFile({ number }: { readonly number: number }) {
  const { t } = useTranslation('notifications');
  return (
    <DownloadLink href={`/lk/reports/${number}/file`} icon={<Download aria-hidden="true" />}>
      {t('download')}
    </DownloadLink>
  );
}

function ReadSwitch({ item }: { readonly item: NotificationView }) {
  const { t } = useTranslation('notifications');
  const fetcher = useFetcher();
  return (
    <fetcher.Form method="post" action="/lk/notifications" className={styles.switch}>
      <input type="hidden" name="intent" value={item.read ? 'unread' : 'read'} />
      <input type="hidden" name="id" value={item.id} />
      <IconButton
        type="submit"
        label={t(item.read ? 'markOneUnread' : 'markOneRead')}
        icon={item.read ? <Mail aria-hidden="true" /> : <MailOpen aria-hidden="true" />}
      />
    </fetcher.Form>
  );
}
