import { useFormat } from '~/i18n/use-format';
import type { VerdictView } from '~/protocol/review';
import { Timestamp } from '../ui/timestamp';
import styles from './review.module.css';
import { useReviewTexts } from './use-review-texts';

/** How the report was judged so far, the newest first. */
export function Verdicts({ verdicts }: { readonly verdicts: readonly VerdictView[] }) {
  const t = useReviewTexts();
  const format = useFormat();
  if (verdicts.length === 0) return null;
  return (
    <section aria-label={t('report.history')}>
      <h3 className={styles.groupTitle}>{t('report.history')}</h3>
      <ol className={styles.verdicts}>
        {verdicts.map(({ verdict, level, at, by, comment, receipt, closesAt }) => (
          <li key={`${at} ${level}`}>
            <strong>
              {t(verdict === 'returned' ? 'report.returnedBy' : 'report.acceptedBy', {
                level: t(`by.${level}`),
              })}
            </strong>
            {comment === '' ? null : (
              <p className={styles.text}>
                <bdi>{comment}</bdi>
              </p>
            )}
            <p className={styles.label}>
              <Timestamp at={at}>{format.dateTimeShort(at)}</Timestamp> · {by} ·{' '}
              {t('report.receipt', { number: receipt })}
              {closesAt === null ? null : ` · ${t('report.until', { at: format.dateTimeShort(closesAt) })}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
