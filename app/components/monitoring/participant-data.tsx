import { Link } from '@remix-run/react';
import { FilePen } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import type { ParticipantRow } from '../../protocol/views';
import { classNames } from '../ui/class-names';
import { ReviewMarkBadge } from '../review/mark-badge';
import { EmptyState } from '../ui/empty-state';
import { Notice } from '../ui/notice';
import type { DataSheet } from './data-sheets';
import styles from './participant-data.module.css';
import { SheetTable } from './sheet-table';
import { ParticipantStatus } from './status';

export interface ParticipantDataProps {
  readonly participant: ParticipantRow;
  readonly isDraft: boolean;
  /** What was submitted is shown, and the draft was edited since. */
  readonly editedSince: boolean;
  /** Number of the receipt of what is shown; null for a draft. */
  readonly receipt: number | null;
  readonly hasAnswers: boolean;
  readonly sheets: readonly DataSheet[];
}

/** The participant's line and all sheets of its data, read-only (A42). */
export function ParticipantData({
  participant,
  isDraft,
  editedSince,
  receipt,
  hasAnswers,
  sheets,
}: ParticipantDataProps) {
  const { t } = useTranslation('monitoring');
  return (
    <div className={styles.data}>
      <ParticipantLine participant={participant} receipt={receipt} />
      {hasAnswers ? (
        <WhichData participant={participant} isDraft={isDraft} editedSince={editedSince} />
      ) : null}
      {hasAnswers ? (
        <Sheets sheets={sheets} />
      ) : (
        <EmptyState
          title={t('participants.status.not_started')}
          text={t('data.notStarted')}
          icon={<FilePen aria-hidden="true" />}
        />
      )}
    </div>
  );
}

function ParticipantLine({ participant, receipt }: Pick<ParticipantDataProps, 'participant' | 'receipt'>) {
  const { t } = useTranslation(['monitoring', 'common']);
  const format = useFormat();
  const instant = (at: string | null) => (at === null ? t('common:empty') : format.dateTimeShort(at));
  const facts = [
    { label: t('participants.columns.login'), value: participant.login },
    { label: t('participants.columns.organisation'), value: participant.organisation },
    { label: t('participants.columns.status'), value: <ParticipantStatus status={participant.status} /> },
    { label: t('participants.columns.startedAt'), value: instant(participant.startedAt) },
    { label: t('participants.columns.submittedAt'), value: instant(participant.submittedAt) },
    ...(participant.review === null
      ? []
      : [
          {
            label: t('common:review.column'),
            value: (
              <Link to={`/lk/review/${participant.submissionId}`}>
                <ReviewMarkBadge mark={participant.review} />
              </Link>
            ),
          },
        ]),
    ...(receipt === null
      ? []
      : [
          {
            label: t('data.receipt'),
            value: <Link to={`/lk/receipts/${receipt}`}>{t('data.receiptNumber', { number: receipt })}</Link>,
          },
        ]),
  ];
  return (
    <dl className={styles.line}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Which data these are, where that could be mistaken. */
function WhichData({
  participant,
  isDraft,
  editedSince,
}: Omit<ParticipantDataProps, 'hasAnswers' | 'sheets' | 'receipt'>) {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  if (isDraft) {
    return (
      <Notice tone="warning">
        <p>{t(participant.status === 'not_started' ? 'data.draftLeft' : 'data.draftNote')}</p>
      </Notice>
    );
  }
  if (editedSince && participant.submittedAt !== null) {
    return (
      <Notice tone="info">
        <p>{t('data.editedSince', { at: format.dateTimeShort(participant.submittedAt) })}</p>
      </Notice>
    );
  }
  return null;
}

/** Sheets as tabs; arrows go from one to the next. */
function Sheets({ sheets }: Pick<ParticipantDataProps, 'sheets'>) {
  const { t } = useTranslation('monitoring');
  const baseId = useId();
  const [chosen, setChosen] = useState(0);
  const tabs = useRef<(HTMLButtonElement | null)[]>([]);
  const sheet = sheets[chosen] ?? sheets[0];
  if (!sheet) return null;
  const go = (index: number) => {
    const next = (index + sheets.length) % sheets.length;
    setChosen(next);
    tabs.current[next]?.focus();
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const target = { ArrowRight: chosen + 1, ArrowLeft: chosen - 1, Home: 0, End: sheets.length - 1 }[
      event.key
    ];
    if (target === undefined) return;
    event.preventDefault();
    go(target);
  };
  return (
    <div className={styles.sheets}>
      {sheets.length > 1 ? (
        <div role="tablist" aria-label={t('data.sheets')} className={styles.tabs}>
          {sheets.map(({ id, title }, index) => (
            <button
              key={id}
              ref={(element) => {
                tabs.current[index] = element;
              }}
              type="button"
              role="tab"
              id={`${baseId}-tab-${index}`}
              aria-selected={index === chosen}
              aria-controls={`${baseId}-panel`}
              tabIndex={index === chosen ? 0 : -1}
              className={classNames(styles.tab, index === chosen && styles.chosen)}
              onClick={() => setChosen(index)}
              onKeyDown={onKeyDown}
            >
              {title}
            </button>
          ))}
        </div>
      ) : null}
      <div
        id={`${baseId}-panel`}
        role={sheets.length > 1 ? 'tabpanel' : undefined}
        aria-labelledby={sheets.length > 1 ? `${baseId}-tab-${chosen}` : undefined}
      >
        <SheetTable key={sheet.id} sheet={sheet} />
      </div>
    </div>
  );
}
