import { CircleAlert, MessageSquareText } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import type { GridColumn, RowView } from '../adapter';
import { HINT_SIGNS, shortened } from '../shortened';
import { paintCell } from './cell';
import styles from './table.module.css';

/** The part of the selection that lies in one row; numbers, so that an untouched row need not be painted again. */
export interface RowSelection {
  /** First and last selected column; -1 if the row is outside. */
  readonly left: number;
  readonly right: number;
  readonly isTop: boolean;
  readonly isBottom: boolean;
  /** -1 if the active cell is elsewhere. */
  readonly activeColumn: number;
}

/** The part of the range that dragging the corner of the selection would fill. */
export interface RowFill {
  readonly fillLeft: number;
  readonly fillRight: number;
  readonly isFillTop: boolean;
  readonly isFillBottom: boolean;
}

interface RowProps extends RowSelection, RowFill {
  readonly view: RowView;
  readonly columns: readonly GridColumn[];
  readonly rowIndex: number;
  readonly headerRows: number;
  /** The column with the handle at the corner of the selection; -1 if it is elsewhere. */
  readonly handleColumn: number;
  /** Columns that a search has found. */
  readonly found: readonly number[] | undefined;
  /** Id of the active cell, wherever it is. */
  readonly activeId: string;
}

function edgesOf({ left, right, isTop, isBottom, ...fill }: RowProps, columnIndex: number): string {
  const isSelected = columnIndex >= left && columnIndex <= right;
  const isFilled = columnIndex >= fill.fillLeft && columnIndex <= fill.fillRight;
  return classNames(
    isSelected && isTop && styles.edgeTop,
    isSelected && isBottom && styles.edgeBottom,
    isSelected && columnIndex === left && styles.edgeLeft,
    isSelected && columnIndex === right && styles.edgeRight,
    isFilled && styles.filling,
    isFilled && fill.isFillTop && styles.fillTop,
    isFilled && fill.isFillBottom && styles.fillBottom,
    isFilled && columnIndex === fill.fillLeft && styles.fillLeft,
    isFilled && columnIndex === fill.fillRight && styles.fillRight,
  );
}

function RowError({ message }: { readonly message: string }) {
  const { t } = useTranslation('filling');
  return (
    <>
      <CircleAlert className={styles.errorMark} data-mark="" aria-hidden />
      <span className="visually-hidden">{`. ${t('cell.error', { message: shortened(message) })}`}</span>
    </>
  );
}

function RowRemark({ message, hasMark }: { readonly message: string; readonly hasMark: boolean }) {
  const { t } = useTranslation('filling');
  return (
    <>
      {hasMark ? <MessageSquareText className={styles.remarkMark} data-mark="" aria-hidden /> : null}
      <span className="visually-hidden">{`. ${t('cell.remark', { message: shortened(message) })}`}</span>
    </>
  );
}

/** One row of the table view; painted again only when its view or its part of the selection changes. */
export const Row = memo(function Row(props: RowProps) {
  const { view, columns, rowIndex, headerRows, left, right, activeColumn, activeId } = props;
  const isSelected = left >= 0;
  const headClass = classNames(
    styles.rowHead,
    isSelected && styles.headSelected,
    view.error !== null && styles.error,
    (view.error ?? view.remark) !== null && styles.marked,
    view.remark !== null && styles.remarked,
  );
  const said = [view.error, view.remark].filter((text) => text !== null).join('\n');
  return (
    <tr
      role="row"
      className={classNames(view.ghost && styles.ghost)}
      aria-rowindex={rowIndex + 1 + headerRows}
    >
      <th
        role="rowheader"
        scope="row"
        className={headClass}
        data-row-head={rowIndex}
        data-hint={said === '' ? undefined : shortened(said, HINT_SIGNS)}
        aria-colindex={1}
      >
        <bdi className={styles.text} data-cell-text="">
          {view.title === null ? view.rowNumber : shortened(view.title)}
        </bdi>
        {view.error === null ? null : <RowError message={view.error} />}
        {view.remark === null ? null : <RowRemark message={view.remark} hasMark={view.error === null} />}
      </th>
      {columns.map((column, columnIndex) => {
        const cell = view.cells[columnIndex];
        return cell
          ? paintCell(
              {
                view: cell,
                column,
                id: columnIndex === activeColumn ? activeId : undefined,
                rowIndex,
                columnIndex,
                selected: columnIndex >= left && columnIndex <= right && isSelected,
                active: columnIndex === activeColumn,
                edges: edgesOf(props, columnIndex),
                handle: columnIndex === props.handleColumn,
                found: props.found?.includes(columnIndex) ?? false,
              },
              column.id,
            )
          : null;
      })}
    </tr>
  );
});
