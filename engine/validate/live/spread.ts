import type { CompiledColumn } from '../../compile/types';
import { equalValues } from '../../rules/comparison';
import type { CompiledLogic } from '../../rules/types';
import { evaluateCell, type FormState, offeredValues, type RowState } from '../state';
import { type Changes, nameOf } from './changes';
import { Subscriptions } from './subscriptions';
import { type EditedCells, sameCell } from './sync-rows';

/** Who looks for which rows, by column whose logic looks for any; begun at the first change that concerns it. */
export type Lookups = Map<CompiledColumn, Subscriptions>;

/** Evaluates again what the changes may have made worth something else, column after column in order of dependency. */
export function spread(state: FormState, changes: Changes, edited: EditedCells, lookups: Lookups): void {
  for (const column of state.form.columnOrder) {
    for (const row of rowsToEvaluate(state, column, changes, edited, lookups)) {
      const { index } = column;
      const before = {
        cell: row.cells[index] ?? null,
        value: row.values[index] ?? null,
        on: row.enabled[index],
      };
      const evaluate = (): void => evaluateCell(state, row, column);
      const known = lookups.get(column);
      if (known) known.track(state, row, evaluate);
      else evaluate();
      if (!equalValues(before.value, row.values[index] ?? null)) {
        changes.noteCell(state, row, column, before.value);
      } else if (before.on !== row.enabled[index] || !sameCell(before.cell, row.cells[index] ?? null)) {
        changes.touch(row);
      }
    }
  }
}

const logicOf = (column: CompiledColumn): readonly CompiledLogic[] =>
  [column.value, column.enabled, column.filter].filter((logic) => typeof logic === 'object');

function rowsToEvaluate(
  state: FormState,
  column: CompiledColumn,
  changes: Changes,
  edited: EditedCells,
  lookups: Lookups,
): Iterable<RowState> {
  const logic = logicOf(column);
  const isListStale = column.listSource !== undefined && refreshOffered(state, column, changes);
  const all = state.sheets.get(column.sheet)?.rows ?? [];
  for (const row of changes.gone) lookups.get(column)?.drop(row);
  if (isListStale || logic.some((one) => changes.hasAny(one.scanned))) return all;
  const rows = new Set(edited.get(nameOf(column)));
  if (logic.some((one) => changes.hasAny(one.joined))) {
    const known = lookups.get(column);
    if (!known) {
      // From now on it is known who looks for what.
      lookups.set(column, new Subscriptions());
      return all;
    }
    for (const row of known.affected(changes)) rows.add(row);
  }
  for (const row of changes.fresh.get(column.sheet) ?? []) rows.add(row);
  for (const { ownReads } of logic) {
    for (const read of ownReads) {
      if (read.row === undefined) for (const row of changes.changedIn(read.column)) rows.add(row);
    }
  }
  // A row that was edited until nothing was left in it is not there any more.
  for (const row of changes.gone) rows.delete(row);
  return rows;
}

/** Whether a column that serves as a list now offers other values. */
function refreshOffered(state: FormState, column: CompiledColumn, changes: Changes): boolean {
  const source = column.listSource;
  if (!source || !changes.hasAny([`${source.sheet}.${source.column}`])) return false;
  const before = state.offered.get(column) ?? new Set();
  const after = offeredValues(state, source);
  state.offered.set(column, after);
  return before.size !== after.size || [...after].some((value) => !before.has(value));
}
