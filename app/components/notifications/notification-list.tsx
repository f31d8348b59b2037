import { CircleAlert, Download, FileSpreadsheet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { NotificationView } from '../../protocol/views';
import { EmptyState } from '../ui/empty-state';
import { classNames } from '../ui/class-names';
import { DownloadLink } from '../ui/download-link';
import { Timestamp } from '../ui/timestamp';
import styles from './notification-list.module.css';

/** Notifications, the newest first. `compact` is for the panel under the bell. */
export function NotificationList({
  items,
  compact = false,
}: {
  readonly items: readonly NotificationView[];
  readonly compact?: boolean;
}) {
  const { t } = useTranslation('notifications');
  if (items.length === 0) return <EmptyState title={t('none.title')} text={t('none.text')} />;
  return (
    <ul className={classNames(styles.list, compact && styles.compact)}>
      {items.map((item) => (
        <li key={item.id} className={styles.item}>
          <NotificationItem item={item} />
        </li>
      ))}
    </ul>
  );
}

function NotificationItem({ item }: { readonly item: NotificationView }) {
  const { t } = useTranslation('notifications');
  const format = useFormat();
  const { report } = item;
  const failed = item.kind === 'report_failed';
  const number = report?.number ?? '';
  return (
    <>
      <span className={failed ? styles.failed : styles.icon}>
        {failed ? <CircleAlert aria-hidden="true" /> : <FileSpreadsheet aria-hidden="true" />}
      </span>
      <div className={styles.words}>
        <p className={styles.title}>
          {failed ? t('reportFailed', { number }) : t('reportReady', { number })}
          {item.read ? null : <span className={styles.new}>{t('unread')}</span>}
        </p>
        {report === null ? null : <p>{report.title}</p>}
        <p className={styles.meta}>
          <Timestamp at={item.createdAt}>{format.dateTimeShort(item.createdAt)}</Timestamp>
          {report?.sizeBytes == null ? null : <span>{format.fileSize(report.sizeBytes)}</span>}
          {report?.expiresAt == null || failed ? null : (
            <span>{t('keptUntil', { date: format.date(report.expiresAt) })}</span>
          )}
        </p>
        {failed ? <p className={styles.meta}>{t('failedText')}</p> : null}
      </div>
      {report?.status === 'ready' ? (
        <DownloadLink href={`/lk/reports/${report.number}/file`} icon={<Download aria-hidden="true" />}>
          {t('download')}
        </DownloadLink>
      ) : null}
    </>
  );
}
