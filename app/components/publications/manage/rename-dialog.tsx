import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileView } from '../../../protocol/views';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import styles from './manage.module.css';
import { useFilesTexts } from './use-files-texts';
import type { useManage } from './use-manage';

/** The name under which a file is listed and saved; its kind stays. */
export function RenameDialog({
  file,
  change,
  onClosed,
}: {
  readonly file: FileView;
  readonly change: ReturnType<typeof useManage>['change'];
  readonly onClosed: () => void;
}) {
  const t = useFilesTexts();
  const { t: common } = useTranslation();
  const [name, setName] = useState(file.name);
  const [busy, setBusy] = useState(false);
  const isRefused = name.trim() === '';
  return (
    <Dialog
      title={t('renameDialog.title')}
      size="small"
      closesOutside={name === file.name}
      onClosed={onClosed}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isRefused || busy) return;
          setBusy(true);
          void change({ intent: 'rename', fileId: file.id, name }).then((done) => {
            setBusy(false);
            if (done) onClosed();
          });
        }}
      >
        <TextField
          label={t('renameDialog.name')}
          value={name}
          maxLength={250}
          data-focus-first
          {...(isRefused ? { error: t('refused.name') } : {})}
          onChange={(event) => setName(event.target.value)}
        />
        <div className={styles.formButtons}>
          <Button onClick={onClosed}>{common('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} aria-disabled={isRefused}>
            {t('renameDialog.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
