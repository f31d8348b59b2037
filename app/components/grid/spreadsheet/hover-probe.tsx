import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { CellPosition, CellView, GridModel } from '../adapter';
import { HINT_SIGNS, shortened } from '../shortened';
import type { Place, Rect } from './geometry';
import { shownText } from './workbook-data';
import styles from './spreadsheet.module.css';

interface HoverProbeProps {
  readonly scroller: RefObject<HTMLElement>;
  readonly model: GridModel;
  readonly placeAtPoint: (x: number, y: number) => Place;
  /** In pixels of the scrolled content. */
  readonly contentRect: (cell: CellPosition) => Rect;
}

const hintOf = (view: CellView): string | undefined =>
  [view.error, view.warning, view.hint]
    .filter((text) => text !== null)
    .map((text) => shortened(text, HINT_SIGNS))
    .join('\n') || undefined;

/**
 * An unseen element over the cell under the mouse: the bubble of hints needs one to hang on, and finds its words in it,
 * as in the cells of the table view.
 */
export function HoverProbe({ scroller, model, placeAtPoint, contentRect }: HoverProbeProps) {
  const [cell, setCell] = useState<CellPosition | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onMove = (event: PointerEvent): void => {
      const place = placeAtPoint(event.clientX, event.clientY);
      const next = place.kind === 'cell' && event.pointerType === 'mouse' ? place.cell : null;
      setCell((before) =>
        before?.rowIndex === next?.rowIndex && before?.columnIndex === next?.columnIndex ? before : next,
      );
    };
    const hide = (): void => setCell(null);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerleave', hide);
    element.addEventListener('scroll', hide, { passive: true });
    return () => {
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerleave', hide);
      element.removeEventListener('scroll', hide);
    };
  }, [scroller, placeAtPoint]);
  useEffect(() => {
    if (!box.current || !cell) return;
    const { left, top, width, height } = contentRect(cell);
    Object.assign(box.current.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
  }, [cell, contentRect]);
  const view =
    cell && cell.rowIndex < model.rowIds.length
      ? model.rowView(cell.rowIndex).cells[cell.columnIndex]
      : undefined;
  if (!cell || !view) return null;
  const hint = hintOf(view);
  return (
    <div
      // Another cell is another element, or the bubble would stay with the old one.
      key={`${cell.rowIndex} ${cell.columnIndex}`}
      ref={box}
      className={styles.probe}
      data-row={cell.rowIndex}
      data-column={cell.columnIndex}
      data-hint={hint}
      data-whole={shownText(view.text) === view.text ? undefined : shortened(view.text, HINT_SIGNS)}
      aria-hidden
    >
      <span className={styles.probeText} data-cell-text="">
        {shownText(view.text)}
      </span>
      {hint === undefined ? null : <span className={styles.probeMark} data-mark="" />}
    </div>
  );
}
