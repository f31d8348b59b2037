import { Loader } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ReportView } from '../../protocol/views';
import { CancelReport } from '../monitoring/cancel-report';
import { classNames } from '../ui/class-names';
import { ProgressBar } from '../ui/progress-bar';
import styles from './notification-list.module.css';

/** Reports that are being formed: how far they are, and a way to stop them. Nothing where there are none. */
export function UnfinishedReports({
  reports,
  compact = false,
}: {
  readonly reports: readonly ReportView[];
  readonly compact?: boolean;
}) {
  const { t } = useTranslation(['notifications', 'monitoring']);
  const format = useFormat();
  if (reports.length === 0) return null;
  return (
    <ul className={classNames(styles.list, compact && styles.compact)} aria-label={t('unfinished')}>
      {reports.map(({ number, title, done, total }) => (
        <li key={number} className={styles.item}>
          <span className={styles.working}>
            <Loader aria-hidden="true" />
          </span>
          <div className={styles.words}>
            <p className={styles.title}>{t('reportPreparing', { number })}</p>
            <p>{title}</p>
            <ProgressBar label={t('reportPreparing', { number })} done={done} total={total} />
            <p className={styles.meta}>
              {total > 0
                ? t('monitoring:export.progress', {
                    done: format.integer(done),
                    total: format.integer(total),
                    count: total,
                  })
                : t('monitoring:export.queued')}
            </p>
          </div>
          <CancelReport number={number} small={compact} />
        </li>
      ))}
    </ul>
  );
}
