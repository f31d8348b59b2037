import { useLayoutEffect, useRef } from 'react';
import type { CellPosition } from '../adapter';
import type { Geometry } from './geometry';
import { frozenEnd, rectOf } from './geometry';
import styles from './spreadsheet.module.css';

interface FillCornerProps {
  /** The last cell of the selection. */
  readonly corner: CellPosition;
  readonly geometry: Geometry;
}

const OVER_EDGE_PX = 5;

/** The handle at the corner of the selection, by which it is filled on; gone while its cell is scrolled under others. */
export function FillCorner({ corner, geometry }: FillCornerProps) {
  const handle = useRef<HTMLSpanElement>(null);
  const { rowIndex, columnIndex } = corner;
  useLayoutEffect(() => {
    // References to what stands around are not there yet when the view first appears.
    const box = handle.current?.closest<HTMLElement>('[data-scroller]');
    if (!box) return;
    const place = (): void => {
      const scroll = { left: box.scrollLeft, top: box.scrollTop };
      const rect = rectOf(geometry, { rowIndex, columnIndex }, scroll);
      const right = rect.left + rect.width;
      const isHidden = columnIndex > 0 && right < frozenEnd(geometry) + OVER_EDGE_PX;
      if (!handle.current) return;
      handle.current.hidden = isHidden;
      // Nothing stands out of the sheet, or it would be scrolled on by that.
      const over = (isLast: boolean): number => (isLast ? 2 * OVER_EDGE_PX - 1 : OVER_EDGE_PX);
      const isLastColumn = columnIndex === geometry.widths.length - 1;
      handle.current.style.left = `${right + scroll.left - over(isLastColumn)}px`;
      handle.current.style.top = `${rect.top + rect.height + scroll.top - over(rowIndex === geometry.rowCount - 1)}px`;
    };
    place();
    box.addEventListener('scroll', place, { passive: true });
    return () => box.removeEventListener('scroll', place);
  }, [geometry, rowIndex, columnIndex]);
  return <span ref={handle} className={styles.corner} data-fill-handle="" aria-hidden />;
}
