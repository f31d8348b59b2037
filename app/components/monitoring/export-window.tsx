import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { Dialog } from '../ui/dialog';
import { DownloadLink } from '../ui/download-link';
import { Notice } from '../ui/notice';
import { ProgressBar } from '../ui/progress-bar';
import { CancelReport } from './cancel-report';
import styles from './export-window.module.css';
import { type ReportProgress, useReport } from './use-report';

/** The window of an export: forming, then ready for download (A43). It may be closed at any time; the report goes on. */
export function ExportWindow({
  title,
  number,
  failedToStart,
  onClosed,
}: {
  /** Of the form. */
  readonly title: string;
  /** Of the report; null until the server has given one. */
  readonly number: number | null;
  readonly failedToStart: boolean;
  readonly onClosed: () => void;
}) {
  const { report, isLost } = useReport(number);
  return (
    <Dialog title={title} onClosed={onClosed}>
      <div className={styles.export} aria-live="polite">
        <ExportState number={number} report={report} failedToStart={failedToStart} isLost={isLost} />
      </div>
    </Dialog>
  );
}

function ExportState({
  number,
  report,
  failedToStart,
  isLost,
}: {
  readonly number: number | null;
  readonly report: ReportProgress | null;
  readonly failedToStart: boolean;
  readonly isLost: boolean;
}) {
  const { t } = useTranslation('monitoring');
  if (failedToStart) return <Notice tone="error">{t('export.notStarted')}</Notice>;
  if (number === null) return <p>{t('export.starting')}</p>;
  if (report?.status === 'ready') {
    return (
      <>
        <p className={styles.state}>{t('export.ready', { number })}</p>
        <DownloadLink
          href={`/lk/reports/${number}/file`}
          variant="primary"
          icon={<Download aria-hidden="true" />}
        >
          {t('export.download')}
        </DownloadLink>
      </>
    );
  }
  if (report?.status === 'failed') {
    return (
      <Notice tone="error" title={t('export.failed', { number })}>
        <p>{t('export.failedText')}</p>
      </Notice>
    );
  }
  if (report?.status === 'cancelled') {
    return <p className={styles.state}>{t('export.cancelled', { number })}</p>;
  }
  return <Preparing number={number} report={report} isLost={isLost} />;
}

function Preparing({
  number,
  report,
  isLost,
}: {
  readonly number: number;
  readonly report: ReportProgress | null;
  readonly isLost: boolean;
}) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const done = report?.done ?? 0;
  const total = report?.total ?? 0;
  return (
    <>
      <p className={styles.state}>{t('export.preparing', { number })}</p>
      <p>{t('export.canClose')}</p>
      <ProgressBar label={t('export.preparing', { number })} done={done} total={total} />
      {/* Counts change often: shown, not read aloud. */}
      <p className={styles.progress} aria-live="off">
        {isLost
          ? t('export.lost')
          : total > 0
            ? t('export.progress', { done: format.integer(done), total: format.integer(total), count: total })
            : t('export.queued')}
      </p>
      <CancelReport number={number} />
    </>
  );
}
