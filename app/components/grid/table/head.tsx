import { MessageSquareText } from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import { HintMark } from '../../ui/hint-mark';
import type { GridColumn } from '../adapter';
import { HINT_SIGNS, shortened } from '../shortened';
import styles from './table.module.css';

interface Group {
  readonly title: string | null;
  readonly from: number;
  readonly span: number;
}

/** Neighbouring columns of one group under one heading. */
function groupsOf(columns: readonly GridColumn[]): Group[] {
  const groups: { title: string | null; from: number; span: number }[] = [];
  columns.forEach((column, index) => {
    const last = groups.at(-1);
    if (last && last.title !== null && last.title === column.group) last.span += 1;
    else groups.push({ title: column.group, from: index, span: 1 });
  });
  return groups;
}

/** One, or two where columns have groups. */
export const headerRowsOf = (columns: readonly GridColumn[]): 1 | 2 =>
  columns.some((column) => column.group !== null) ? 2 : 1;

interface HeadProps {
  readonly columns: readonly GridColumn[];
  readonly selectedFrom: number;
  readonly selectedTo: number;
  /** Width of the headings of rows is fixed by the style sheet, that of columns by the person. */
  readonly onResizeStart: (columnIndex: number, clientX: number) => void;
  readonly onFit: (columnIndex: number) => void;
}

interface ColumnHeadProps extends HeadProps {
  readonly column: GridColumn;
  readonly index: number;
  readonly rowSpan: 1 | 2;
}

const LONGEST_WORD = 24;

function ColumnHead({ column, index, rowSpan, ...props }: ColumnHeadProps) {
  const { t } = useTranslation('filling');
  // The icon stays with the last word, unless that is longer than the column.
  const isEndless = column.title.length - column.title.lastIndexOf(' ') > LONGEST_WORD;
  const lastSpace = isEndless ? column.title.length : column.title.lastIndexOf(' ') + 1;
  const titleStart = column.title.slice(0, lastSpace);
  const titleEnd = column.title.slice(lastSpace);
  const isSelected = index >= props.selectedFrom && index <= props.selectedTo;
  return (
    <th
      role="columnheader"
      scope="col"
      rowSpan={rowSpan}
      className={classNames(
        styles.head,
        index === 0 && styles.first,
        isSelected && styles.headSelected,
        column.remark !== null && styles.remarked,
      )}
      data-column-head={index}
      aria-colindex={index + 2}
    >
      <span className={styles.headBox}>
        {titleStart}
        <span className={styles.headEnd}>
          {titleEnd}
          {column.hint ? (
            <HintMark label={t('hint.column', { title: column.title })}>{column.hint}</HintMark>
          ) : null}
          {column.remark === null ? null : (
            <HintMark
              label={t('hint.remark', { title: column.title })}
              icon={<MessageSquareText className={styles.headRemark} aria-hidden="true" />}
            >
              {shortened(column.remark, HINT_SIGNS)}
            </HintMark>
          )}
        </span>
      </span>
      {/* By keyboard Alt+Shift with arrows does the same; not one more stop of Tab for every column. */}
      <button
        type="button"
        tabIndex={-1}
        className={styles.resize}
        aria-label={t('table.resize', { title: column.title })}
        onDoubleClick={() => props.onFit(index)}
        onPointerDown={(event) => {
          event.preventDefault();
          event.stopPropagation();
          props.onResizeStart(index, event.clientX);
        }}
      />
    </th>
  );
}

/** Headings of groups and columns. */
export const Head = memo(function Head(props: HeadProps) {
  const { t } = useTranslation('filling');
  const { columns } = props;
  const rows = headerRowsOf(columns);
  const groups = groupsOf(columns);
  const columnHead = (index: number, rowSpan: 1 | 2) => {
    const column = columns[index];
    return column ? (
      <ColumnHead key={column.id} {...props} column={column} index={index} rowSpan={rowSpan} />
    ) : null;
  };
  const corner = (
    <th
      role="columnheader"
      scope="col"
      rowSpan={rows}
      className={styles.corner}
      data-corner=""
      aria-colindex={1}
    >
      <span className="visually-hidden">{t('table.rowHeading')}</span>
    </th>
  );
  if (rows === 1) {
    return (
      <thead>
        <tr role="row" aria-rowindex={1}>
          {corner}
          {columns.map((_column, index) => columnHead(index, 1))}
        </tr>
      </thead>
    );
  }
  return (
    <thead>
      <tr role="row" aria-rowindex={1}>
        {corner}
        {groups.map((group) =>
          group.title === null ? (
            columnHead(group.from, 2)
          ) : (
            <th
              key={`group-${group.from}`}
              role="columnheader"
              scope="colgroup"
              colSpan={group.span}
              className={styles.group}
              aria-colindex={group.from + 2}
              aria-colspan={group.span}
            >
              {group.title}
            </th>
          ),
        )}
      </tr>
      <tr role="row" aria-rowindex={2}>
        {columns.map((column, index) => (column.group === null ? null : columnHead(index, 1)))}
      </tr>
    </thead>
  );
});
