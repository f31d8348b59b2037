/**
 * The shared behaviour of every view: gestures in, selection and editor state out, edits to the host.
 * Knows no DOM; a view subscribes and paints.
 */
import type { CellPosition, CellRange, EditorState, Selection } from '../adapter';
import { formatClipboard, parseClipboard } from './clipboard';
import { formatClipboardHtml } from './clipboard-html';
import type { FillPlan } from './fill';
import { clearRange, enterEverywhere, fillDown, fillRight, textsOf } from './fill';
import { draggedRange, planFill, rangeToNeighbourEnd } from './fill-handle';
import type { Command } from './keymap';
import { editingCommand, readyCommand } from './keymap';
import { moved } from './motion';
import type { BlockOrigin, PastePlan } from './paste';
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
import type { Committed, GridController, GridHost, GridNotice, GridState } from './types';

export type { Committed, GridController, GridHost, GridNotice, GridState } from './types';

const origin: CellPosition = { rowIndex: 0, columnIndex: 0 };
const MIN_COLUMN_WIDTH_PX = 56;
const MAX_COLUMN_WIDTH_PX = 1200;

const isSameCell = (a: CellPosition, b: CellPosition): boolean =>
  a.rowIndex === b.rowIndex && a.columnIndex === b.columnIndex;

const cornersOf = ({ top, left, bottom, right }: CellRange): readonly [CellPosition, CellPosition] => [
  { rowIndex: top, columnIndex: left },
  { rowIndex: bottom, columnIndex: right },
];

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
    fillTo: null,
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
    // Typing into a selected range leaves it selected: Enter and Tab go on inside it.
    const { selection } = state;
    const isActive = isSameCell(cell, selection.active);
    if (reason) host.notify(reason);
    else update({ selection: isActive ? selection : single(cell), editor: { cell, ...editor } });
  };
  const openWithContent = (cell: CellPosition, openPopup: boolean): void =>
    open(cell, { mode: 'edit', initialText: host.access().text(cell), openPopup });

  const applyPaste = (plan: PastePlan): void => {
    if (plan.edits.length > 0) host.apply(plan.edits);
    host.notify({ kind: 'pasted', report: plan.report });
    const selection = rangeSelection(...cornersOf(plan.covered));
    update({ pastePlan: null, selection: clampSelection(selection, size()) });
  };
  /** Applies what a command makes of the selected range; where it makes nothing, says why. */
  const applyToRange = (plan: (access: SheetAccess, range: CellRange) => FillPlan): FillPlan | null => {
    if (host.model().readOnly) {
      host.notify({ kind: 'readOnly' });
      return null;
    }
    const made = plan(host.access(), rangeOf(state.selection));
    if (made.edits.length > 0) host.apply(made.edits);
    else if (made.filled === 0) {
      const reason = refusal(state.selection.active);
      if (reason) host.notify(reason);
    }
    return made;
  };
  const fillRange = (plan: (access: SheetAccess, range: CellRange) => FillPlan): void => {
    const made = applyToRange(plan);
    if (made && made.skipped > 0) host.notify({ kind: 'filled', filled: made.filled, skipped: made.skipped });
  };
  const resize = (columnIndex: number, width: number): void => {
    const column = host.model().columns[columnIndex];
    if (!column) return;
    const kept = Math.min(MAX_COLUMN_WIDTH_PX, Math.max(MIN_COLUMN_WIDTH_PX, Math.round(width)));
    update({ widths: { ...state.widths, [column.id]: kept } });
  };
  const widen = (delta: number): void => {
    const { left, right } = rangeOf(state.selection);
    host.model().columns.forEach((column, index) => {
      if (index >= left && index <= right) resize(index, (state.widths[column.id] ?? column.width) + delta);
    });
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
        fillRange(fillDown);
        return true;
      case 'fillRight':
        fillRange(fillRight);
        return true;
      case 'widen':
        widen(command.delta);
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

  /** What was copied here last: pasted into the same kind of columns, computed cells lose nothing. */
  let copied: { readonly text: string; readonly origin: BlockOrigin } | null = null;
  const copy = (): string => {
    const access = host.access();
    const range = rangeOf(state.selection);
    const texts = textsOf(access, range);
    const text = formatClipboard(texts);
    const columns = texts[0]?.map((_text, offset) => offset) ?? [];
    const computedColumns = columns.filter((offset) => access.isComputed(range.left + offset));
    copied = { text, origin: { computedColumns: new Set(computedColumns) } };
    host.notify({ kind: 'copied', cells: texts.length * columns.length });
    return text;
  };
  const originOf = (text: string): BlockOrigin | undefined =>
    copied !== null && copied.text === text.replaceAll(/\r?\n/g, '\r\n') ? copied.origin : undefined;

  const fillTo = (range: CellRange | null): void => {
    update({ fillTo: null });
    if (!range) return;
    if (host.model().readOnly) return host.notify({ kind: 'readOnly' });
    const types = host.model().columns.map((column) => column.type);
    const made = planFill(host.access(), types, rangeOf(state.selection), range);
    if (made.edits.length > 0) host.apply(made.edits);
    host.notify({ kind: 'filled', filled: made.filled, skipped: made.skipped });
    const [anchor, head] = cornersOf(range);
    const selection = { ...rangeSelection(anchor, head), active: state.selection.active };
    update({ selection: clampSelection(selection, size()) });
  };

  /** Writes what an editor hands back, into its cell or (Ctrl+Enter) into the whole selected range. */
  const write = (cell: CellPosition, committed: Committed, everywhere: boolean): void => {
    const access = host.access();
    const row = access.rowIds[cell.rowIndex];
    const column = access.columnIds[cell.columnIndex];
    if (row === undefined || column === undefined) return;
    const value =
      committed.kind === 'text' ? access.decode(cell.columnIndex, committed.text) : committed.value;
    if (everywhere) {
      const entered = { columnIndex: cell.columnIndex, value };
      return fillRange((now, range) => enterEverywhere(now, range, entered));
    }
    const isSameText = committed.kind === 'text' && committed.text === access.text(cell);
    if (!isSameText) host.apply([{ kind: 'set', sheet: access.sheet, row, cells: { [column]: value } }]);
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
      const block = parseClipboard(text);
      const plan = planPaste(host.access(), rangeOf(state.selection), block, originOf(text));
      if (droppedCells(plan.report).length > 0) update({ pastePlan: plan });
      else applyPaste(plan);
    },
    copy,
    copyHtml: () => {
      const range = rangeOf(state.selection);
      const { columns } = host.model();
      const types = columns.slice(range.left, range.right + 1).map((column) => column.type);
      return formatClipboardHtml(textsOf(host.access(), range), types);
    },
    cut: () => {
      const text = copy();
      applyToRange(clearRange);
      return text;
    },
    resizeColumn: resize,
    fill: {
      drag: (cell) => update({ fillTo: cell && draggedRange(rangeOf(state.selection), cell) }),
      drop: () => fillTo(state.fillTo),
      toEnd: () => {
        const access = host.access();
        const isFilled = (cell: CellPosition): boolean => access.value(cell) !== null;
        fillTo(rangeToNeighbourEnd(rangeOf(state.selection), size(), isFilled));
      },
    },
    commit: (committed, then = null) => {
      const { editor } = state;
      if (!editor) return;
      update({ editor: null });
      if (committed) write(editor.cell, committed, then?.kind === 'enterEverywhere');
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
