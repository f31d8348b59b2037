import { useLocation } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import type { ReviewView } from '~/protocol/review';
import filling from '../../filling/page/filling.module.css';
import { IconLink } from '../../ui/icon-button';
import { Timestamp } from '../../ui/timestamp';
import { ReviewMarkBadge } from '../mark-badge';
import styles from '../review.module.css';
import { useReviewTexts } from '../use-review-texts';

/** Whose report it is, which, and how its review stands. */
export function ReviewTop({ review }: { readonly review: ReviewView }) {
  const t = useReviewTexts();
  const format = useFormat();
  const { search } = useLocation();
  return (
    <header className={filling.top}>
      <IconLink to={`/lk/review${search}`} label={t('report.back')} icon={<ArrowLeft aria-hidden="true" />} />
      <div className={filling.heading}>
        <h1 className={filling.title}>{review.organisation}</h1>
        <p className={styles.sub}>
          <span>{review.login}</span>
          <span>{review.place}</span>
          <span>{review.collectionTitle}</span>
          <a href={`/lk/receipts/${review.receipt}`}>{t('report.receipt', { number: review.receipt })}</a>
          <Timestamp at={review.submittedAt}>
            {t('report.submitted', { at: format.dateTimeShort(review.submittedAt) })}
          </Timestamp>
        </p>
      </div>
      <div className={filling.state}>
        <ReviewMarkBadge mark={review.mark} />
      </div>
    </header>
  );
}
