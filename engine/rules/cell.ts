import type { CompiledSheet } from '../compile/types';
import { kindOfColumn, refuse, type Scope } from './scope';
import type { Expression } from './types';

/** `cell(row, column)` in a sheet with given rows, `cell(sheet, row, column)` anywhere. Names are literal. */
export function compileCell(args: readonly unknown[], scope: Scope, path: string): Expression {
  const names = args.map((arg) => (arg === '$column' && scope.column !== null ? scope.column : arg));
  if (!names.every((name) => typeof name === 'string') || names.length < 2 || names.length > 3) {
    return refuse(scope, path, 'cell_names');
  }
  const [sheetId, rowId = '', columnId = ''] = names.length === 3 ? names : [scope.own?.id, ...names];
  const sheet: CompiledSheet | undefined = scope.shared.sheets.get(sheetId ?? '');
  if (!sheet) return refuse(scope, path, 'unknown_name', { name: sheetId ?? '$own' });
  const column = sheet.columnById.get(columnId);
  if (!column) return refuse(scope, path, 'unknown_name', { name: `${sheet.id}.${columnId}` });
  if (!sheet.givenById.has(rowId)) return refuse(scope, path, 'unknown_row', { row: rowId, sheet: sheet.id });
  scope.shared.dependencies.add(`${sheet.id}.${column.id}`);
  if (!scope.shielded && scope.own === sheet) scope.shared.reads.push({ column, row: rowId });
  return { kind: kindOfColumn(column), run: (env) => env.cellOf(sheet.id, rowId, column.index) };
}
