import { Workbook, type WorkbookInstance } from '@fortune-sheet/react';
import { forwardRef, memo, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { GridModel } from '../adapter';
import type { Scroll } from './geometry';
import type { SheetPainter } from './sheet-painter';
import { CANVAS_SHIFT_PX } from './sheet-painter';
import styles from './spreadsheet.module.css';
import { useFortune } from './use-fortune';
import { useSeal } from './use-seal';
import { firstSheet, FORTUNE_ROW_HEIGHT, toTell } from './workbook-data';

export interface CanvasStageHandle {
  readonly scrollTo: (scroll: Scroll) => void;
  /** Takes a place below the headings, in pixels. */
  readonly fit: (place: { readonly top: number; readonly width: number; readonly height: number }) => void;
}

interface CanvasStageProps {
  readonly model: GridModel;
  readonly widths: readonly number[];
  readonly rowHeadWidth: number;
  readonly painter: SheetPainter;
}

/** fortune-sheet leaves out the last pixels of the headings of rows. */
const UNDRAWN_PX = 2;

/**
 * fortune-sheet, as a canvas and nothing else: `inert` keeps pointer, focus, keys and clipboard from it, and all that it
 * would show besides the canvas is switched off or hidden.
 */
export const CanvasStage = memo(
  forwardRef<CanvasStageHandle, CanvasStageProps>(function CanvasStage(
    { model, widths, rowHeadWidth, painter },
    ref,
  ) {
    const stage = useRef<HTMLDivElement>(null);
    const workbook = useRef<WorkbookInstance>(null);
    const [first] = useState(() => toTell(model, widths));
    const [data] = useState(() => [firstSheet(first)]);
    const { onOp, scrollTo, measure } = useFortune(workbook, stage, model, widths, first);
    useSeal(stage);
    useImperativeHandle(
      ref,
      () => ({
        scrollTo,
        fit: ({ top, width, height }) => {
          if (!stage.current) return;
          Object.assign(stage.current.style, {
            left: `${CANVAS_SHIFT_PX}px`,
            top: `${top + CANVAS_SHIFT_PX}px`,
            width: `${width}px`,
            height: `${height + UNDRAWN_PX}px`,
          });
          measure();
        },
      }),
      [scrollTo, measure],
    );
    const sheet = useMemo(
      () => (
        <Workbook
          ref={workbook}
          data={data}
          hooks={painter.hooks}
          onOp={onOp}
          // Being inert forbids editing. Told to forbid it itself, it sets its state in every layout effect, and a draw that
          // overtakes another goes round in a circle.
          allowEdit
          showToolbar={false}
          showFormulaBar={false}
          showSheetTabs={false}
          cellContextMenu={noItems}
          headerContextMenu={noItems}
          sheetTabContextMenu={noItems}
          filterContextMenu={noItems}
          toolbarItems={noItems}
          rowHeaderWidth={rowHeadWidth}
          columnHeaderHeight={0}
          defaultRowHeight={FORTUNE_ROW_HEIGHT}
          // The window's own.
          devicePixelRatio={0}
          lang="en"
        />
      ),
      [data, painter, onOp, rowHeadWidth],
    );
    return (
      <div ref={stage} className={styles.stage} aria-hidden {...{ inert: '' }}>
        {sheet}
      </div>
    );
  }),
);

// The same object every time, or fortune-sheet begins anew.
const noItems: string[] = [];
