import { FileArchive, FolderOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useToast } from '../../ui/toast';
import { useUploads } from '../../uploads/uploads';
import styles from './manage.module.css';
import { newDelivery, newFolderDelivery } from './new-uploads';
import { useFilesTexts } from './use-files-texts';

/** A zip or a folder is chosen whose files go to the organisations that they are named after. */
export function DeliverDialog({
  blockId,
  onClosed,
}: {
  readonly blockId: string;
  readonly onClosed: () => void;
}) {
  const t = useFilesTexts();
  const toast = useToast();
  const uploads = useUploads();
  const zip = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // React knows no such attribute.
    if (folder.current) folder.current.webkitdirectory = true;
  }, []);
  return (
    <Dialog
      title={t('deliverDialog.title')}
      onClosed={onClosed}
      footer={
        <>
          <Button icon={<FolderOpen aria-hidden="true" />} onClick={() => folder.current?.click()}>
            {t('deliverDialog.folder')}
          </Button>
          <Button
            variant="primary"
            icon={<FileArchive aria-hidden="true" />}
            data-focus-first
            onClick={() => zip.current?.click()}
          >
            {t('deliverDialog.zip')}
          </Button>
        </>
      }
    >
      <div className={styles.words}>
        <p>{t('deliverDialog.text')}</p>
        <ul className={styles.examples}>
          <li>
            <code>{t('deliverDialog.exampleFile')}</code>
          </li>
          <li>
            <code>{t('deliverDialog.exampleFolder')}</code>
          </li>
        </ul>
        <p>{t('deliverDialog.after')}</p>
      </div>
      <input
        ref={zip}
        type="file"
        accept=".zip,application/zip"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('deliverDialog.zip')}
        onChange={(event) => {
          uploads.add([...(event.target.files ?? [])].map((file) => newDelivery(file, blockId)));
          onClosed();
        }}
      />
      <input
        ref={folder}
        type="file"
        multiple
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('deliverDialog.folder')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length === 0) toast({ tone: 'error', text: t('deliverDialog.folderFailed') });
          else uploads.add([newFolderDelivery(files, blockId)]);
          onClosed();
        }}
      />
    </Dialog>
  );
}
