import type { CompiledColumn } from '../../compile/types';
import type { CompiledLogic, JoinIndex, Value } from '../../rules/types';
import { keyOf } from '../../rules/visits';
import { placeOf } from './places';
import type { FormState, RowState } from '../state';

/** What one list of edits changed, gathered while it spreads. */
export class Changes {
  /** Rows whose value in a column changed, by `sheet.column`. */
  private readonly cells = new Map<string, Set<RowState>>();
  /** Rows with any change, by sheet. */
  private readonly touched = new Map<string, Set<RowState>>();
  private readonly before = new Map<RowState, Map<number, Value[]>>();
  /** Sheets whose visible rows are others, or stand otherwise. */
  readonly structure = new Set<string>();
  /** Rows that became visible: nothing of them is known yet. */
  readonly fresh = new Map<string, Set<RowState>>();
  /** Rows that are visible no more. */
  readonly gone = new Set<RowState>();

  touch(row: RowState): void {
    addTo(this.touched, row.sheet.id, row);
  }

  /** Notes that a cell is worth something else; the index of its column follows. */
  noteCell(state: FormState, row: RowState, column: CompiledColumn, before: Value): void {
    addTo(this.cells, nameOf(column), row);
    this.noteBefore(row, column.index, before);
    this.touch(row);
    state.env.tallies?.changed.push(row);
    const rows = state.sheets.get(column.sheet)?.rows;
    const join = rows && state.env.joins.get(rows)?.get(column.index);
    if (join) moveInJoin(join, row, before, row.values[column.index] ?? null);
  }

  /** What a cell was worth before, where that changed. */
  valuesBefore(row: RowState, index: number): readonly Value[] {
    return this.before.get(row)?.get(index) ?? NO_VALUES;
  }

  private noteBefore(row: RowState, index: number, value: Value): void {
    const known = this.before.get(row) ?? new Map<number, Value[]>();
    this.before.set(row, known);
    known.set(index, [...(known.get(index) ?? []), value]);
  }

  noteGone(row: RowState): void {
    this.gone.add(row);
    this.touch(row);
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

/** Takes a row from where the index had it to where it belongs now. */
function moveInJoin(join: JoinIndex, row: RowState, before: Value, after: Value): void {
  const old = before === null ? join.blank : join.byKey.get(keyOf(before));
  const place = old ? placeOf(old as RowState[], row) : -1;
  if (old?.[place] === row) old.splice(place, 1);
  if (after === null) join.blank.splice(placeOf(join.blank as RowState[], row), 0, row);
  else {
    const key = keyOf(after);
    const rows = join.byKey.get(key);
    // The rows of a form's sheets are all known by their position.
    if (rows) rows.splice(placeOf(rows as RowState[], row), 0, row);
    else join.byKey.set(key, [row]);
  }
}

const NO_VALUES: readonly Value[] = [];
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
