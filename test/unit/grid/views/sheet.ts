/** A sheet of texts and numbers that changes as it is edited, with a controller over it. */
import type { CellValue, Edit } from 'engine';
import type { CellView, GridModel, RowView } from '../../../../app/components/grid/adapter';
import type { GridController, GridNotice } from '../../../../app/components/grid/controller/grid-controller';
import { createGridController } from '../../../../app/components/grid/controller/grid-controller';
import type { EditorSource } from '../../../../app/components/grid/grid';
import { sheetOf } from '../support';

export interface LiveSheet {
  readonly controller: GridController;
  readonly model: () => GridModel;
  readonly source: EditorSource;
  readonly applied: readonly (readonly Edit[])[];
  readonly notices: readonly GridNotice[];
  readonly subscribe: (listener: () => void) => () => void;
  /** As when somebody else has changed it, or rows were added. */
  readonly replace: (rows: readonly (readonly CellValue[])[]) => void;
}

interface LiveSheetOptions {
  readonly rows: readonly (readonly CellValue[])[];
  /** As in `sheetOf`. */
  readonly columns: string;
  /** What is wrong with a text, if anything. */
  readonly errorOf?: (text: string) => string | null;
}

const kindOf = (letter: string | undefined): CellView['kind'] =>
  letter === 'N' || letter === 'C' ? 'integer' : letter === 'D' ? 'date' : 'text';

/** Makes the sheet `s` with rows `r0`, `r1`, … and columns `c0`, `c1`, … */
export function liveSheet({ rows: first, columns, errorOf = () => null }: LiveSheetOptions): LiveSheet {
  let rows = first.map((row) => [...row]);
  const applied: (readonly Edit[])[] = [];
  const notices: GridNotice[] = [];
  const listeners = new Set<() => void>();
  const access = () => sheetOf({ rows, columns });
  const rowOf = (rowIndex: number): RowView => ({
    id: `r${rowIndex}`,
    rowNumber: rowIndex + 1,
    title: null,
    ghost: false,
    error: null,
    remark: null,
    cells: Array.from(columns, (letter, columnIndex) => {
      const text = access().text({ rowIndex, columnIndex });
      return {
        text,
        placeholder: 'Пусто',
        kind: kindOf(letter),
        required: false,
        notEnabled: false,
        readOnly: letter === 'R',
        computed: letter === 'C',
        error: errorOf(text),
        warning: null,
        remark: null,
        hint: null,
      };
    }),
  });
  const modelOf = (before: GridModel | null): GridModel => {
    const views = rows.map((_row, rowIndex) => rowOf(rowIndex));
    const same = before?.rowIds.length === rows.length;
    return {
      sheetId: 's',
      title: 'Лист',
      columns: Array.from(columns, (letter, index) => ({
        id: `c${index}`,
        title: `C${index}`,
        group: null,
        hint: null,
        type: kindOf(letter),
        width: 120,
        align: 'start' as const,
        remark: null,
      })),
      hasRowTitles: false,
      readOnly: false,
      rowIds: same ? before.rowIds : rows.map((_row, index) => `r${index}`),
      rowView: (rowIndex) => views[rowIndex] ?? rowOf(rowIndex),
      totals: null,
    };
  };
  let model = modelOf(null);
  const changed = (): void => {
    model = modelOf(model);
    controller.modelChanged();
    listeners.forEach((listener) => listener());
  };
  const apply = (edits: readonly Edit[]): void => {
    applied.push(edits);
    for (const edit of edits) {
      if (edit.kind !== 'set') continue;
      const row = rows[Number(edit.row.slice(1))];
      for (const [column, value] of Object.entries(edit.cells)) if (row) row[Number(column.slice(1))] = value;
    }
    changed();
  };
  const controller = createGridController({
    model: () => model,
    access,
    apply,
    undo: () => false,
    redo: () => false,
    switchSheet: () => undefined,
    notify: (notice) => notices.push(notice),
    pageRows: () => 5,
  });
  return {
    controller,
    model: () => model,
    source: {
      value: (cell) => access().value(cell),
      options: () => [],
      bounds: () => ({ min: null, max: null }),
      today: '2026-11-23',
    },
    applied,
    notices,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    replace: (next) => {
      rows = next.map((row) => [...row]);
      changed();
    },
  };
}
