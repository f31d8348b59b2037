import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { OwnRemarksReply, RemarkView } from '~/protocol/review';
import type { SubmissionView } from '~/protocol/views';
import { onPanelKey } from '../../filling/errors/panel-keys';
import filling from '../../filling/page/filling.module.css';
import type { Workspace } from '../../filling/workspace/workspace';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { useToast } from '../../ui/toast';
import { inOrder } from '../place';
import { RemarkItem } from '../remark-item';
import styles from '../review.module.css';
import { TextArea } from '../text-area';
import { useKeptText } from '../use-kept-text';
import { useReviewTexts } from '../use-review-texts';
import { Verdicts } from '../verdicts';
import { sendAnswer } from './own-api';
import { showPlace } from './own-banner';
import { isOpen } from './use-remark-keys';

export interface OwnPanelProps {
  readonly id: string;
  readonly workspace: Workspace;
  readonly submission: SubmissionView;
  readonly remarks: OwnRemarksReply | null;
  readonly onRemarks: (reply: OwnRemarksReply) => void;
  readonly onShown: () => void;
  readonly onClose: () => void;
}

/** All remarks of the reviewers, with a field for an answer to each. */
export function OwnPanel(props: OwnPanelProps) {
  const { id, workspace, remarks, onClose } = props;
  const t = useReviewTexts();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent): void => onPanelKey(element, event, onClose);
    element.addEventListener('keydown', onKey);
    return () => element.removeEventListener('keydown', onKey);
  }, [onClose]);
  const all = inOrder(workspace, remarks?.remarks ?? []);
  const open = all.filter(isOpen);
  const resolved = all.filter(({ state }) => state === 'resolved');
  const show = (remark: RemarkView): void => {
    showPlace(workspace, remark);
    props.onShown();
  };
  const namesLevel = new Set(all.map(({ level }) => level)).size > 1;
  return (
    <aside ref={panel} id={id} className={filling.panel} aria-label={t('own.title')}>
      <header className={filling.panelHead}>
        <h2 className={filling.panelTitle}>{t('own.title')}</h2>
        <IconButton label={t('own.close')} icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className={filling.panelBody}>
        {remarks === null ? <p className={styles.empty}>{t('own.loading')}</p> : null}
        {remarks !== null && all.length === 0 ? <p className={styles.empty}>{t('own.none')}</p> : null}
        <ul className={styles.remarks}>
          {open.map((remark) => (
            <RemarkItem key={remark.id} {...{ remark, workspace, namesLevel }} onShow={show}>
              <Answer key={remark.answer?.text} remark={remark} {...props} />
            </RemarkItem>
          ))}
        </ul>
        {resolved.length > 0 ? (
          <details className={styles.rest}>
            <summary>{t('own.resolved', { count: resolved.length })}</summary>
            <ul className={styles.remarks}>
              {resolved.map((remark) => (
                <RemarkItem key={remark.id} {...{ remark, workspace, namesLevel }} onShow={show} />
              ))}
            </ul>
          </details>
        ) : null}
        <Verdicts verdicts={remarks?.verdicts ?? []} />
      </div>
    </aside>
  );
}

/** The longest answer or remark, as the server takes it. */
export const MOST_CHARACTERS = 2_000;

function Answer({
  remark,
  submission,
  onRemarks,
}: Pick<OwnPanelProps, 'submission' | 'onRemarks'> & { readonly remark: RemarkView }) {
  const t = useReviewTexts();
  const toast = useToast();
  const [text, keepText] = useKeptText(`answer ${remark.id}`);
  const [isEditing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (remark.answer !== null && !isEditing && text === '') {
    return (
      <Button
        small
        variant="quiet"
        onClick={() => {
          keepText(remark.answer?.text ?? '');
          setEditing(true);
        }}
      >
        {t('own.change')}
      </Button>
    );
  }
  const tooLong = text.length > MOST_CHARACTERS ? t('own.tooLong', { count: text.length }) : null;
  const send = async (): Promise<void> => {
    if (text.trim() === '' || tooLong !== null) return;
    setBusy(true);
    const reply = await sendAnswer(submission, remark.id, text);
    setBusy(false);
    if (reply.outcome === 'own_remarks') {
      keepText('');
      toast({ tone: 'done', text: t('own.sent') });
      onRemarks(reply);
    } else {
      setProblem(t(reply.outcome === 'remark_closed' ? 'own.closed' : 'own.failed'));
    }
  };
  return (
    <div className={styles.write}>
      <TextArea
        label={t('own.answerLabel')}
        hint={t('own.answerHint')}
        value={text}
        problem={tooLong ?? problem}
        onChange={(next) => {
          setProblem(null);
          keepText(next);
        }}
        onSend={() => void send()}
      />
      <div className={styles.buttons}>
        <Button
          small
          busy={busy}
          aria-disabled={text.trim() === '' || tooLong !== null}
          onClick={() => void send()}
        >
          {t('own.answer')}
        </Button>
        {remark.answer === null ? null : (
          <Button
            small
            variant="quiet"
            onClick={() => {
              keepText('');
              setEditing(false);
            }}
          >
            {t('own.cancel')}
          </Button>
        )}
      </div>
    </div>
  );
}
