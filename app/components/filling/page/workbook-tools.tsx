import { FileDown, FileUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import type { Workspace } from '../workspace/workspace';
import styles from './filling.module.css';

/** «Скачать шаблон» and «Загрузить шаблон», where the form switches workbooks on (A23). */
export function WorkbookTools({
  workspace,
  onDownload,
  onUpload,
}: {
  readonly workspace: Workspace;
  readonly onDownload: () => void;
  readonly onUpload: () => void;
}) {
  const { t } = useTranslation('filling');
  const { form, readOnly } = workspace.session;
  if (!form.excelTemplate) return null;
  return (
    <div className={styles.tools}>
      <Button variant="quiet" small icon={<FileDown aria-hidden="true" />} onClick={onDownload}>
        {t('actions.downloadTemplate')}
      </Button>
      {readOnly ? null : (
        <Button variant="quiet" small icon={<FileUp aria-hidden="true" />} onClick={onUpload}>
          {t('actions.uploadTemplate')}
        </Button>
      )}
    </div>
  );
}
