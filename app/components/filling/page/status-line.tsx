import { Link } from '@remix-run/react';
import { CircleAlert, CircleCheck, CloudOff, Eye, RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { classNames } from '../../ui/class-names';
import { Timestamp } from '../../ui/timestamp';
import type { SaveState } from '../queue/save-queue';
import styles from './filling.module.css';
import { clockTime } from './clock-time';

interface StatusLineProps {
  readonly save: SaveState;
  readonly changedAt: string | null;
  readonly isOnline: boolean;
  readonly isSignedOut: boolean;
  readonly durable: boolean;
  readonly readOnly: boolean;
}

interface Words {
  readonly tone: 'done' | 'busy' | 'trouble' | 'view';
  readonly text: string;
}

function useWords({ save, changedAt, isOnline, isSignedOut, durable, readOnly }: StatusLineProps): Words {
  const { t } = useTranslation('filling');
  // After closing, what a closed tab left unsaved is shown, and said to be only in this browser.
  if (readOnly && save.kind !== 'blocked') return { tone: 'view', text: t('status.readOnly') };
  switch (save.kind) {
    case 'saved':
      if (isSignedOut) return { tone: 'trouble', text: t('status.signedOut') };
      if (!isOnline) return { tone: 'trouble', text: t('status.noConnection') };
      if (changedAt === null) return { tone: 'done', text: t('status.untouched') };
      return { tone: 'done', text: t('status.savedAt', { time: clockTime(changedAt) }) };
    case 'waiting':
    case 'sending':
      return durable
        ? { tone: 'busy', text: t('status.waiting') }
        : { tone: 'trouble', text: t('status.memoryOnly') };
    case 'offline':
      return { tone: 'trouble', text: t('status.offline', { count: save.changes }) };
    case 'busy':
      return { tone: 'trouble', text: t('status.busy', { count: save.changes }) };
    case 'blocked': {
      const count = save.changes;
      if (save.reason === 'stale_form') return { tone: 'busy', text: t('status.stale') };
      if (save.reason === 'signed_out') return { tone: 'trouble', text: t('status.signed_out', { count }) };
      if (save.reason === 'wrong_account')
        return { tone: 'trouble', text: t('status.wrong_account', { count }) };
      if (save.reason === 'closed') return { tone: 'trouble', text: t('status.closed', { count }) };
      return { tone: 'trouble', text: t('status.refused', { count }) };
    }
  }
}

const icons = { done: CircleCheck, busy: RefreshCw, trouble: CloudOff, view: Eye } as const;

/** Whether everything is saved, in words; read out when it changes. */
export function StatusLine(props: StatusLineProps) {
  const { t } = useTranslation('filling');
  const words = useWords(props);
  const Icon = words.tone === 'trouble' && props.isOnline ? CircleAlert : icons[words.tone];
  return (
    <p className={classNames(styles.status, styles[words.tone])} role="status" aria-label={t('status.label')}>
      <Icon size={16} aria-hidden />
      <span>{words.text}</span>
    </p>
  );
}

interface LastChangeProps {
  /** What was submitted, or the draft. */
  readonly shows: 'draft' | 'submitted';
  readonly editable: boolean;
  readonly changedAt: string | null;
  readonly isSubmitted: boolean;
  /** `null` also where another tab has just submitted. */
  readonly submittedAt: string | null;
  readonly hasUnsubmittedEdits: boolean;
  readonly onDifference: () => void;
}

/** When the data last changed, and whether what is shown has been submitted. */
export function LastChange(props: LastChangeProps) {
  const { shows, editable, changedAt, isSubmitted, submittedAt, hasUnsubmittedEdits } = props;
  const { t } = useTranslation('filling');
  const format = useFormat();
  return (
    <p className={styles.changes}>
      {changedAt === null ? null : (
        <Timestamp at={changedAt}>
          {t('status.changedAt', { time: format.dateTimeShort(changedAt) })}
        </Timestamp>
      )}
      {isSubmitted ? (
        <span>
          {submittedAt === null
            ? t('status.submitted')
            : t('status.submittedAt', { time: format.dateTimeShort(submittedAt) })}
        </span>
      ) : (
        <span>{editable ? t('status.notSubmitted') : t('status.draftClosed')}</span>
      )}
      {isSubmitted && hasUnsubmittedEdits ? (
        <strong className={styles.unsubmitted}>
          {editable || shows === 'submitted' ? t('status.unsubmitted') : t('status.draftShown')}
        </strong>
      ) : null}
      {isSubmitted && hasUnsubmittedEdits && shows === 'draft' ? (
        <button type="button" className={styles.linkButton} onClick={props.onDifference}>
          {t('status.difference')}
        </button>
      ) : null}
      {/* After closing, both what was submitted and the draft edited since can be looked at. */}
      {isSubmitted && hasUnsubmittedEdits && !editable ? (
        <Link to={shows === 'submitted' ? '?draft' : '?'}>
          {shows === 'submitted' ? t('status.showDraft') : t('status.showSubmitted')}
        </Link>
      ) : null}
    </p>
  );
}
