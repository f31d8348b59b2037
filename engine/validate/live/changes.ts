import type { CompiledColumn } from '../../compile/types';
import type { CompiledLogic } from '../../rules/types';
import type { FormState, RowState } from '../state';

/** What one list of edits changed, gathered while it spreads. */
export class Changes {
  /** Rows whose value in a column changed, by `sheet.column`. */
  private readonly cells = new Map<string, Set<RowState>>();
  /** Rows with any change, by sheet. */
  private readonly touched = new Map<string, Set<RowState>>();
  /** Sheets whose visible rows are others, or stand otherwise. */
  readonly structure = new Set<string>();
  /** Rows that became visible: nothing of them is known yet. */
  readonly fresh = new Map<string, Set<RowState>>();
  /** Rows that are visible no more. */
  readonly gone = new Set<RowState>();

  touch(row: RowState): void {
    addTo(this.touched, row.sheet.id, row);
  }

  /** Notes that a cell is worth something else; indexes of its column are stale. */
  noteCell(state: FormState, row: RowState, column: CompiledColumn): void {
    addTo(this.cells, nameOf(column), row);
    this.touch(row);
    state.env.tallies?.changed.push(row);
    const rows = state.sheets.get(column.sheet)?.rows;
    if (rows) state.env.joins.get(rows)?.delete(column.index);
  }

  noteFresh(row: RowState): void {
    addTo(this.fresh, row.sheet.id, row);
    this.touch(row);
  }

  touchedIn(sheet: string): ReadonlySet<RowState> {
    return this.touched.get(sheet) ?? NOBODY;
  }

  changedIn(column: CompiledColumn): ReadonlySet<RowState> {
    return this.cells.get(nameOf(column)) ?? NOBODY;
  }

  /** Whether anything changed that these names stand for: `sheet.column`, or `sheet.*` for the rows themselves. */
  hasAny(names: Iterable<string>): boolean {
    for (const name of names) {
      if (this.cells.has(name) || this.structure.has(name.slice(0, name.indexOf('.')))) return true;
    }
    return false;
  }
}

const NOBODY: ReadonlySet<RowState> = new Set();

export const nameOf = (column: CompiledColumn): string => `${column.sheet}.${column.id}`;

export function addTo<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}

/** What is read of rows other than the judged one. */
export function* widelyRead(logic: CompiledLogic | boolean | undefined): Iterable<string> {
  if (typeof logic !== 'object') return;
  yield* logic.scoped;
  yield* logic.far;
}
