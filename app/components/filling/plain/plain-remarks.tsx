import type { OwnReview, RemarkView } from '~/protocol/review';
import type { DataSheet } from '../../monitoring/data-sheets';
import { ReviewMarkBadge } from '../../review/mark-badge';
import { useReviewTexts } from '../../review/use-review-texts';
import { Notice } from '../../ui/notice';
import { FindingList } from './plain-findings';

interface PlainRemarksProps {
  readonly review: OwnReview;
  readonly remarks: readonly RemarkView[];
  readonly sheets: readonly DataSheet[];
  readonly formPath: string;
  readonly editable: boolean;
}

/** How the review stands, and what is to be corrected, each with a link to its row. */
export function PlainRemarks({ review, remarks, sheets, formPath, editable }: PlainRemarksProps) {
  const t = useReviewTexts();
  const open = remarks.filter(({ state }) => state === 'open' || state === 'answered');
  const isReturned = review.mark.state === 'returned';
  return (
    <>
      <p>
        <ReviewMarkBadge mark={review.mark} />
      </p>
      {isReturned || open.length > 0 ? (
        <Notice
          tone={isReturned ? 'warning' : 'info'}
          title={open.length > 0 ? t('own.count', { count: open.length }) : t('own.comment')}
        >
          {isReturned && review.comment !== '' ? <p>{review.comment}</p> : null}
          <FindingList
            findings={open.map(({ place: { sheet, row, column }, text }) => ({
              message: text,
              ...(sheet === null ? {} : { sheet }),
              ...(row === null ? {} : { row }),
              ...(column === null ? {} : { column }),
            }))}
            {...{ sheets, formPath, editable }}
          />
          {isReturned ? <p>{t('own.advice')}</p> : null}
        </Notice>
      ) : null}
    </>
  );
}
