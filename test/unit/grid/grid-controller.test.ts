import type { CellValue, Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import type { CellView, GridModel, KeyPress, RowView } from '../../../app/components/grid/adapter';
import type { GridNotice } from '../../../app/components/grid/controller/grid-controller';
import { createGridController } from '../../../app/components/grid/controller/grid-controller';
import { rangeOf } from '../../../app/components/grid/controller/selection';
import { sheetOf } from './support';

const at = (rowIndex: number, columnIndex: number) => ({ rowIndex, columnIndex });
const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: key,
  ctrl: false,
  shift: false,
  alt: false,
  ...held,
});

const kinds: Readonly<Record<string, CellView['kind']>> = {
  N: 'integer',
  T: 'text',
  C: 'integer',
  L: 'choice',
};

interface Options {
  readonly rows: readonly (readonly CellValue[])[];
  readonly columns: string;
  readonly notEnabled?: boolean;
  readonly readOnly?: boolean;
}

/** A controller over a sheet that does not change, with everything that it asks of the page written down. */
function controllerOf({ rows, columns, notEnabled = false, readOnly = false }: Options) {
  const access = sheetOf({ rows, columns });
  const cellOf = (kind: string): CellView => ({
    text: '',
    placeholder: '',
    kind: kinds[kind] ?? 'text',
    required: false,
    notEnabled,
    readOnly: false,
    computed: kind === 'C',
    error: null,
    remark: null,
    warning: null,
    hint: null,
  });
  const rowView = (rowIndex: number): RowView => ({
    id: `r${rowIndex}`,
    rowNumber: rowIndex + 1,
    title: null,
    ghost: false,
    cells: Array.from(columns, cellOf),
    error: null,
    remark: null,
  });
  let model: GridModel = {
    sheetId: 's',
    title: 'Sheet',
    columns: Array.from(columns, (kind, index) => ({
      id: `c${index}`,
      title: `C${index}`,
      group: null,
      hint: null,
      type: kinds[kind] ?? 'text',
      width: 100,
      align: 'start' as const,
      remark: null,
    })),
    hasRowTitles: false,
    readOnly,
    rowIds: access.rowIds,
    rowView,
    totals: null,
  };
  const applied: Edit[][] = [];
  const notices: GridNotice[] = [];
  const asked: string[] = [];
  const controller = createGridController({
    model: () => model,
    access: () => access,
    apply: (edits) => applied.push([...edits]),
    undo: () => {
      asked.push('undo');
      return false;
    },
    redo: () => true,
    switchSheet: (delta) => asked.push(`sheet ${delta}`),
    notify: (notice) => notices.push(notice),
    pageRows: () => 2,
  });
  const change = (part: Partial<GridModel>): void => {
    model = { ...model, ...part };
    controller.modelChanged();
  };
  return { controller, applied, notices, asked, change };
}

const rows = [
  [1, 'a', 2],
  [3, 'b', 6],
  [5, 'c', 10],
];

describe('[A24] typing', () => {
  it('over a cell begins with what was typed, and Enter commits and goes down', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.keyDown(press('7'));
    expect(controller.state().editor).toMatchObject({ mode: 'type', initialText: '7' });
    const enter = controller.editorKey(press('Enter'), false);
    controller.commit({ kind: 'text', text: '75' }, enter);
    expect(applied).toEqual([[{ kind: 'set', sheet: 's', row: 'r0', cells: { c0: 75 } }]]);
    expect(controller.state().selection.active).toEqual(at(1, 0));
    expect(controller.state().editor).toBeNull();
  });

  it('F2 begins with the content; the same text again writes nothing', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.keyDown(press('F2'));
    expect(controller.state().editor).toMatchObject({ mode: 'edit', initialText: '1' });
    controller.commit({ kind: 'text', text: '1' }, controller.editorKey(press('Tab'), false));
    expect(applied).toEqual([]);
    expect(controller.state().selection.active).toEqual(at(0, 1));
  });

  it('Esc leaves the cell as it was', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.doubleClick(at(1, 1));
    controller.commit(null);
    expect(applied).toEqual([]);
    expect(controller.state().editor).toBeNull();
  });

  it('what cannot be read is kept as typed', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.keyDown(press('м'));
    controller.commit({ kind: 'text', text: 'много' });
    expect(applied[0]).toEqual([{ kind: 'set', sheet: 's', row: 'r0', cells: { c0: { $raw: 'много' } } }]);
  });

  it.each([
    ['a computed cell', { rows, columns: 'CTC' }, 'computed'],
    ['a cell that is not enabled', { rows, columns: 'NTC', notEnabled: true }, 'notEnabled'],
    ['a sheet that is only shown', { rows, columns: 'NTC', readOnly: true }, 'readOnly'],
  ] as const)('%s says why it cannot be edited', (_name, options, kind) => {
    const { controller, notices } = controllerOf(options);
    controller.keyDown(press('7'));
    expect(controller.state().editor).toBeNull();
    expect(notices).toEqual([{ kind }]);
  });
});

describe('[A24] ranges', () => {
  it('dragging selects, Delete blanks what may be written as one step', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.pointerDown(at(0, 0), false);
    controller.pointerMove(at(1, 2));
    controller.pointerUp();
    controller.pointerMove(at(2, 2));
    expect(rangeOf(controller.state().selection)).toEqual({ top: 0, bottom: 1, left: 0, right: 2 });
    controller.keyDown(press('Delete'));
    expect(applied).toEqual([
      [
        { kind: 'set', sheet: 's', row: 'r0', cells: { c0: null, c1: null } },
        { kind: 'set', sheet: 's', row: 'r1', cells: { c0: null, c1: null } },
      ],
    ]);
  });

  it('copies as a spreadsheet reads it, cuts and clears', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.selectRow(0, false);
    controller.selectRow(1, true);
    expect(controller.copy()).toBe('1\ta\t2\r\n3\tb\t6');
    expect(applied).toEqual([]);
    expect(controller.cut()).toBe('1\ta\t2\r\n3\tb\t6');
    expect(applied).toHaveLength(1);
  });

  it('a paste is one step and is selected afterwards', () => {
    const { controller, applied, notices } = controllerOf({ rows, columns: 'NTC' });
    controller.paste('7\tx\r\n8\ty\r\n');
    expect(applied).toHaveLength(1);
    expect(rangeOf(controller.state().selection)).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
    expect(notices[0]).toMatchObject({ kind: 'pasted', report: { written: 4 } });
  });

  it('a paste that would lose something waits for the word of the person', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.paste('7\tx\t2\tlost');
    expect(applied).toEqual([]);
    expect(controller.state().pastePlan?.report.beyondRight).toHaveLength(1);
    controller.dismissPaste();
    expect(controller.state().pastePlan).toBeNull();
    expect(applied).toEqual([]);
    controller.paste('7\tx\t2\tlost');
    controller.confirmPaste();
    expect(applied).toHaveLength(1);
  });

  it('nothing to undo is said, and Ctrl+PageDown goes to the next sheet', () => {
    const { controller, notices, asked } = controllerOf({ rows, columns: 'NTC' });
    controller.keyDown(press('я', { code: 'KeyZ', ctrl: true }));
    expect(notices).toEqual([{ kind: 'nothingToUndo' }]);
    controller.keyDown(press('PageDown', { ctrl: true }));
    expect(asked).toEqual(['undo', 'sheet 1']);
  });

  it('Tab behind the last cell leaves the grid', () => {
    const { controller } = controllerOf({ rows, columns: 'NTC' });
    controller.select(at(2, 2));
    expect(controller.keyDown(press('Tab'))).toBe(false);
    expect(controller.keyDown(press('Tab', { shift: true }))).toBe(true);
  });
});

describe('[A24] a value for a whole range', () => {
  const select = (controller: ReturnType<typeof controllerOf>['controller']): void => {
    controller.pointerDown(at(0, 0), false);
    controller.pointerMove(at(2, 0));
    controller.pointerUp();
  };

  it('typing leaves the range selected, Enter goes on inside it, Ctrl+Enter fills it', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    select(controller);
    controller.keyDown(press('7'));
    controller.commit({ kind: 'text', text: '7' }, controller.editorKey(press('Enter'), false));
    expect(controller.state().selection.active).toEqual(at(1, 0));
    expect(rangeOf(controller.state().selection)).toMatchObject({ top: 0, bottom: 2 });
    controller.keyDown(press('9'));
    controller.commit(
      { kind: 'text', text: '9' },
      controller.editorKey(press('Enter', { ctrl: true }), false),
    );
    expect(applied.at(-1)).toHaveLength(3);
    expect(controller.state().selection.active).toEqual(at(1, 0));
  });

  it('Enter returns to where a series of Tab and typing began', () => {
    const { controller } = controllerOf({ rows, columns: 'NTC' });
    controller.keyDown(press('1'));
    controller.commit({ kind: 'text', text: '1' }, controller.editorKey(press('Tab'), false));
    controller.keyDown(press('b'));
    controller.commit({ kind: 'text', text: 'b' }, controller.editorKey(press('Enter'), false));
    expect(controller.state().selection.active).toEqual(at(1, 0));
  });

  it('the handle shows what it would fill, fills it as one step and selects it', () => {
    const { controller, applied, notices } = controllerOf({ rows, columns: 'NTC' });
    controller.fill.drag(at(2, 1));
    expect(controller.state().fillTo).toEqual({ top: 0, bottom: 2, left: 0, right: 0 });
    controller.fill.drag(null);
    controller.fill.drop();
    expect(applied).toEqual([]);
    controller.fill.drag(at(2, 0));
    controller.fill.drop();
    expect(applied).toHaveLength(1);
    expect(notices).toEqual([{ kind: 'filled', filled: 2, skipped: 0 }]);
    expect(rangeOf(controller.state().selection)).toMatchObject({ top: 0, bottom: 2 });
    expect(controller.state().selection.active).toEqual(at(0, 0));
  });

  it('own rows copied onto others lose nothing where cells are computed', () => {
    const { controller, applied } = controllerOf({ rows, columns: 'NTC' });
    controller.selectRow(0, false);
    const text = controller.copy();
    controller.selectRow(1, false);
    controller.paste(text.replaceAll('\r\n', '\n'));
    expect(controller.state().pastePlan).toBeNull();
    expect(applied).toHaveLength(1);
  });
});

describe('rows that others add and remove', () => {
  it('the selection and the editor stay with their row', () => {
    const { controller, change } = controllerOf({ rows, columns: 'NTC' });
    controller.openEditor(at(1, 1));
    change({ rowIds: ['new', 'r0', 'r1', 'r2'] });
    expect(controller.state().selection.active).toEqual(at(2, 1));
    expect(controller.state().editor?.cell).toEqual(at(2, 1));
  });

  it('an editor whose row is gone closes, and the selection stays inside', () => {
    const { controller, change } = controllerOf({ rows, columns: 'NTC' });
    controller.openEditor(at(2, 0));
    change({ rowIds: ['r0'] });
    expect(controller.state().editor).toBeNull();
    expect(controller.state().selection.active).toEqual(at(0, 0));
  });

  it('another sheet begins at its first cell', () => {
    const { controller, change } = controllerOf({ rows, columns: 'NTC' });
    controller.select(at(2, 2));
    change({ sheetId: 'other', rowIds: ['x'] });
    expect(controller.state().selection.active).toEqual(at(0, 0));
  });
});

describe('widths of columns', () => {
  it('are kept by column and never become too small to see', () => {
    const { controller } = controllerOf({ rows, columns: 'NTC' });
    controller.resizeColumn(1, 180.4);
    controller.resizeColumn(0, 3);
    expect(controller.state().widths).toEqual({ c1: 180, c0: 56 });
  });
});
