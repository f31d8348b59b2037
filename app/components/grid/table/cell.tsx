import { CircleAlert, Info, MessageSquareText, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import type { CellView, GridColumn } from '../adapter';
import { HINT_SIGNS, shortened } from '../shortened';
import styles from './table.module.css';

interface CellProps {
  readonly view: CellView;
  readonly column: GridColumn;
  /** Only the active cell is pointed to. */
  readonly id: string | undefined;
  readonly rowIndex: number;
  readonly columnIndex: number;
  readonly selected: boolean;
  readonly active: boolean;
  /** Classes of the sides where the selected range ends. */
  readonly edges: string;
  /** The corner of the selection, by which it is filled on. */
  readonly handle?: boolean;
  /** A search has found it. */
  readonly found?: boolean;
}

const classOf = ({ view, column, selected, active, edges, handle, found, columnIndex }: CellProps): string =>
  classNames(
    styles.cell,
    columnIndex === 0 && styles.first,
    column.align === 'end' && styles.end,
    view.text === '' && styles.blank,
    view.required && styles.required,
    view.notEnabled && styles.off,
    view.readOnly && styles.readOnly,
    view.computed && styles.computed,
    view.warning !== null && styles.warning,
    view.remark !== null && styles.remarked,
    view.error !== null && styles.error,
    selected && styles.selected,
    active && styles.active,
    handle && styles.withHandle,
    found && styles.found,
    isMarked(view) && styles.marked,
    edges,
  );

const hasMore = (view: CellView): boolean =>
  view.computed ||
  view.readOnly ||
  view.notEnabled ||
  view.error !== null ||
  view.warning !== null ||
  view.remark !== null ||
  view.hint !== null;

/** What a screen reader says beyond the text: states that sighted people see by colour and icon. */
function Spoken({ view }: { readonly view: CellView }) {
  const { t } = useTranslation('filling');
  const parts = [
    view.computed ? t('cell.computed') : null,
    view.readOnly && !view.computed ? t('cell.readOnly') : null,
    view.notEnabled ? t('cell.notEnabled') : null,
    view.error ? t('cell.error', { message: shortened(view.error) }) : null,
    view.warning ? t('cell.warning', { message: shortened(view.warning) }) : null,
    view.remark ? t('cell.remark', { message: shortened(view.remark) }) : null,
    view.hint ? t('cell.hint', { message: shortened(view.hint) }) : null,
  ].filter((part) => part !== null);
  return <span className="visually-hidden">{`. ${parts.join('. ')}`}</span>;
}

function Mark({ view }: { readonly view: CellView }) {
  if (view.error) return <CircleAlert className={styles.errorMark} data-mark="" aria-hidden />;
  if (view.remark) return <MessageSquareText className={styles.remarkMark} data-mark="" aria-hidden />;
  if (view.warning) return <TriangleAlert className={styles.warningMark} data-mark="" aria-hidden />;
  if (view.hint) return <Info className={styles.hintMark} data-mark="" aria-hidden />;
  return null;
}

const hintOf = ({ error, warning, remark, hint }: CellView): string =>
  [error, remark, warning, hint]
    .filter((text) => text !== null)
    .map((text) => shortened(text, HINT_SIGNS))
    .join('\n');

const isMarked = ({ error, warning, remark, hint }: CellView): boolean =>
  error !== null || warning !== null || remark !== null || hint !== null;

/** One cell of the table view. There are hundreds of them: an element or an attribute less is felt. */
export function Cell(props: CellProps) {
  return paintCell(props);
}

/** The same without a component of its own: rows paint their cells at once. */
export function paintCell(props: CellProps, key?: string) {
  const { view, id, rowIndex, columnIndex, selected, handle } = props;
  const painted = shortened(view.text === '' ? view.placeholder : view.text);
  return (
    <td
      key={key}
      role="gridcell"
      id={id}
      className={classOf(props)}
      data-row={rowIndex}
      data-column={columnIndex}
      aria-colindex={columnIndex + 2}
      aria-selected={selected}
      aria-readonly={view.readOnly || view.computed || view.notEnabled || undefined}
      aria-required={view.required || undefined}
      aria-invalid={view.error !== null || undefined}
      data-hint={hintOf(view) || undefined}
      data-whole={painted.length < view.text.length ? shortened(view.text, HINT_SIGNS) : undefined}
    >
      <bdi className={styles.text} data-cell-text="">
        {painted}
      </bdi>
      {isMarked(view) ? <Mark view={view} /> : null}
      {hasMore(view) ? <Spoken view={view} /> : null}
      {handle ? <span className={styles.handle} data-fill-handle="" aria-hidden /> : null}
    </td>
  );
}
