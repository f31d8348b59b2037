import { Check, Pencil, Trash2, X } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { RemarkRequest, RemarkView, ReviewView } from '~/protocol/review';
import { onPanelKey } from '../../filling/errors/panel-keys';
import filling from '../../filling/page/filling.module.css';
import type { Workspace } from '../../filling/workspace/workspace';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { useToast } from '../../ui/toast';
import { inOrder } from '../place';
import { RemarkItem } from '../remark-item';
import styles from '../review.module.css';
import { useReviewTexts } from '../use-review-texts';
import { Verdicts } from '../verdicts';
import { Composer } from './composer';
import { sendRemark } from './reviewer-api';

export interface RemarksPanelProps {
  readonly id: string;
  readonly review: ReviewView;
  readonly workspace: Workspace;
  readonly remarks: readonly RemarkView[];
  readonly composer: RefObject<HTMLTextAreaElement>;
  readonly onRemarks: (remarks: readonly RemarkView[]) => void;
  readonly onShow: (remark: RemarkView) => void;
  readonly onClose: () => void;
  readonly focusGrid: () => void;
}

/** A remark is written at the top; below stand drafts, what was sent before with its answers, and the decisions so far. */
export function RemarksPanel(props: RemarksPanelProps) {
  const { id, review, workspace, remarks, onClose } = props;
  const t = useReviewTexts();
  const panel = useRef<HTMLElement>(null);
  const [editing, setEditing] = useState<RemarkView | null>(null);
  const send = useSend(props);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => onPanelKey(element, event, onClose);
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [onClose]);
  const ordered = inOrder(workspace, remarks);
  const drafts = ordered.filter(({ state }) => state === 'draft');
  const sent = ordered.filter(({ state }) => state === 'open' || state === 'answered');
  const settled = ordered.filter(({ state }) => state === 'resolved');
  const namesLevel = new Set(remarks.map(({ level }) => level)).size > 1;
  const itemOf = (remark: RemarkView, actions: React.ReactNode = null) => (
    <RemarkItem key={remark.id} {...{ remark, workspace, namesLevel }} onShow={props.onShow}>
      {remark.receipt === review.receipt || remark.state !== 'draft' ? null : (
        <p className={styles.label}>{t('report.older', { number: remark.receipt })}</p>
      )}
      {actions === null ? null : <div className={styles.buttons}>{actions}</div>}
    </RemarkItem>
  );
  return (
    <aside ref={panel} id={id} className={filling.panel} aria-label={t('report.panel')}>
      <header className={filling.panelHead}>
        <h2 className={filling.panelTitle}>{t('report.panel')}</h2>
        <IconButton label={t('report.closePanel')} icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className={filling.panelBody}>
        {review.may.return ? (
          <Composer
            key={editing?.id ?? 'new'}
            {...props}
            editing={editing}
            onDone={() => setEditing(null)}
            onSend={send}
          />
        ) : null}
        <Nothing hasRemarks={remarks.length > 0} mayWrite={review.may.return} />
        {drafts.length > 0 ? (
          <section aria-label={t('report.drafts')}>
            <h3 className={styles.groupTitle}>{t('report.drafts')}</h3>
            <p className={styles.note}>{t('report.draftsNote')}</p>
            <ul className={styles.remarks}>
              {drafts.map((remark) =>
                itemOf(
                  remark,
                  <>
                    {review.may.return ? (
                      <Button
                        small
                        variant="quiet"
                        icon={<Pencil aria-hidden="true" />}
                        onClick={() => {
                          setEditing(remark);
                          props.onShow(remark);
                        }}
                      >
                        {t('report.edit')}
                      </Button>
                    ) : null}
                    <Button
                      small
                      variant="quiet"
                      icon={<Trash2 aria-hidden="true" />}
                      onClick={() => void send({ kind: 'remove', id: remark.id })}
                    >
                      {t('report.remove')}
                    </Button>
                  </>,
                ),
              )}
            </ul>
          </section>
        ) : null}
        {sent.length > 0 ? (
          <section aria-label={t('report.sent')}>
            <h3 className={styles.groupTitle}>{t('report.sent')}</h3>
            <ul className={styles.remarks}>
              {sent.map((remark) =>
                itemOf(
                  remark,
                  review.may.accept ? (
                    <Button
                      small
                      variant="quiet"
                      icon={<Check aria-hidden="true" />}
                      onClick={() => void send({ kind: 'resolve', id: remark.id })}
                    >
                      {t('report.settle')}
                    </Button>
                  ) : null,
                ),
              )}
            </ul>
          </section>
        ) : null}
        {settled.length > 0 ? (
          <details className={styles.rest}>
            <summary>{t('report.settled', { count: settled.length })}</summary>
            <ul className={styles.remarks}>{settled.map((remark) => itemOf(remark))}</ul>
          </details>
        ) : null}
        <Verdicts verdicts={review.verdicts} />
      </div>
    </aside>
  );
}

function Nothing({ hasRemarks, mayWrite }: { readonly hasRemarks: boolean; readonly mayWrite: boolean }) {
  const t = useReviewTexts();
  if (hasRemarks) return null;
  return <p className={styles.empty}>{t(mayWrite ? 'report.nothing' : 'report.nothingSent')}</p>;
}

/** Sends a change of remarks and says in words what was wrong with it; null where it went well. */
function useSend({ review, onRemarks }: Pick<RemarksPanelProps, 'review' | 'onRemarks'>) {
  const t = useReviewTexts();
  const toast = useToast();
  return async (request: RemarkRequest): Promise<string | null> => {
    const reply = await sendRemark(review.submissionId, request);
    if (reply.outcome === 'remarked') {
      onRemarks(reply.remarks);
      return null;
    }
    const words = wordsOf(reply.outcome);
    const text = t(`report.${words}`);
    if (request.kind !== 'write') toast({ tone: 'error', text });
    return text;
  };
}

function wordsOf(outcome: string): 'gone' | 'tooMany' | 'refused' | 'signedOut' | 'unreachable' {
  switch (outcome) {
    case 'remark_closed':
      return 'gone';
    case 'too_large':
      return 'tooMany';
    case 'signed_out':
      return 'signedOut';
    case 'forbidden':
    case 'not_found':
    case 'malformed':
      return 'refused';
    default:
      return 'unreachable';
  }
}
