import { useFormat } from '~/i18n/use-format';
import type { QueuePage, QueueQuery, QueueRow } from '~/protocol/review';
import { ButtonLink } from '../../ui/button';
import { DataTable } from '../../ui/data-table';
import { Timestamp } from '../../ui/timestamp';
import { ReviewMarkBadge } from '../mark-badge';
import { useReviewTexts } from '../use-review-texts';
import { queueOf } from './queue-address';
import styles from './queue.module.css';

interface QueueTableProps {
  readonly page: QueuePage;
  readonly query: QueueQuery;
  readonly showsRegion: boolean;
}

/** One report a row. */
export function QueueTable({ page, query, showsRegion }: QueueTableProps) {
  const t = useReviewTexts();
  const columns = ['organisation', 'collection', 'submittedAt', 'mark', 'remarks'] as const;
  return (
    <DataTable className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`queue.columns.${column}`)}
            </th>
          ))}
          <th scope="col">
            <span className="visually-hidden">{t('queue.columns.open')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {page.rows.map((row) => (
          <Report
            key={row.submissionId}
            row={row}
            to={`/lk/review/${row.submissionId}${queueOf(query)}`}
            action={t(query.state === 'mine' && page.judges ? 'queue.open.mine' : 'queue.open.look')}
            showsRegion={showsRegion}
          />
        ))}
      </tbody>
    </DataTable>
  );
}

interface ReportProps {
  readonly row: QueueRow;
  readonly to: string;
  readonly action: string;
  readonly showsRegion: boolean;
}

function Report({ row, to, action, showsRegion }: ReportProps) {
  const t = useReviewTexts();
  const format = useFormat();
  const place = [showsRegion ? row.region : '', row.municipality].filter((title) => title !== '').join(', ');
  return (
    <tr>
      <th scope="row" className={styles.organisation}>
        {row.organisation}
        <span className={styles.muted}>
          {row.login} · {place}
        </span>
      </th>
      <td className={styles.collection} data-label={t('queue.columns.collection')}>
        {row.collection}
      </td>
      <td className={styles.narrow} data-label={t('queue.columns.submittedAt')}>
        <Timestamp at={row.submittedAt}>{format.dateTimeShort(row.submittedAt)}</Timestamp>
        {row.again ? <span className={styles.again}>{t('queue.again')}</span> : null}
      </td>
      <td className={styles.narrow}>
        <ReviewMarkBadge mark={row.mark} />
      </td>
      <td
        className={styles.narrow}
        data-label={t('queue.columns.remarks')}
        data-blank={row.remarks === 0 || undefined}
      >
        {row.remarks === 0 ? '' : format.integer(row.remarks)}
        {row.answered === 0 ? null : (
          <span className={styles.muted}>{t('queue.answered', { count: row.answered })}</span>
        )}
      </td>
      <td className={styles.open}>
        <ButtonLink
          small
          to={to}
          aria-label={t('queue.openLabel', { action, organisation: row.organisation })}
        >
          {action}
        </ButtonLink>
      </td>
    </tr>
  );
}
