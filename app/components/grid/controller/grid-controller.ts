/**
 * The shared behaviour of every view: gestures in, selection and editor state out, edits to the host.
 * Knows no DOM; a view subscribes and paints.
 */
import type { CellValue, Edit } from 'engine';
import type {
  CellPosition,
  CellRange,
  EditorState,
  GridGestures,
  GridModel,
  KeyPress,
  Selection,
} from '../adapter';
import { formatClipboard, parseClipboard } from './clipboard';
import { clearRange, fillDown, fillRight, textsOf } from './fill';
import type { Command } from './keymap';
import { editingCommand, readyCommand } from './keymap';
import { moved } from './motion';
import type { PastePlan, PasteReport } from './paste';
import { droppedCells, planPaste } from './paste';
import type { SheetSize } from './selection';
import {
  clampSelection,
  extendTo,
  rangeOf,
  rangeSelection,
  selectColumns,
  selectRows,
  single,
} from './selection';
import type { SheetAccess } from './sheet-access';

/** Why nothing happened, or what did: shown beside the grid and read out. */
export type GridNotice =
  | { readonly kind: 'readOnly' | 'computed' | 'notEnabled' }
  | { readonly kind: 'pasted'; readonly report: PasteReport }
  | { readonly kind: 'copied'; readonly cells: number }
  | { readonly kind: 'nothingToUndo' | 'nothingToRedo' };

/** What the controller needs from the page. */
export interface GridHost {
  readonly model: () => GridModel;
  readonly access: () => SheetAccess;
  /** Applies edits as one step of undo. */
  readonly apply: (edits: readonly Edit[]) => void;
  /** `false` where there is nothing to undo. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly switchSheet: (delta: 1 | -1) => void;
  readonly notify: (notice: GridNotice) => void;
  /** Rows that fit on the screen. */
  readonly pageRows: () => number;
}

export interface GridState {
  readonly selection: Selection;
  /** The cell to keep in sight: follows movements, but not the selecting of all. */
  readonly reveal: CellPosition;
  readonly editor: EditorState | null;
  /** A paste that would lose something waits for the person's word. */
  readonly pastePlan: PastePlan | null;
  /** Widths that the person dragged, by column id, in pixels. */
  readonly widths: Readonly<Record<string, number>>;
}

/** What an editor hands back: text to be read, or a value that was picked. */
export type Committed =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'value'; readonly value: CellValue };

export interface GridController extends GridGestures {
  readonly state: () => GridState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Closes the editor with what it holds; `then` says where to go. */
  readonly commit: (committed: Committed | null, then?: Command | null) => void;
  /** A key inside an editor: the command it stands for, or `null` if the editor keeps it. */
  readonly editorKey: (press: KeyPress, popup: boolean) => Command | null;
  readonly openEditor: (cell: CellPosition, openPopup?: boolean) => void;
  readonly select: (cell: CellPosition) => void;
  readonly confirmPaste: () => void;
  readonly dismissPaste: () => void;
  /** To be called when rows or the sheet changed: keeps the selection on its rows. */
  readonly modelChanged: () => void;
}

const origin: CellPosition = { rowIndex: 0, columnIndex: 0 };
const MIN_COLUMN_WIDTH_PX = 56;

function revealedBy(command: Command, selection: Selection): CellPosition | null {
  if (command.kind === 'selectAll' || command.kind === 'selectRow' || command.kind === 'selectColumn')
    return null;
  return 'extend' in command && command.extend ? selection.head : selection.active;
}

/** Makes the controller of one grid. */
export function createGridController(host: GridHost): GridController {
  let state: GridState = {
    selection: single(origin),
    reveal: origin,
    editor: null,
    pastePlan: null,
    widths: {},
  };
  let known = { sheetId: host.model().sheetId, rowIds: host.model().rowIds };
  let dragging = false;
  const listeners = new Set<() => void>();

  const update = (change: Partial<GridState>): void => {
    state = { ...state, ...change };
    listeners.forEach((listener) => listener());
  };
  const size = (): SheetSize => ({
    rows: host.model().rowIds.length,
    columns: host.model().columns.length,
  });
  /** `reveal`: the cell to bring into sight; none for whole rows and columns. */
  const select = (wanted: Selection, reveal: CellPosition | null = wanted.active): void => {
    const selection = clampSelection(wanted, size());
    update({ selection, reveal: reveal ? clampSelection(single(reveal), size()).active : state.reveal });
  };

  /** Says why a cell cannot be edited; `null` if it can. */
  const refusal = (cell: CellPosition): GridNotice | null => {
    const view = host.model().rowView(cell.rowIndex).cells[cell.columnIndex];
    if (!view || host.model().readOnly) return { kind: 'readOnly' };
    if (view.computed) return { kind: 'computed' };
    if (view.readOnly) return { kind: 'readOnly' };
    return view.notEnabled ? { kind: 'notEnabled' } : null;
  };
  const open = (cell: CellPosition, editor: Omit<EditorState, 'cell'>): void => {
    const reason = refusal(cell);
    if (reason) host.notify(reason);
    else update({ selection: single(cell), editor: { cell, ...editor } });
  };
  const openWithContent = (cell: CellPosition, openPopup: boolean): void =>
    open(cell, { mode: 'edit', initialText: host.access().text(cell), openPopup });

  const applyPaste = (plan: PastePlan): void => {
    const { top, left, bottom, right } = plan.covered;
    if (plan.edits.length > 0) host.apply(plan.edits);
    host.notify({ kind: 'pasted', report: plan.report });
    const selection = rangeSelection(
      { rowIndex: top, columnIndex: left },
      { rowIndex: bottom, columnIndex: right },
    );
    update({ pastePlan: null, selection: clampSelection(selection, size()) });
  };
  const applyToRange = (edits: (access: SheetAccess, range: CellRange) => Edit[]): void => {
    if (host.model().readOnly) return host.notify({ kind: 'readOnly' });
    const made = edits(host.access(), rangeOf(state.selection));
    if (made.length > 0) return host.apply(made);
    const reason = refusal(state.selection.active);
    if (reason) host.notify(reason);
  };

  /** Answers whether the command was for the grid; Tab at the end leaves it. */
  const run = (command: Command): boolean => {
    const access = host.access();
    const isFilled = (cell: CellPosition): boolean => access.value(cell) !== null;
    const selection = moved(state.selection, command, { size: size(), isFilled, pageRows: host.pageRows() });
    if (selection === null) return false;
    if (selection) {
      select(selection, revealedBy(command, selection));
      return true;
    }
    const { active } = state.selection;
    switch (command.kind) {
      case 'edit':
        openWithContent(active, command.openPopup);
        return true;
      case 'type':
        open(active, { mode: 'type', initialText: command.text, openPopup: false });
        return true;
      case 'clearAndEdit':
        open(active, { mode: 'type', initialText: '', openPopup: false });
        return true;
      case 'clear':
        applyToRange(clearRange);
        return true;
      case 'fillDown':
        applyToRange(fillDown);
        return true;
      case 'fillRight':
        applyToRange(fillRight);
        return true;
      case 'undo':
        if (!host.undo()) host.notify({ kind: 'nothingToUndo' });
        return true;
      case 'redo':
        if (!host.redo()) host.notify({ kind: 'nothingToRedo' });
        return true;
      case 'sheet':
        host.switchSheet(command.delta);
        return true;
      default:
        return false;
    }
  };

  const copy = (): string => {
    const texts = textsOf(host.access(), rangeOf(state.selection));
    host.notify({ kind: 'copied', cells: texts.length * (texts[0]?.length ?? 0) });
    return formatClipboard(texts);
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pointerDown: (cell, extend) => {
      dragging = true;
      select(extend ? extendTo(state.selection, cell, size()) : single(cell), cell);
    },
    pointerMove: (cell) => {
      if (dragging) select(extendTo(state.selection, cell, size()), cell);
    },
    pointerUp: () => {
      dragging = false;
    },
    doubleClick: (cell) => openWithContent(cell, false),
    selectRow: (rowIndex, extend) =>
      select(selectRows(extend ? state.selection.anchor.rowIndex : rowIndex, rowIndex, size()), null),
    selectColumn: (columnIndex, extend) =>
      select(
        selectColumns(extend ? state.selection.anchor.columnIndex : columnIndex, columnIndex, size()),
        null,
      ),
    selectAll: () => void run({ kind: 'selectAll' }),
    keyDown: (press) => {
      const command = readyCommand(press);
      return command !== null && run(command);
    },
    text: (text) => void run({ kind: 'type', text }),
    paste: (text) => {
      if (text === '') return;
      if (host.model().readOnly) return host.notify({ kind: 'readOnly' });
      const plan = planPaste(host.access(), rangeOf(state.selection), parseClipboard(text));
      if (droppedCells(plan.report).length > 0) update({ pastePlan: plan });
      else applyPaste(plan);
    },
    copy,
    cut: () => {
      const text = copy();
      applyToRange(clearRange);
      return text;
    },
    resizeColumn: (columnIndex, width) => {
      const column = host.model().columns[columnIndex];
      if (column)
        update({
          widths: { ...state.widths, [column.id]: Math.max(MIN_COLUMN_WIDTH_PX, Math.round(width)) },
        });
    },
    commit: (committed, then = null) => {
      const { editor } = state;
      if (!editor) return;
      update({ editor: null });
      const access = host.access();
      const row = access.rowIds[editor.cell.rowIndex];
      const column = access.columnIds[editor.cell.columnIndex];
      if (committed && row !== undefined && column !== undefined) {
        const { columnIndex } = editor.cell;
        const value =
          committed.kind === 'text' ? access.decode(columnIndex, committed.text) : committed.value;
        const isSameText = committed.kind === 'text' && committed.text === access.text(editor.cell);
        if (!isSameText) host.apply([{ kind: 'set', sheet: access.sheet, row, cells: { [column]: value } }]);
      }
      if (then) run(then);
    },
    editorKey: (press, popup) => (state.editor ? editingCommand(press, state.editor.mode, popup) : null),
    openEditor: (cell, openPopup = false) => openWithContent(cell, openPopup),
    select: (cell) => select(single(cell)),
    confirmPaste: () => {
      if (state.pastePlan) applyPaste(state.pastePlan);
    },
    dismissPaste: () => update({ pastePlan: null }),
    modelChanged: () => {
      const { sheetId, rowIds } = host.model();
      if (known.sheetId === sheetId && known.rowIds === rowIds) return;
      const follow = (cell: CellPosition): CellPosition => {
        const id = known.rowIds[cell.rowIndex];
        if (id === undefined || rowIds[cell.rowIndex] === id) return cell;
        const rowIndex = rowIds.indexOf(id);
        return rowIndex < 0 ? cell : { ...cell, rowIndex };
      };
      const { active, anchor, head, tabOrigin } = state.selection;
      const isSameSheet = known.sheetId === sheetId;
      const selection: Selection = isSameSheet
        ? { active: follow(active), anchor: follow(anchor), head: follow(head), tabOrigin }
        : single(origin);
      const editorRow = state.editor && known.rowIds[state.editor.cell.rowIndex];
      const keepsEditor =
        isSameSheet && state.editor && editorRow !== undefined && rowIds.includes(editorRow ?? '');
      const editor =
        keepsEditor && state.editor ? { ...state.editor, cell: follow(state.editor.cell) } : null;
      known = { sheetId, rowIds };
      update({ selection: clampSelection(selection, size()), editor });
    },
  };
}
