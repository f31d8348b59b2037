import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import type { Workspace } from '../workspace/workspace';
import styles from './filling.module.css';

interface SignInDialogProps {
  readonly workspace: Workspace;
  readonly login: string;
}

/** Asks to sign in again, in another tab: nothing of this page may be lost. Can be put off until the next time. */
export function SignInDialog({ workspace, login }: SignInDialogProps) {
  const { t } = useTranslation('filling');
  const [isPutOff, setPutOff] = useState(false);
  if (isPutOff) return null;
  return (
    <Dialog
      title={t('signIn.title')}
      size="small"
      closesOutside={false}
      onClosed={() => setPutOff(true)}
      footer={
        <>
          <Button onClick={() => setPutOff(true)}>{t('signIn.later')}</Button>
          <Button
            onClick={() => {
              workspace.queue.resume();
              void workspace.poll();
            }}
          >
            {t('signIn.retry')}
          </Button>
        </>
      }
    >
      <p>{t('signIn.text', { login })}</p>
      <p className={styles.signInLink}>
        <a href="/login?returnTo=/lk" target="_blank" rel="noreferrer">
          {t('signIn.open')}
        </a>
      </p>
    </Dialog>
  );
}
