import type { CompiledSheet } from '../compile/types';
import { kindOfColumn, noteOwnRead, refuse, type Scope } from './scope';
import type { Expression } from './types';

/** `cell(row, column)` in a sheet with given rows, `cell(sheet, row, column)` anywhere. Names are literal. */
export function compileCell(args: readonly unknown[], scope: Scope, path: string): Expression {
  const names = args.flatMap((arg) => {
    if (arg === '$column' && scope.column !== null) return [scope.column];
    return typeof arg === 'string' ? [arg] : [];
  });
  if (names.length !== args.length || names.length < 2 || names.length > 3) {
    return refuse(scope, path, 'cell_names');
  }
  const [sheetId, rowId = '', columnId = ''] = names.length === 3 ? names : [scope.own?.id, ...names];
  const sheet: CompiledSheet | undefined = scope.shared.sheets.get(sheetId ?? '');
  if (!sheet) return refuse(scope, path, 'unknown_name', { name: sheetId ?? '$own' });
  const column = sheet.columnById.get(columnId);
  if (!column) return refuse(scope, path, 'unknown_name', { name: `${sheet.id}.${columnId}` });
  if (!sheet.givenById.has(rowId) && !hasUnknownRows(sheet)) {
    return refuse(scope, path, 'unknown_row', { row: rowId, sheet: sheet.id });
  }
  const name = `${sheet.id}.${column.id}`;
  scope.shared.dependencies.add(name);
  scope.shared.far.add(name);
  scope.shared.scanned.add(name);
  noteOwnRead(scope, { column, row: rowId });
  const { index } = column;
  return {
    kind: kindOfColumn(column),
    column,
    run: (_row, env) => env.rowOf(sheet.id, rowId)?.values[index] ?? null,
  };
}

/** One row per code of a shared list that is not at hand. */
const hasUnknownRows = (sheet: CompiledSheet): boolean =>
  sheet.rows.kind === 'perCode' && sheet.rows.items.length === 0;
