import { useRevalidator } from '@remix-run/react';
import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubmissionView } from '~/protocol/views';
import { IconButton } from '../../ui/icon-button';
import type { Workspace } from '../workspace/workspace';
import { Countdown } from './countdown';
import styles from './filling.module.css';
import { LastChange, StatusLine } from './status-line';

interface TopBarProps {
  readonly workspace: Workspace;
  readonly submission: SubmissionView;
  readonly durable: boolean;
  readonly onBack: () => void;
  readonly onDifference: () => void;
}

/** The slim header of the page: back, title, status of saving, time left. */
export function TopBar({ workspace, submission, durable, onBack, onDifference }: TopBarProps) {
  const { t } = useTranslation();
  const revalidator = useRevalidator();
  const { queue, session } = workspace;
  const { revalidate } = revalidator;
  const onOver = useCallback(() => {
    // The server decides: it still takes what was typed in time, then the page is only for looking. Where something
    // could not be saved, the page stays as it is: the changes are nowhere else.
    void queue.flush().then((saved) => {
      if (saved) revalidate();
    });
  }, [queue, revalidate]);
  const standing = workspace.standing();
  return (
    <header className={styles.top}>
      <IconButton label={t('back')} icon={<ArrowLeft aria-hidden="true" />} onClick={onBack} />
      <div className={styles.heading}>
        <h1 className={styles.title}>{submission.collectionTitle}</h1>
        <LastChange
          shows={submission.shows}
          editable={submission.editable}
          changedAt={workspace.changedAt()}
          isSubmitted={standing.status === 'submitted'}
          submittedAt={submission.submittedAt}
          hasUnsubmittedEdits={standing.hasUnsubmittedEdits || queue.state().kind !== 'saved'}
          onDifference={onDifference}
        />
      </div>
      <div className={styles.state}>
        <StatusLine
          save={queue.state()}
          changedAt={workspace.changedAt()}
          isOnline={workspace.isOnline()}
          isSignedOut={workspace.isSignedOut()}
          durable={durable}
          readOnly={session.readOnly}
        />
        {submission.editable ? (
          <Countdown
            closesAt={standing.closesAt}
            serverTime={submission.serverTime}
            timeZone={submission.timeZone}
            onOver={onOver}
            onDrift={revalidate}
          />
        ) : null}
      </div>
    </header>
  );
}
