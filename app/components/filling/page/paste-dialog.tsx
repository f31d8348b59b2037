import { useTranslation } from 'react-i18next';
import type { GridModel } from '../../grid/adapter';
import type { DroppedCell, PastePlan } from '../../grid/controller/paste';
import { droppedCells } from '../../grid/controller/paste';
import { shortened } from '../../grid/shortened';
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

/** Between signs that keep the directions of what was pasted to itself. */
const quoted = (text: string): string => `\u2068${shortened(text, SHOWN_CHARACTERS)}\u2069`;

/** What a paste would lose, before it is lost. */
export function PasteDialog({ plan, model, onConfirm, onDismiss }: PasteDialogProps) {
  const { t } = useTranslation('filling');
  const { report } = plan;
  const dropped = droppedCells(report);
  const titleOf = (cell: DroppedCell): string | undefined =>
    model.columns.find((column) => column.id === cell.column)?.title;
  const words = (cell: DroppedCell): string => {
    const column = titleOf(cell);
    const text = quoted(cell.text);
    return column === undefined
      ? t('paste.placeOutside', { row: cell.rowNumber, text })
      : t('paste.place', { row: cell.rowNumber, column, text });
  };
  const kept = [
    report.written > 0 ? t('paste.text', { count: report.written }) : t('paste.textNothing'),
    report.rowsAdded > 0 ? t('paste.rows', { count: report.rowsAdded }) : null,
    report.unreadable > 0 ? t('paste.unreadable', { count: report.unreadable }) : null,
  ].filter((part) => part !== null);
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
      <p>{kept.join(' ')}</p>
      <p>{t('paste.reasons')}</p>
      <ul className={styles.reasons}>
        {report.readOnly.length > 0 ? (
          <li>{t('paste.readOnly', { count: report.readOnly.length })}</li>
        ) : null}
        {report.computed.length > 0 ? (
          <li>{t('paste.computed', { count: report.computed.length })}</li>
        ) : null}
        {report.beyondRight.length > 0 ? (
          <li>{t('paste.beyondRight', { count: report.beyondRight.length })}</li>
        ) : null}
        {report.beyondBottom.length > 0 ? (
          <li>{t('paste.beyondBottom', { count: report.beyondBottom.length })}</li>
        ) : null}
        {report.overLimit.length > 0 ? (
          <li>{t('paste.overLimit', { count: report.overLimit.length, limit: report.rowLimit })}</li>
        ) : null}
      </ul>
      <ul className={styles.dropped}>
        {dropped.slice(0, SHOWN_CELLS).map((cell, index) => (
          <li key={`${cell.rowNumber}-${cell.column ?? ''}-${index}`}>{words(cell)}</li>
        ))}
        {dropped.length > SHOWN_CELLS ? (
          <li>{t('paste.others', { count: dropped.length - SHOWN_CELLS })}</li>
        ) : null}
      </ul>
    </Dialog>
  );
}
