import { useLocation, useNavigate, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { useFormat } from '~/i18n/use-format';
import type { ReviewView, Verdict, VerdictReply } from '~/protocol/review';
import type { Sent } from '../../filling/queue/transport';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useToast } from '../../ui/toast';
import { MOST_CHARACTERS } from '../own/own-panel';
import styles from '../review.module.css';
import { TextArea } from '../text-area';
import { useKeptText } from '../use-kept-text';
import { useReviewTexts } from '../use-review-texts';
import { sendVerdict } from './reviewer-api';

interface VerdictDialogProps {
  readonly review: ReviewView;
  readonly verdict: Verdict;
  /** Remarks that go with a return. */
  readonly drafts: number;
  /** Remarks that an acceptance settles. */
  readonly sent: number;
  readonly onClosed: () => void;
}

type Trouble = Exclude<Sent<VerdictReply>, { readonly outcome: 'decided' }>;

/** The last word before a verdict: what the organisation gets to read, and until when it may correct. */
export function VerdictDialog(props: VerdictDialogProps) {
  const { review, verdict, drafts, sent, onClosed } = props;
  const t = useReviewTexts();
  const [comment, keepComment] = useKeptText(`comment ${review.submissionId}`);
  const [deadline, setDeadline] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const onDecided = useDecided(onClosed);
  const { search } = useLocation();
  const isReturn = verdict === 'returned';
  const tooLong = comment.length > MOST_CHARACTERS ? t('report.tooLong', { count: comment.length }) : null;
  const decide = async (): Promise<void> => {
    if (tooLong !== null || busy) return;
    setBusy(true);
    setTrouble(null);
    const reply = await sendVerdict(
      { submissionId: review.submissionId, search },
      { receipt: review.receipt, verdict, comment, closesAt: isReturn ? fromMoscow(deadline) : null },
    );
    setBusy(false);
    if (reply.outcome !== 'decided') return setTrouble(reply);
    keepComment('');
    onDecided(verdict, reply.next);
  };
  const isLast = !review.mark.twoLevels || review.mark.level === 'regional';
  return (
    <Dialog
      title={t(isReturn ? 'verdict.returnTitle' : 'verdict.acceptTitle')}
      size="small"
      closesOutside={false}
      onClosed={onClosed}
      footer={
        <>
          <Button variant="primary" busy={busy} onClick={() => void decide()}>
            {t(isReturn ? 'verdict.send' : 'verdict.accept')}
          </Button>
          <Button onClick={onClosed}>{t('verdict.cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {isReturn ? (
          <p>{drafts > 0 ? t('verdict.drafts', { count: drafts }) : t('verdict.noDrafts')}</p>
        ) : (
          <p>
            {t(isLast ? 'verdict.last' : 'verdict.first')} {sent > 0 ? t('verdict.settles') : null}
          </p>
        )}
        <TextArea
          label={t(isReturn ? 'verdict.comment' : 'verdict.acceptComment')}
          value={comment}
          problem={tooLong ?? (trouble?.outcome === 'nothing_said' ? t('verdict.nothingSaid') : null)}
          rows={4}
          onChange={keepComment}
          onSend={() => void decide()}
        />
        {isReturn ? (
          <Deadline review={review} value={deadline} trouble={trouble} onChange={setDeadline} />
        ) : null}
        {trouble === null ? null : <TroubleNotice trouble={trouble} onClosed={onClosed} />}
      </div>
    </Dialog>
  );
}

/** What is typed as Moscow time; null for nothing. */
function fromMoscow(local: string): string | null {
  if (local === '') return null;
  const at = new Date(`${local}:00+03:00`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

interface DeadlineProps {
  readonly review: ReviewView;
  readonly value: string;
  readonly trouble: Trouble | null;
  readonly onChange: (value: string) => void;
}

function Deadline({ review, value, trouble, onChange }: DeadlineProps) {
  const t = useReviewTexts();
  const format = useFormat();
  const { state, closesAt } = review.window;
  const at = format.dateTimeShort(closesAt);
  const error =
    trouble?.outcome === 'deadline_needed'
      ? t('verdict.deadlineNeeded')
      : trouble?.outcome === 'deadline_wrong'
        ? t('verdict.deadlineWrong')
        : undefined;
  return (
    <TextField
      type="datetime-local"
      label={t('verdict.deadline')}
      note={t(state === 'closed' ? 'verdict.deadlineClosed' : 'verdict.deadlineOpen', { at })}
      required={state === 'closed'}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...(error === undefined ? {} : { error })}
    />
  );
}

/** Why nothing was decided; what belongs to a field stands there. */
function TroubleNotice({ trouble, onClosed }: { readonly trouble: Trouble; readonly onClosed: () => void }) {
  const t = useReviewTexts();
  const format = useFormat();
  const revalidator = useRevalidator();
  const renew = (): void => {
    revalidator.revalidate();
    onClosed();
  };
  switch (trouble.outcome) {
    case 'nothing_said':
    case 'deadline_needed':
    case 'deadline_wrong':
      return null;
    case 'drafts_left':
      return (
        <Notice tone="warning" live>
          <p>{t('verdict.draftsLeft', { count: trouble.drafts })}</p>
        </Notice>
      );
    case 'newer_submitted':
      return (
        <Notice tone="warning" live>
          <p>{t('verdict.newer', { at: format.dateTimeShort(trouble.submittedAt) })}</p>
          <Button small onClick={renew}>
            {t('verdict.openNewer')}
          </Button>
        </Notice>
      );
    case 'not_your_turn':
    case 'not_found':
      return (
        <Notice tone="warning" live>
          <p>{t('verdict.notYours')}</p>
          <Button small onClick={renew}>
            {t('verdict.refresh')}
          </Button>
        </Notice>
      );
    case 'signed_out':
      return (
        <Notice tone="error" live>
          <p>{t('report.signedOut')}</p>
        </Notice>
      );
    case 'unreachable':
    case 'busy':
      return (
        <Notice tone="error" live>
          <p>{t('verdict.unreachable')}</p>
        </Notice>
      );
    default:
      return (
        <Notice tone="error" live>
          <p>{t('verdict.refused')}</p>
        </Notice>
      );
  }
}

/** Goes on to the next report, or back to the queue. */
function useDecided(onClosed: () => void): (verdict: Verdict, next: string | null) => void {
  const t = useReviewTexts();
  const toast = useToast();
  const navigate = useNavigate();
  const { search } = useLocation();
  return (verdict, next) => {
    const done = t(`verdict.done.${verdict}`);
    toast({ tone: 'done', text: next === null ? done : `${done} ${t('verdict.opened')}` });
    onClosed();
    navigate(next === null ? `/lk/review${search}` : `/lk/review/${next}${search}`);
  };
}
