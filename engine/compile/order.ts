import type { LogicProblem } from '../rules/scope';
import type { CompiledColumn, CompiledSheet, Condition } from './types';

/** Columns in the order of evaluation; a cycle is noted at its first column. */
export function columnOrder(
  sheets: readonly CompiledSheet[],
  problems: LogicProblem[],
): readonly CompiledColumn[] {
  const byName = new Map(
    sheets.flatMap((sheet) => sheet.columns.map((column) => [`${sheet.id}.${column.id}`, column])),
  );
  const order: CompiledColumn[] = [];
  const state = new Map<CompiledColumn, 'open' | 'done'>();
  const visit = (column: CompiledColumn): void => {
    if (state.get(column) === 'done') return;
    if (state.get(column) === 'open') {
      const path = `/sheets/${sheets.findIndex((sheet) => sheet.id === column.sheet)}/columns/${column.index}`;
      problems.push({ code: 'cycle', path, params: { name: column.id } });
      return;
    }
    state.set(column, 'open');
    for (const name of dependenciesOf(column)) {
      const other = byName.get(name);
      if (other) visit(other);
    }
    state.set(column, 'done');
    order.push(column);
  };
  for (const column of byName.values()) visit(column);
  return order;
}

const ofCondition = (condition: Condition | undefined): Iterable<string> =>
  typeof condition === 'object' ? condition.dependencies : [];

function* dependenciesOf(column: CompiledColumn): Iterable<string> {
  yield* ofCondition(column.value);
  yield* ofCondition(column.enabled);
  yield* ofCondition(column.filter);
  if (column.listSource) yield `${column.listSource.sheet}.${column.listSource.column}`;
}
