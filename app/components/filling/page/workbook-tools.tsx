import { FileSpreadsheet } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button';
import type { Workspace } from '../workspace/workspace';
import styles from './filling.module.css';

/** The way to the form as a workbook, where the form switches workbooks on (A23). */
export function WorkbookTools({
  workspace,
  onExcel,
}: {
  readonly workspace: Workspace;
  readonly onExcel: () => void;
}) {
  const { t } = useTranslation('filling');
  if (!workspace.session.form.excelTemplate) return null;
  return (
    <Button
      variant="quiet"
      small
      className={styles.excel}
      icon={<FileSpreadsheet aria-hidden="true" />}
      aria-label={t('actions.excel')}
      onClick={onExcel}
    >
      {t('actions.excel')}
    </Button>
  );
}
