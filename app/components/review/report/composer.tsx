import { useId, useRef, useState, useSyncExternalStore } from 'react';
import type { RemarkRequest, RemarkView } from '~/protocol/review';
import { newClientId } from '../../filling/workspace/browser';
import { Button } from '../../ui/button';
import { MOST_CHARACTERS } from '../own/own-panel';
import { kindOf, placeAt, placeWords, type PlaceKind, selectedKind } from '../place';
import styles from '../review.module.css';
import { TextArea } from '../text-area';
import { useKeptText } from '../use-kept-text';
import { useReviewTexts } from '../use-review-texts';
import type { RemarksPanelProps } from './remarks-panel';

interface ComposerProps extends Pick<RemarksPanelProps, 'review' | 'workspace' | 'composer' | 'focusGrid'> {
  /** A draft that is written anew; null for another one. */
  readonly editing: RemarkView | null;
  readonly onDone: () => void;
  readonly onSend: (request: RemarkRequest) => Promise<string | null>;
}

const kinds: readonly PlaceKind[] = ['cell', 'row', 'column', 'sheet', 'whole'];

/** Writes a remark about what is selected in the table. */
export function Composer({ review, workspace, composer, focusGrid, editing, onDone, onSend }: ComposerProps) {
  const t = useReviewTexts();
  const id = useId();
  const { controller } = workspace;
  useSyncExternalStore(controller.subscribe, controller.state, controller.state);
  const [chosen, setChosen] = useState<PlaceKind | null>(null);
  const [text, keepText] = useKeptText(`remark ${editing?.id ?? review.submissionId}`, editing?.text ?? '');
  // Sent again after a lost reply, it is the same remark.
  const remarkId = useRef<string | null>(editing?.id ?? null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const kind = chosen ?? (editing ? kindOf(editing.place) : selectedKind(workspace));
  const place = editing && chosen === null ? editing.place : placeAt(workspace, kind);
  const tooLong = text.length > MOST_CHARACTERS ? t('report.tooLong', { count: text.length }) : null;
  const isReady = text.trim() !== '' && tooLong === null;
  const add = async (): Promise<void> => {
    if (!isReady || busy) return;
    remarkId.current ??= newClientId();
    setBusy(true);
    const wrong = await onSend({ kind: 'write', id: remarkId.current, receipt: review.receipt, place, text });
    setBusy(false);
    setProblem(wrong);
    if (wrong !== null) return;
    keepText('');
    setChosen(null);
    remarkId.current = null;
    onDone();
    focusGrid();
  };
  return (
    <div className={styles.composer}>
      <div className={styles.field}>
        <label htmlFor={id} className={styles.label}>
          {t('report.about')}
        </label>
        <select
          id={id}
          className={styles.select}
          value={kind}
          onChange={(event) => setChosen(kinds.find((known) => known === event.target.value) ?? null)}
        >
          {kinds.map((known) => (
            <option key={known} value={known}>
              {t(`report.kinds.${known}`)}
            </option>
          ))}
        </select>
        <span className={styles.about} aria-live="polite">
          {placeWords(workspace, place, t)}
        </span>
      </div>
      <TextArea
        ref={composer}
        label={t('report.text')}
        hint={t('report.textHint')}
        value={text}
        problem={tooLong ?? problem}
        onChange={(next) => {
          setProblem(null);
          keepText(next);
        }}
        onSend={() => void add()}
      />
      <div className={styles.buttons}>
        <Button
          small
          busy={busy}
          aria-disabled={!isReady}
          title={t('report.addKeys')}
          onClick={() => void add()}
        >
          {t(editing ? 'report.save' : 'report.add')}
        </Button>
        {editing ? (
          <Button
            small
            variant="quiet"
            onClick={() => {
              keepText('');
              onDone();
            }}
          >
            {t('report.cancel')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
