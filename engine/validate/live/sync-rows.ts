import type { CompiledColumn } from '../../compile/types';
import { positionOf } from '../../edits/row-sequence';
import type { CellValue, Row } from '../../types';
import { hasEntered, rowState, type RowState, type SheetState, strangersIn } from '../state';
import { addTo, type Changes, nameOf } from './changes';

/** Rows whose stored cell of a column changed, by `sheet.column`. */
export type EditedCells = Map<string, Set<RowState>>;

/** The rows of a sheet beside the stored ones, position by position; what is invisible is kept too. */
export interface SheetRows {
  readonly state: SheetState;
  stored: readonly Row[];
  /** Only in open sheets. */
  slots: (RowState | null)[];
}

export function sheetRows(state: SheetState, stored: readonly Row[]): SheetRows {
  const { sheet, byId } = state;
  const isOpen = sheet.rows.kind === 'open';
  const slots = isOpen
    ? stored.map((row) => (row.removed ? null : slotOf(state, row, byId.get(row.id))))
    : [];
  return { state, stored, slots };
}

const slotOf = (state: SheetState, row: Row, known: RowState | undefined): RowState =>
  known ?? rowState(state.sheet, row.id, row.cells);

/**
 * Takes over other stored rows. `touched` are the only rows that differ, where that is known; else all positions are
 * compared.
 */
export function syncRows(
  rows: SheetRows,
  after: readonly Row[],
  touched: ReadonlySet<string> | null,
  changes: Changes,
  edited: EditedCells,
): void {
  if (rows.stored === after) return;
  if (rows.state.sheet.rows.kind === 'open') {
    if (!touched || !syncTouched(rows, after, touched, changes, edited)) {
      syncOpen(rows, after, changes, edited);
    }
  } else syncGiven(rows, after, changes, edited);
  rows.stored = after;
}

function syncGiven(rows: SheetRows, after: readonly Row[], changes: Changes, edited: EditedCells): void {
  const { state } = rows;
  const before = new Map(rows.stored.map((row) => [row.id, row]));
  for (const row of after) {
    const known = state.byId.get(row.id);
    if (known && before.get(row.id) !== row) takeCells(known, row.removed ? {} : row.cells, changes, edited);
    before.delete(row.id);
  }
  for (const id of before.keys()) {
    const known = state.byId.get(id);
    if (known) takeCells(known, {}, changes, edited);
  }
  const strangers = strangersIn(state.sheet, after);
  if (strangers.join('\n') !== state.strangers.join('\n')) {
    state.strangers = strangers;
    changes.structure.add(state.sheet.id);
  }
}

/** False where a row comes into sight or goes out of it: then others move. */
function syncTouched(
  rows: SheetRows,
  after: readonly Row[],
  touched: ReadonlySet<string>,
  changes: Changes,
  edited: EditedCells,
): boolean {
  const { byId } = rows.state;
  if (rows.stored.length !== after.length) return false;
  for (const id of touched) {
    const position = positionOf(after, id);
    const stored = position === undefined ? undefined : after[position];
    const row = position === undefined ? null : (rows.slots[position] ?? null);
    if (!stored || stored.removed || row?.id !== id) return false;
    takeCells(row, stored.cells, changes, edited);
    if (hasEntered(row) !== (byId.get(id) === row)) return false;
  }
  return true;
}

function syncOpen(rows: SheetRows, after: readonly Row[], changes: Changes, edited: EditedCells): void {
  const { state, stored: before } = rows;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const old = rows.slots.slice(start, before.length - end);
  const known = new Map(old.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  const wereVisible = old.filter((row): row is RowState => row !== null && state.byId.has(row.id));
  const middle = after.slice(start, after.length - end).map((row): RowState | null => {
    if (row.removed) return null;
    const own = known.get(row.id);
    if (!own) return rowState(state.sheet, row.id, row.cells);
    takeCells(own, row.cells, changes, edited);
    return own;
  });
  const visible = middle.filter((row): row is RowState => row !== null && hasEntered(row));
  rows.slots = [...rows.slots.slice(0, start), ...middle, ...rows.slots.slice(before.length - end)];
  const isSame = visible.length === wereVisible.length && visible.every((row, i) => row === wereVisible[i]);
  if (!isSame) restructure(rows, wereVisible, visible, changes);
}

function restructure(
  rows: SheetRows,
  were: readonly RowState[],
  are: readonly RowState[],
  changes: Changes,
): void {
  const { state } = rows;
  const staying = new Set(are);
  for (const row of were) {
    if (staying.has(row)) continue;
    state.byId.delete(row.id);
    changes.noteGone(row);
  }
  for (const row of are) {
    if (state.byId.get(row.id) === row) continue;
    state.byId.set(row.id, row);
    changes.noteFresh(row);
  }
  const visible = rows.slots.filter((row): row is RowState => row !== null && state.byId.get(row.id) === row);
  for (const [position, row] of visible.entries()) row.position = position;
  state.rows = visible;
  changes.structure.add(state.sheet.id);
}

/** Stored cells into a row that is known; computed and given ones stay. */
function takeCells(row: RowState, stored: Row['cells'], changes: Changes, edited: EditedCells): void {
  const next = rowState(row.sheet, row.id, stored);
  for (const column of row.sheet.columns) {
    if (isComputed(row, column)) continue;
    const cell = next.cells[column.index] ?? null;
    if (sameCell(row.cells[column.index] ?? null, cell)) continue;
    row.cells[column.index] = cell;
    changes.touch(row);
    addTo(edited, nameOf(column), row);
  }
}

const isComputed = (row: RowState, column: CompiledColumn): boolean =>
  column.value !== undefined && !row.given[column.index];

export function sameCell(a: CellValue, b: CellValue): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  );
}
