import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import type { SubmissionView } from '~/protocol/views';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { DiffList } from '../history/diff-list';
import type { Workspace } from '../workspace/workspace';
import styles from './summary.module.css';
import { useDifference } from './use-difference';

interface DifferenceProps {
  readonly workspace: Workspace;
  readonly submission: SubmissionView;
}

/** What differs from what was submitted last, with a way to its receipt. */
export function DifferenceList({ workspace, submission }: DifferenceProps) {
  const { t } = useTranslation('filling');
  const format = useFormat();
  const { difference, retry } = useDifference(workspace, submission);
  switch (difference.state) {
    case 'loading':
      return <p role="status">{t('summary.loading')}</p>;
    case 'failed':
      return (
        <div role="status" className={styles.part}>
          <p>{t('summary.failed')}</p>
          <Button small onClick={retry}>
            {t('history.retry')}
          </Button>
        </div>
      );
    case 'never':
      return <p>{t('summary.never')}</p>;
    case 'ready': {
      const { rows, justifications } = difference.changes;
      const isSame = rows.length === 0 && justifications.length === 0;
      return (
        <div className={styles.part}>
          <p>
            {t('summary.last', { time: format.dateTimeShort(difference.at) })}{' '}
            <Link to={`/lk/receipts/${difference.number}`} target="_blank">
              {t('history.receipt', { number: difference.number })}
            </Link>
          </p>
          {isSame ? <p>{t('summary.same')}</p> : <DiffList changes={difference.changes} />}
        </div>
      );
    }
  }
}

/** «Есть несданные изменения»: which ones. */
export function DifferenceDialog({
  onClosed,
  ...props
}: DifferenceProps & { readonly onClosed: () => void }) {
  const { t } = useTranslation('filling');
  return (
    <Dialog title={t('summary.differenceTitle')} onClosed={onClosed}>
      <DifferenceList {...props} />
    </Dialog>
  );
}
