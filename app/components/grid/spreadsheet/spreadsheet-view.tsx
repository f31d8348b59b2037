import type { ReactNode, RefObject } from 'react';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';
import type { CellPosition, GridViewHandle, GridViewProps } from '../adapter';
import { rangeOf } from '../controller/selection';
import { FocusArea } from '../table/focus-area';
import { Foot } from '../table/foot';
import { Head, headerRowsOf } from '../table/head';
import tableStyles from '../table/table.module.css';
import { useColumnResize } from '../table/use-column-resize';
import { usePointer } from '../table/use-pointer';
import { useFillHandle } from '../table/use-fill-handle';
import type { CanvasStageHandle } from './canvas-stage';
import { CanvasStage } from './canvas-stage';
import type { Geometry } from './geometry';
import { geometryOf, ROW_HEIGHT_PX } from './geometry';
import { FillCorner } from './fill-corner';
import { HoverProbe } from './hover-probe';
import { ReaderRow } from './reader-row';
import styles from './spreadsheet.module.css';
import { scrollOf, usePlaces } from './use-places';
import { useRoom } from './use-room';
import { useSheetPainter } from './use-sheet-painter';

const ROW_HEAD_WIDTH_PX = 48;
const ROW_TITLE_WIDTH_PX = 280;

interface SpreadsheetViewProps extends GridViewProps {
  /** Shown over the sheet: editors. */
  readonly children?: ReactNode;
}

function useGeometry({ model, widths }: Pick<GridViewProps, 'model' | 'widths'>): Geometry {
  const { columns, hasRowTitles } = model;
  const rowCount = model.rowIds.length;
  return useMemo(
    () =>
      geometryOf(
        columns.map((column) => widths[column.id] ?? column.width),
        {
          rowHeadWidth: hasRowTitles ? ROW_TITLE_WIDTH_PX : ROW_HEAD_WIDTH_PX,
          // As in the table view.
          isFirstFrozen: !hasRowTitles,
          rowCount,
        },
      ),
    [columns, widths, hasRowTitles, rowCount],
  );
}

/**
 * The grid as a spreadsheet: fortune-sheet lays out and scrolls a canvas. Keys, clipboard, focus and pointer are taken
 * by what lies above it; headings and totals are those of the table view.
 */
const Sheet = forwardRef<GridViewHandle, SpreadsheetViewProps>(function Sheet(
  { model, selection, reveal, editing, widths, gestures, fillTo = null, found = null, children },
  ref,
) {
  const { t } = useTranslation('filling');
  const gridId = useId();
  const root = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLTableElement>(null);
  const foot = useRef<HTMLTableElement>(null);
  const canvas = useRef<CanvasStageHandle>(null);
  const focusArea = useRef<HTMLTextAreaElement>(null);
  const [focused, setFocused] = useState(false);
  const geometry = useGeometry({ model, widths });
  const painter = useSheetPainter(root, { model, geometry, selection, focused, fillTo, found });
  const room = useRoom({ scroller, head, foot, canvas, hasFoot: model.totals !== null });
  const { handle, placeAtPoint, contentRect, map } = usePlaces({ geometry, room, scroller, focusArea });
  useImperativeHandle(ref, () => handle, [handle]);
  useSight(handle, reveal);
  useFollowing(scroller, canvas);

  const pointer = usePointer(gestures, handle, selection.active, scroller, map);
  const resize = useColumnResize(model, widths, gestures, root);
  useFillHandle(gestures.fill, handle, scroller, map);
  const range = rangeOf(selection);
  const hasHandle = gestures.fill !== undefined && !editing && !model.readOnly;
  const corner = { rowIndex: range.bottom, columnIndex: range.right };
  const { columns, rowIds } = model;
  const headerRows = headerRowsOf(columns);
  const activeId = `${gridId}active`;
  const body = useSize({
    width: geometry.rowHeadWidth + geometry.width,
    height: rowIds.length * ROW_HEIGHT_PX,
  });

  return (
    <div
      ref={root}
      className={styles.root}
      onFocus={() => setFocused(true)}
      onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
    >
      <CanvasStage
        ref={canvas}
        model={model}
        widths={geometry.widths}
        rowHeadWidth={geometry.rowHeadWidth}
        painter={painter}
      />
      <div
        ref={scroller}
        data-scroller=""
        className={classNames(
          tableStyles.scroller,
          styles.scroller,
          model.hasRowTitles && tableStyles.titled,
        )}
      >
        <FocusArea
          ref={focusArea}
          gestures={gestures}
          onFit={() => resize.fit(selection.active.columnIndex)}
          gridId={gridId}
          activeId={activeId}
          label={t('table.label', { title: model.title })}
        />
        <div
          id={gridId}
          role="grid"
          className={styles.grid}
          aria-label={model.title}
          aria-multiselectable
          aria-readonly={model.readOnly || undefined}
          aria-rowcount={rowIds.length + headerRows}
          aria-colcount={columns.length + 1}
          {...pointer}
        >
          <Strip ref={head} className={styles.head} geometry={geometry}>
            <Head
              columns={columns}
              selectedFrom={range.left}
              selectedTo={range.right}
              onResizeStart={resize.start}
              onFit={resize.fit}
            />
          </Strip>
          <div ref={body} className={styles.body}>
            {hasHandle ? <FillCorner corner={corner} geometry={geometry} /> : null}
            <HoverProbe
              scroller={scroller}
              model={model}
              placeAtPoint={placeAtPoint}
              contentRect={contentRect}
            />
          </div>
          <ReaderRow model={model} active={selection.active} id={activeId} headerRows={headerRows} />
          {model.totals ? (
            <Strip ref={foot} className={styles.foot} geometry={geometry}>
              <Foot totals={model.totals} columns={columns} rowIndex={rowIds.length + headerRows + 1} />
            </Strip>
          ) : null}
        </div>
        {children}
      </div>
    </div>
  );
});

/** Brings a cell into sight when another is to be seen; not with every new measure of the columns. */
function useSight(handle: GridViewHandle, reveal: CellPosition): void {
  const latest = useRef(handle);
  useLayoutEffect(() => {
    latest.current = handle;
  }, [handle]);
  useEffect(() => latest.current.scrollTo(reveal), [reveal]);
}

/** The canvas shows what the layer above it is scrolled to. */
function useFollowing(scroller: RefObject<HTMLElement>, canvas: RefObject<CanvasStageHandle>): void {
  useEffect(() => {
    const element = scroller.current;
    const follow = (): void => canvas.current?.scrollTo(scrollOf(scroller));
    element?.addEventListener('scroll', follow, { passive: true });
    return () => element?.removeEventListener('scroll', follow);
  }, [scroller, canvas]);
}

/** Headings or totals over the canvas, as wide as its columns. */
const Strip = forwardRef<HTMLTableElement, StripProps>(function Strip(
  { className, geometry, children },
  ref,
) {
  return (
    <table
      ref={ref}
      role="presentation"
      className={classNames(tableStyles.table, className)}
      width={geometry.rowHeadWidth + geometry.width}
    >
      <colgroup>
        <col width={geometry.rowHeadWidth} />
        {geometry.widths.map((width, index) => (
          <col key={index} width={width} />
        ))}
      </colgroup>
      {children}
    </table>
  );
});

interface StripProps {
  readonly className: string | undefined;
  readonly geometry: Geometry;
  readonly children: ReactNode;
}

/** A size given by script, for styles are not allowed inline. */
function useSize({ width, height }: { readonly width: number; readonly height: number }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current) Object.assign(element.current.style, { width: `${width}px`, height: `${height}px` });
  }, [width, height]);
  return element;
}

/** The spreadsheet view. Another sheet of the form is another workbook. */
export const SpreadsheetView = forwardRef<GridViewHandle, SpreadsheetViewProps>(
  function SpreadsheetView(props, ref) {
    return <Sheet key={props.model.sheetId} ref={ref} {...props} />;
  },
);
