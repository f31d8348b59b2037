import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import type { GridColumn, GridTotal } from '../adapter';
import { shortened } from '../shortened';
import styles from './table.module.css';

interface FootProps {
  readonly totals: readonly (GridTotal | null)[];
  readonly columns: readonly GridColumn[];
  /** From 1, as ARIA counts. */
  readonly rowIndex: number;
}

/** Totals under the columns. */
export function Foot({ totals, columns, rowIndex }: FootProps) {
  const { t } = useTranslation('filling');
  return (
    <tfoot>
      <tr role="row" aria-rowindex={rowIndex}>
        <th role="rowheader" scope="row" className={styles.rowHead} aria-colindex={1}>
          <span className={styles.box}>
            <span className={styles.text} aria-hidden>
              Σ
            </span>
            <span className="visually-hidden">{t('table.totals')}</span>
          </span>
        </th>
        {columns.map((column, index) => {
          const total = totals[index];
          return (
            <td
              key={column.id}
              role="gridcell"
              aria-colindex={index + 2}
              className={classNames(
                styles.total,
                index === 0 && styles.first,
                column.align === 'end' && styles.end,
              )}
            >
              {total ? (
                <span className={styles.box}>
                  <span className={styles.totalLabel}>{total.label}</span>
                  <bdi className={styles.text}>{shortened(total.text)}</bdi>
                </span>
              ) : null}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
