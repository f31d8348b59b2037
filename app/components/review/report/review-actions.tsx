import { ArrowRight, Check, MessageSquareText, Search, Undo2 } from 'lucide-react';
import type { ReviewView, Verdict } from '~/protocol/review';
import filling from '../../filling/page/filling.module.css';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import styles from '../review.module.css';
import { useReviewTexts } from '../use-review-texts';

interface ReviewActionsProps {
  readonly review: ReviewView;
  /** Remarks that are not settled, drafts included. */
  readonly open: number;
  readonly panelId: string;
  readonly isPanelOpen: boolean;
  readonly onPanel: () => void;
  readonly onFind: () => void;
  readonly onDecide: (verdict: Verdict) => void;
  readonly onNext: () => void;
}

/** What can be done with the report, or why nothing can. */
export function ReviewActions(props: ReviewActionsProps) {
  const { review, open, panelId, isPanelOpen } = props;
  const t = useReviewTexts();
  const { may } = review;
  return (
    <div className={filling.actions} role="toolbar" aria-label={t('report.toolbar')} data-print="hide">
      <IconButton label={t('report.find')} icon={<Search aria-hidden="true" />} onClick={props.onFind} />
      <Standing review={review} />
      <div className={styles.decisions}>
        <Button
          icon={<MessageSquareText aria-hidden="true" />}
          aria-expanded={isPanelOpen}
          aria-controls={isPanelOpen ? panelId : undefined}
          onClick={props.onPanel}
        >
          {open > 0 ? t('report.remarksCount', { count: open }) : t('report.remarks')}
        </Button>
        {may.return ? (
          <Button icon={<Undo2 aria-hidden="true" />} onClick={() => props.onDecide('returned')}>
            {t('report.return')}
          </Button>
        ) : null}
        {may.accept ? (
          <Button
            variant="primary"
            icon={<Check aria-hidden="true" />}
            onClick={() => props.onDecide('accepted')}
          >
            {t('report.accept')}
          </Button>
        ) : null}
        {review.next === null ? null : (
          <Button
            icon={<ArrowRight aria-hidden="true" />}
            title={t('report.nextKeys')}
            onClick={props.onNext}
          >
            {t('report.next')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Standing({ review }: Pick<ReviewActionsProps, 'review'>) {
  const t = useReviewTexts();
  const { mark, may, editedSince } = review;
  const parts = [
    editedSince ? t('report.editedSince') : null,
    mark.state === 'waiting' && !may.accept
      ? t('report.readOnly.others', { level: t(`level.${mark.level}`) })
      : null,
    mark.state === 'returned' ? t('report.readOnly.returned') : null,
    mark.state === 'accepted' ? t('report.readOnly.accepted') : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <p className={styles.standing}>{parts.join(' ')}</p>;
}
