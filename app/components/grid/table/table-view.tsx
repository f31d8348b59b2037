import type { ReactNode } from 'react';
import { forwardRef, useEffect, useId, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import type { CellPosition, CellRange, GridViewHandle, GridViewProps } from '../adapter';
import { rangeOf } from '../controller/selection';
import { FocusArea } from './focus-area';
import { Foot } from './foot';
import { Head, headerRowsOf } from './head';
import type { RowFill } from './row';
import { Row } from './row';
import { useFillHandle } from './use-fill-handle';
import { useColumnResize } from './use-column-resize';
import styles from './table.module.css';
import { usePointer } from './use-pointer';
import { useRowWindow } from './use-row-window';

const ROW_HEIGHT_PX = 32;
const ROW_HEAD_WIDTH_PX = 48;
const ROW_TITLE_WIDTH_PX = 280;

interface TableViewProps extends GridViewProps {
  /** Shown in the scrolled area: editors. */
  readonly children?: ReactNode;
}

/** A row of nothing that keeps the place of the rows that are not painted. Attributes, for styles are not allowed inline. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return height > 0 ? (
    <tr role="presentation" aria-hidden className={styles.spacer}>
      <td colSpan={columns} height={height} />
    </tr>
  ) : null;
}

/** The grid as a table: semantic, virtualised by rows, painted on the server too. */
export const TableView = forwardRef<GridViewHandle, TableViewProps>(function TableView(
  { model, selection, reveal, editing, widths, gestures, fillTo = null, found = null, children },
  ref,
) {
  const { t } = useTranslation('filling');
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLTableElement>(null);
  const focusArea = useRef<HTMLTextAreaElement>(null);
  const { columns, rowIds } = model;
  const headerRows = headerRowsOf(columns);
  const range = rangeOf(selection);
  const activeId = `${gridId}active`;

  const { first, end } = useRowWindow(scroller, rowIds.length, ROW_HEIGHT_PX);

  const handle = useMemo<GridViewHandle>(() => {
    const findCell = (cell: CellPosition): HTMLElement | null =>
      table.current?.querySelector<HTMLElement>(
        `[data-row="${cell.rowIndex}"][data-column="${cell.columnIndex}"]`,
      ) ?? null;
    const heights = (): { head: number; foot: number } => ({
      head: table.current?.tHead?.offsetHeight ?? 0,
      foot: table.current?.tFoot?.offsetHeight ?? 0,
    });
    return {
      focus: () => focusArea.current?.focus({ preventScroll: true }),
      scrollTo: (cell) => {
        if (scroller.current) revealRow(scroller.current, cell.rowIndex, heights());
        const element = findCell(cell);
        if (scroller.current && element) revealColumn(scroller.current, element);
      },
      cellRect: (cell) => findCell(cell)?.getBoundingClientRect() ?? null,
      pageRows: () => {
        const { head, foot } = heights();
        return Math.max(
          1,
          Math.floor(((scroller.current?.clientHeight ?? 0) - head - foot) / ROW_HEIGHT_PX) - 1,
        );
      },
    };
  }, []);
  useImperativeHandle(ref, () => handle, [handle]);

  useEffect(() => handle.scrollTo(reveal), [handle, reveal]);

  const pointer = usePointer(gestures, handle, selection.active, scroller);
  useFillHandle(gestures.fill, handle, scroller);
  const resize = useColumnResize(model, widths, gestures, table);
  const rowHeadWidth = model.hasRowTitles ? ROW_TITLE_WIDTH_PX : ROW_HEAD_WIDTH_PX;
  const columnWidths = columns.map((column) => widths[column.id] ?? column.width);
  const { active } = selection;
  const isResized = Object.keys(widths).length > 0;
  const hasHandle = gestures.fill !== undefined && !editing && !model.readOnly;

  return (
    <div ref={scroller} className={classNames(styles.scroller, model.hasRowTitles && styles.titled)}>
      <FocusArea
        ref={focusArea}
        gestures={gestures}
        onFit={() => resize.fit(active.columnIndex)}
        onWiden={resize.keep}
        gridId={gridId}
        activeId={activeId}
        label={t('table.label', { title: model.title })}
      />
      {/* Keys and focus belong to the field above; the table only hears the pointer. */}
      <table
        ref={table}
        id={gridId}
        role="grid"
        className={classNames(styles.table, editing && styles.editing, isResized && styles.narrow)}
        width={columnWidths.reduce((sum, width) => sum + width, rowHeadWidth)}
        aria-label={model.title}
        aria-multiselectable
        aria-readonly={model.readOnly || undefined}
        aria-rowcount={rowIds.length + headerRows}
        aria-colcount={columns.length + 1}
        {...pointer}
      >
        <colgroup>
          <col width={rowHeadWidth} />
          {columns.map((column, index) => (
            <col key={column.id} width={columnWidths[index]} />
          ))}
          {/* Takes what is left, once columns have widths of their own. */}
          {isResized ? <col /> : null}
        </colgroup>
        <Head
          columns={columns}
          selectedFrom={range.left}
          selectedTo={range.right}
          onResizeStart={resize.start}
          onFit={resize.fit}
        />
        <tbody>
          <Spacer height={first * ROW_HEIGHT_PX} columns={columns.length + 1} />
          {rowIds.slice(first, end).map((id, place) => {
            const index = first + place;
            const isSelected = index >= range.top && index <= range.bottom;
            return (
              <Row
                key={id}
                view={model.rowView(index)}
                columns={columns}
                rowIndex={index}
                headerRows={headerRows}
                activeId={activeId}
                left={isSelected ? range.left : -1}
                right={isSelected ? range.right : -1}
                isTop={index === range.top}
                isBottom={index === range.bottom}
                activeColumn={index === active.rowIndex ? active.columnIndex : -1}
                handleColumn={hasHandle && index === range.bottom ? range.right : -1}
                found={found?.get(id)}
                {...fillIn(fillTo, index)}
              />
            );
          })}
          <Spacer height={(rowIds.length - end) * ROW_HEIGHT_PX} columns={columns.length + 1} />
        </tbody>
        {model.totals ? (
          <Foot totals={model.totals} columns={columns} rowIndex={rowIds.length + headerRows + 1} />
        ) : null}
      </table>
      {children}
    </div>
  );
});

function fillIn(range: CellRange | null, rowIndex: number): RowFill {
  if (!range || rowIndex < range.top || rowIndex > range.bottom) return NO_FILL;
  return {
    fillLeft: range.left,
    fillRight: range.right,
    isFillTop: rowIndex === range.top,
    isFillBottom: rowIndex === range.bottom,
  };
}

const NO_FILL: RowFill = { fillLeft: -1, fillRight: -1, isFillTop: false, isFillBottom: false };

/** Brings a row between the sticky headings and the footer. Works for rows that are not painted. */
function revealRow(
  box: HTMLElement,
  rowIndex: number,
  sticky: { readonly head: number; readonly foot: number },
): void {
  const top = rowIndex * ROW_HEIGHT_PX;
  const room = box.clientHeight - sticky.head - sticky.foot;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW_HEIGHT_PX > box.scrollTop + room) box.scrollTop = top + ROW_HEIGHT_PX - room;
}

/** Brings a cell out from behind the sticky columns. */
function revealColumn(box: HTMLElement, cell: HTMLElement): void {
  if (getComputedStyle(cell).position === 'sticky') return;
  const sticky = [...(cell.parentElement?.children ?? [])].filter(
    (other) => getComputedStyle(other).position === 'sticky',
  );
  const frame = box.getBoundingClientRect();
  const covered = sticky.reduce(
    (right, other) => Math.max(right, other.getBoundingClientRect().right),
    frame.left,
  );
  const { left, right } = cell.getBoundingClientRect();
  const end = frame.left + box.clientWidth;
  if (left < covered) box.scrollLeft -= covered - left;
  else if (right > end) box.scrollLeft += Math.min(right - end, left - covered);
}
