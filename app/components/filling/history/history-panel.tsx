import { Link } from '@remix-run/react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import type { HistoryEntry, HistoryReply, Person } from '~/protocol/history';
import type { SubmissionView } from '~/protocol/views';
import { Button } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { Timestamp } from '../../ui/timestamp';
import filling from '../page/filling.module.css';
import { DiffList } from './diff-list';
import styles from './history.module.css';
import { useHistory } from './use-history';

interface HistoryPanelProps {
  readonly id: string;
  readonly submission: Pick<SubmissionView, 'collectionId' | 'submissionId' | 'timeZone'>;
  /** The revision that the page has by now. */
  readonly revision: number;
  /** The earlier state that is being looked at. */
  readonly shown: number | null;
  readonly onShow: (revision: number) => void;
  readonly onClose: () => void;
}

/** Who changed what and when, the newest first; every state can be looked at. */
export function HistoryPanel(props: HistoryPanelProps) {
  const { id, submission, revision, onClose } = props;
  const { t } = useTranslation('filling');
  const history = useHistory(submission, revision);
  const { entries, state } = history;
  return (
    <aside id={id} className={filling.panel} aria-label={t('history.title')} aria-busy={state === 'loading'}>
      <header className={filling.panelHead}>
        <h2 className={filling.panelTitle}>{t('history.title')}</h2>
        <IconButton label={t('history.close')} icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className={filling.panelBody}>
        {state === 'ready' && entries.length === 0 ? (
          <p className={styles.empty}>{t('history.empty')}</p>
        ) : null}
        <ol className={styles.entries}>
          {entries.map((entry) => (
            <li key={`${entry.kind} ${entry.revision} ${entry.at}`} className={styles.entry}>
              <Entry {...props} entry={entry} />
            </li>
          ))}
        </ol>
        <div className={styles.more} role="status">
          {state === 'loading' ? <p>{t('history.loading')}</p> : null}
          {state === 'failed' ? (
            <>
              <p>{t('history.failed')}</p>
              <Button small onClick={history.retry}>
                {t('history.retry')}
              </Button>
            </>
          ) : null}
          {state === 'ready' && history.hasMore ? (
            <Button small onClick={history.more}>
              {t('history.more')}
            </Button>
          ) : null}
        </div>
      </div>
    </aside>
  );
}

function Entry({
  entry,
  submission,
  shown,
  onShow,
}: HistoryPanelProps & { readonly entry: HistoryReply['entries'][number] }) {
  const { t } = useTranslation('filling');
  const head = <Head by={entry.by} at={entry.at} timeZone={submission.timeZone} />;
  if (entry.kind === 'submitted') {
    return (
      <>
        {head}
        <p>
          {t('history.submitted')}{' '}
          <Link to={`/lk/receipts/${entry.number}`} target="_blank">
            {t('history.receipt', { number: entry.number })}
          </Link>
        </p>
      </>
    );
  }
  const isShown = shown === entry.revision;
  return (
    <>
      {head}
      <Changes entry={entry} />
      <Button small aria-pressed={isShown} onClick={() => onShow(entry.revision)}>
        {t('history.look')}
      </Button>
    </>
  );
}

const AT_ONCE = 6;

/** A long entry is folded: the list is for finding the moment. */
function Changes({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation('filling');
  const { rows, justifications, hidden } = entry.changes;
  if (rows.length + justifications.length === 0) return <p>{t('history.takenBack')}</p>;
  const rest = rows.length - AT_ONCE;
  if (rest <= 0) return <DiffList changes={entry.changes} />;
  return (
    <>
      <DiffList changes={{ rows: rows.slice(0, AT_ONCE), justifications: [], hidden: 0 }} />
      <details className={styles.rest}>
        <summary>{t('history.rest', { count: rest + justifications.length + hidden })}</summary>
        <DiffList changes={{ rows: rows.slice(AT_ONCE), justifications, hidden }} />
      </details>
    </>
  );
}

function Head({ by, at, timeZone }: { readonly by: Person; readonly at: string; readonly timeZone: string }) {
  const { t } = useTranslation('filling');
  const format = useFormat();
  const zone = format.zoneBesideMoscow(at, timeZone);
  return (
    <div className={styles.head}>
      <Timestamp at={at}>
        <strong>{t('history.moscow', { time: format.dateTimeShort(at) })}</strong>
        {zone === null ? null : (
          <span className={styles.local}>
            {t('history.local', { time: format.dateTimeShort(at, timeZone), zone })}
          </span>
        )}
      </Timestamp>
      <span className={styles.person}>
        {by.name === '' || by.name === by.login ? by.login : `${by.name} (${by.login})`}
      </span>
    </div>
  );
}
