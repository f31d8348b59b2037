import type { CellValue } from 'engine';
import type { ForwardRefExoticComponent, ReactNode, RefAttributes } from 'react';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { CellPosition, GridModel, GridViewHandle, GridViewProps } from './adapter';
import type { GridController } from './controller/grid-controller';
import { CellEditor } from './editors/cell-editor';
import { Overlay } from './editors/overlay';
import type { EditorOption } from './editors/types';
import { TableView } from './table/table-view';

/** What editors need to know of a cell beyond the model. */
export interface EditorSource {
  readonly value: (cell: CellPosition) => CellValue;
  readonly options: (cell: CellPosition) => readonly EditorOption[];
  readonly bounds: (columnIndex: number) => { readonly min: string | null; readonly max: string | null };
  readonly today: string;
}

/** A view of a sheet: the table, or another that paints the same model and reports the same gestures. */
export type GridView = ForwardRefExoticComponent<
  GridViewProps & { readonly children?: ReactNode } & RefAttributes<GridViewHandle>
>;

interface GridProps {
  readonly model: GridModel;
  readonly controller: GridController;
  readonly source: EditorSource;
  readonly onView: (view: GridViewHandle | null) => void;
  /** Id of the text beside the grid that describes the active cell. */
  readonly describedBy: string;
  readonly view?: GridView;
  /** Cells that a search has found. */
  readonly found?: GridViewProps['found'] | undefined;
}

/** A sheet in a view, with the editor of the cell that is being edited. */
export function Grid({
  model,
  controller,
  source,
  onView,
  describedBy,
  view: View = TableView,
  found,
}: GridProps) {
  const state = useSyncExternalStore(controller.subscribe, controller.state, controller.state);
  const view = useRef<GridViewHandle | null>(null);
  const { editor } = state;
  const wasEditing = useRef(false);
  useEffect(() => {
    // Only where the editor had the focus: someone who clicked elsewhere stays there.
    if (wasEditing.current && !editor && document.activeElement === document.body) view.current?.focus();
    wasEditing.current = editor !== null;
  }, [editor]);
  const getView = useCallback(() => view.current, []);
  const attach = useCallback(
    (handle: GridViewHandle | null) => {
      view.current = handle;
      onView(handle);
    },
    [onView],
  );
  const column = editor ? model.columns[editor.cell.columnIndex] : undefined;
  const cellView = editor ? model.rowView(editor.cell.rowIndex).cells[editor.cell.columnIndex] : undefined;
  return (
    <View
      ref={attach}
      model={model}
      selection={state.selection}
      reveal={state.reveal}
      editing={editor?.cell ?? null}
      widths={state.widths}
      fillTo={state.fillTo}
      found={found}
      gestures={controller}
    >
      {editor && column ? (
        <Overlay cell={editor.cell} view={getView}>
          <CellEditor
            key={`${editor.cell.rowIndex}-${column.id}`}
            column={column}
            state={editor}
            value={source.value(editor.cell)}
            options={source.options(editor.cell)}
            {...source.bounds(editor.cell.columnIndex)}
            today={source.today}
            describedBy={describedBy}
            invalid={cellView?.error != null}
            keys={controller.editorKey}
            commit={controller.commit}
          />
        </Overlay>
      ) : null}
    </View>
  );
}
