import { CircleAlert, Info, MessageSquareText, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CellPosition, GridModel } from '../../grid/adapter';
import { HINT_SIGNS, shortened } from '../../grid/shortened';
import styles from './filling.module.css';

interface DetailBarProps {
  readonly id: string;
  readonly model: GridModel;
  readonly active: CellPosition;
}

/** The active cell in words: where it is, what is wrong with it, how it is to be filled. */
export function DetailBar({ id, model, active }: DetailBarProps) {
  const { t } = useTranslation('filling');
  const column = model.columns[active.columnIndex];
  const row = active.rowIndex < model.rowIds.length ? model.rowView(active.rowIndex) : null;
  const cell = row?.cells[active.columnIndex];
  if (!column || !row || !cell) return <div id={id} className={styles.detail} />;
  const state = cell.computed
    ? t('detail.computed')
    : cell.readOnly
      ? t('detail.readOnly')
      : cell.notEnabled
        ? t('detail.notEnabled')
        : cell.required && cell.text === ''
          ? t('detail.required')
          : null;
  const hint = [state, cell.hint, column.hint].filter((text) => text !== null).join(' ');
  const error = cell.error ?? row.error;
  const remark = [cell.remark, row.remark, column.remark].filter((text) => text !== null).join('\n');
  return (
    <div id={id} className={styles.detail} role="group" aria-label={t('detail.label')}>
      <span className={styles.detailPlace}>
        <bdi>{row.title ?? t('detail.place', { row: row.rowNumber })}</bdi> · <bdi>{column.title}</bdi>
      </span>
      {error ? (
        <span className={styles.detailError}>
          <CircleAlert size={16} aria-hidden />
          <bdi>{shortened(error, HINT_SIGNS)}</bdi>
        </span>
      ) : null}
      {remark === '' ? null : (
        <span className={styles.detailRemark}>
          <MessageSquareText size={16} aria-hidden />
          <bdi>{shortened(remark, HINT_SIGNS)}</bdi>
        </span>
      )}
      {cell.warning ? (
        <span className={styles.detailWarning}>
          <TriangleAlert size={16} aria-hidden />
          <bdi>{shortened(cell.warning, HINT_SIGNS)}</bdi>
        </span>
      ) : null}
      {hint === '' ? null : (
        <span className={styles.detailHint}>
          <Info size={16} aria-hidden />
          <bdi>{shortened(hint, HINT_SIGNS)}</bdi>
        </span>
      )}
    </div>
  );
}
