import { useTranslation } from 'react-i18next';
import type { GridModel } from '../../grid/adapter';
import type { DroppedCell, PastePlan } from '../../grid/controller/paste';
import { droppedCells } from '../../grid/controller/paste';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import styles from './filling.module.css';

interface PasteDialogProps {
  readonly plan: PastePlan;
  readonly model: GridModel;
  readonly onConfirm: () => void;
  readonly onDismiss: () => void;
}

const SHOWN_CELLS = 20;
const SHOWN_CHARACTERS = 80;

const shortened = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;

/** What a paste would lose, before it is lost. */
export function PasteDialog({ plan, model, onConfirm, onDismiss }: PasteDialogProps) {
  const { t } = useTranslation('filling');
  const { report } = plan;
  const dropped = droppedCells(report);
  const titleOf = (cell: DroppedCell): string | undefined =>
    model.columns.find((column) => column.id === cell.column)?.title;
  const words = (cell: DroppedCell): string => {
    const column = titleOf(cell);
    const text = shortened(cell.text);
    return column === undefined
      ? t('paste.placeOutside', { row: cell.rowNumber, text })
      : t('paste.place', { row: cell.rowNumber, column, text });
  };
  return (
    <Dialog
      title={t('paste.title', { count: dropped.length })}
      onClosed={onDismiss}
      footer={
        <>
          <Button onClick={onDismiss}>{t('paste.cancel')}</Button>
          <Button variant="primary" onClick={onConfirm}>
            {t('paste.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('paste.text')}</p>
      <ul className={styles.reasons}>
        {report.readOnly.length > 0 ? (
          <li>{t('paste.readOnly', { count: report.readOnly.length })}</li>
        ) : null}
        {report.beyondRight.length > 0 ? (
          <li>{t('paste.beyondRight', { count: report.beyondRight.length })}</li>
        ) : null}
        {report.beyondBottom.length > 0 ? (
          <li>{t('paste.beyondBottom', { count: report.beyondBottom.length })}</li>
        ) : null}
      </ul>
      <ul className={styles.dropped}>
        {dropped.slice(0, SHOWN_CELLS).map((cell) => (
          <li key={`${cell.rowNumber}-${cell.column ?? ''}-${cell.text}`}>{words(cell)}</li>
        ))}
        {dropped.length > SHOWN_CELLS ? (
          <li>{t('paste.others', { count: dropped.length - SHOWN_CELLS })}</li>
        ) : null}
      </ul>
    </Dialog>
  );
}
