import { ArrowDown, CircleCheckBig, Glasses, MessageSquareText, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { OwnRemarksReply, OwnReview, RemarkView } from '~/protocol/review';
import type { SubmissionView } from '~/protocol/views';
import { useFormat } from '~/i18n/use-format';
import type { Workspace } from '../../filling/workspace/workspace';
import { classNames } from '../../ui/class-names';
import { Button } from '../../ui/button';
import { toMarks } from '../place';
import styles from '../review.module.css';
import { useReviewTexts } from '../use-review-texts';
import { fetchOwnRemarks } from './own-api';
import { isOpen, useRemarkKeys } from './use-remark-keys';

export interface OwnBannerProps {
  readonly root: RefObject<HTMLElement>;
  readonly workspace: Workspace;
  readonly submission: SubmissionView;
  readonly review: OwnReview;
  readonly remarks: OwnRemarksReply | null;
  readonly onRemarks: (reply: OwnRemarksReply) => void;
  readonly isPanelOpen: boolean;
  readonly panelId: string;
  readonly onPanel: () => void;
  readonly focusGrid: () => void;
}

const looks = { returned: Undo2, waiting: Glasses, accepted: CircleCheckBig } as const;

/** How the review stands; fetches the remarks and marks them in the sheets. */
export function OwnBanner(props: OwnBannerProps) {
  const { root, workspace, submission, review, remarks, isPanelOpen, panelId } = props;
  const t = useReviewTexts();
  const { state, isLoading, load } = useRemarks(props);
  const open = remarks?.remarks.filter(isOpen) ?? [];
  const count = remarks === null ? review.remarks : open.length;
  const show = useCallback(
    (remark: RemarkView) => {
      showPlace(workspace, remark);
      window.requestAnimationFrame(props.focusGrid);
    },
    [workspace, props.focusGrid],
  );
  const step = useRemarkKeys(root, workspace, open, show);
  const Icon = looks[review.mark.state];
  return (
    <div className={classNames(styles.banner, styles[review.mark.state])} role="status">
      <Icon size={18} aria-hidden />
      <div className={styles.bannerWords}>
        <p>
          <strong>{useTitle(review)}</strong>
          {count > 0 ? `: ${t('own.count', { count })}` : null}
        </p>
        <Advice {...props} />
        {state === 'failed' ? (
          <p>
            {t('own.notLoaded')}{' '}
            <button type="button" className={styles.link} onClick={load}>
              {t('own.retry')}
            </button>
          </p>
        ) : null}
      </div>
      <span className={styles.bannerActions}>
        {open.length > 0 ? (
          <Button
            small
            icon={<ArrowDown aria-hidden="true" />}
            title={t('own.nextKeys')}
            onClick={() => step(1)}
          >
            {t('own.next')}
          </Button>
        ) : null}
        {submission.review && (remarks?.remarks.length ?? review.remarks) > 0 ? (
          <Button
            small
            busy={isLoading}
            icon={<MessageSquareText aria-hidden="true" />}
            aria-expanded={isPanelOpen}
            aria-controls={isPanelOpen ? panelId : undefined}
            onClick={props.onPanel}
          >
            {t('own.title')}
          </Button>
        ) : null}
      </span>
    </div>
  );
}

function useTitle({ mark }: OwnReview): string {
  const t = useReviewTexts();
  const level = t(`level.${mark.level}`);
  switch (mark.state) {
    case 'returned':
      return mark.twoLevels ? t('own.returnedBy', { level }) : t('own.returned');
    case 'waiting':
      return mark.twoLevels ? t('own.waitingAt', { level }) : t('own.waiting');
    case 'accepted':
      return mark.twoLevels ? t('own.acceptedBy', { level }) : t('own.accepted');
  }
}

/** What the reviewer says of the whole, and what is to be done. */
function Advice({ review, submission }: Pick<OwnBannerProps, 'review' | 'submission'>) {
  const t = useReviewTexts();
  const format = useFormat();
  if (review.mark.state === 'accepted') {
    return submission.editable ? <p className={styles.label}>{t('own.acceptedText')}</p> : null;
  }
  if (review.mark.state !== 'returned') return null;
  return (
    <>
      {review.comment === '' ? null : (
        <p className={styles.text}>
          <span className="visually-hidden">{t('own.comment')}: </span>
          <bdi>{review.comment}</bdi>
        </p>
      )}
      {submission.editable ? (
        <p className={styles.label}>
          {t('own.advice')} {t('own.until', { at: format.dateTimeShort(submission.window.closesAt) })}
        </p>
      ) : null}
    </>
  );
}

/** Remarks come after the page, so that the page is not slower for those who have none. */
function useRemarks({ workspace, submission, remarks, onRemarks }: OwnBannerProps) {
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const { collectionId, submissionId, submittedAt } = submission;
  const load = useCallback(
    () =>
      fetchOwnRemarks({ collectionId, submissionId }).then((reply) => {
        const isLoaded = reply.outcome === 'own_remarks';
        if (isLoaded) onRemarks(reply);
        setState(isLoaded ? 'ready' : 'failed');
      }),
    [collectionId, submissionId, onRemarks],
  );
  useEffect(() => {
    void load();
  }, [load, submittedAt]);
  useEffect(() => {
    if (remarks) workspace.mark(toMarks(remarks.remarks));
  }, [workspace, remarks]);
  const retry = (): void => {
    setState('loading');
    void load();
  };
  return { state, isLoading: state === 'loading' && remarks === null, load: retry };
}

/** Goes to where a remark is. */
export function showPlace(workspace: Workspace, { place }: RemarkView): void {
  const { sheet, row, column } = place;
  if (sheet === null) return;
  workspace.show({
    sheet,
    ...(row === null ? {} : { row }),
    ...(column === null ? {} : { column }),
  });
}
