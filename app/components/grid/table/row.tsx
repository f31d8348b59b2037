import { CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import type { GridColumn, RowView } from '../adapter';
import { Cell } from './cell';
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

interface RowProps extends RowSelection {
  readonly view: RowView;
  readonly columns: readonly GridColumn[];
  readonly rowIndex: number;
  readonly headerRows: number;
  readonly cellId: (rowIndex: number, columnIndex: number) => string;
}

function edgesOf({ left, right, isTop, isBottom }: RowSelection, columnIndex: number): string {
  if (columnIndex < left || columnIndex > right) return '';
  return classNames(
    isTop && styles.edgeTop,
    isBottom && styles.edgeBottom,
    columnIndex === left && styles.edgeLeft,
    columnIndex === right && styles.edgeRight,
  );
}

/** One row of the table view; painted again only when its view or its part of the selection changes. */
export const Row = memo(function Row(props: RowProps) {
  const { view, columns, rowIndex, headerRows, left, right, activeColumn, cellId } = props;
  const { t } = useTranslation('filling');
  const isSelected = left >= 0;
  const headClass = classNames(
    styles.rowHead,
    isSelected && styles.headSelected,
    view.error !== null && styles.error,
  );
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
        data-hint={view.error ?? undefined}
        aria-colindex={1}
      >
        <span className={styles.box}>
          <span className={styles.text} data-cell-text="">
            {view.title ?? view.rowNumber}
          </span>
          {view.error ? (
            <>
              <CircleAlert className={styles.errorMark} data-mark="" aria-hidden />
              <span className="visually-hidden">{`. ${t('cell.error', { message: view.error })}`}</span>
            </>
          ) : null}
        </span>
      </th>
      {columns.map((column, columnIndex) => {
        const cell = view.cells[columnIndex];
        return cell ? (
          <Cell
            key={column.id}
            view={cell}
            column={column}
            id={cellId(rowIndex, columnIndex)}
            rowIndex={rowIndex}
            columnIndex={columnIndex}
            selected={columnIndex >= left && columnIndex <= right && isSelected}
            active={columnIndex === activeColumn}
            edges={edgesOf(props, columnIndex)}
          />
        ) : null;
      })}
    </tr>
  );
});
