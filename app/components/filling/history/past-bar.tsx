import { restoreEdits } from 'engine';
import { History, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { Button } from '../../ui/button';
import { useToast } from '../../ui/toast';
import type { Workspace } from '../workspace/workspace';
import styles from './history.module.css';
import type { Past } from './use-past';

interface PastBarProps {
  readonly past: Past;
  /** What is filled in now. */
  readonly workspace: Workspace;
  readonly onLeave: () => void;
}

/** Says that an earlier state is shown, and leads back to the present or brings that state back. */
export function PastBar({ past, workspace, onLeave }: PastBarProps) {
  const { t } = useTranslation('filling');
  const format = useFormat();
  const toast = useToast();
  const { session } = workspace;
  const restore = (): void => {
    const edits = restoreEdits(session.form, session.live.answers, past.answers);
    onLeave();
    if (edits.length === 0) return toast({ tone: 'info', text: t('history.same') });
    session.edit(edits);
    toast({ tone: 'done', text: t('history.restored', { time: format.dateTimeShort(past.at) }) });
  };
  return (
    <div className={styles.past} role="status">
      <History size={18} aria-hidden />
      <strong>{t('history.past', { time: format.dateTimeShort(past.at) })}</strong>
      <span className={styles.pastActions}>
        {session.readOnly ? null : (
          <Button small variant="primary" icon={<Undo2 aria-hidden="true" />} onClick={restore}>
            {t('history.restore')}
          </Button>
        )}
        <Button small onClick={onLeave}>
          {t('history.present')}
        </Button>
      </span>
    </div>
  );
}
