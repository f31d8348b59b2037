import type { CompiledColumn, CompiledSheet } from '../compile/types';
import { kindOfColumn, refuse, type Scope } from './scope';
import type { Expression } from './types';

/** The expression of `{"var": path}`; paths are literal. */
export function compileVariable(rawPath: string, scope: Scope, path: string): Expression {
  const name = scope.column === null ? rawPath : rawPath.replaceAll('$column', scope.column);
  const [head = '', ...rest] = name.split('.');
  const tail = rest.join('.');
  switch (head) {
    case '$rows':
      return ownRows(scope, path, tail);
    case '$sheets':
      return rowsOfSheet(tail, scope, path);
    case '$previous':
      return previousRows(tail, scope, path);
    case '$org':
      return organisation(tail, scope, path);
    case '$collection':
      return collection(tail, scope, path);
    case '$today':
      return tail === '' ? { kind: 'date', run: (env) => env.today } : unknownName(scope, path, name);
    case '$row':
      return judgedCell(tail, scope, path);
    case '$code':
      return codeAttribute(tail, scope, path);
    case 'accumulator':
    case 'current':
      if (scope.accumulator) return reduceVariable(head, tail, scope, path);
      break;
    default:
  }
  return plainCell(name, scope, path);
}

const unknownName = (scope: Scope, path: string, name: string): Expression =>
  refuse(scope, path, 'unknown_name', { name });

function ownRows(scope: Scope, path: string, tail: string): Expression {
  const { own } = scope;
  if (!own || tail !== '') return unknownName(scope, path, '$rows');
  return { kind: 'rows', sheet: own, run: (env) => env.rows };
}

function rowsOfSheet(id: string, scope: Scope, path: string): Expression {
  const sheet = scope.shared.sheets.get(id);
  if (!sheet) return unknownName(scope, path, `$sheets.${id}`);
  return { kind: 'rows', sheet, run: (env) => env.rowsOf(id) };
}

function previousRows(id: string, scope: Scope, path: string): Expression {
  const sheet = scope.shared.previousSheets.get(id);
  if (!sheet) return unknownName(scope, path, `$previous.${id}`);
  return { kind: 'rows', sheet, run: (env) => env.previousRowsOf(id) };
}

function organisation(name: string, scope: Scope, path: string): Expression {
  if (!['code', 'kind', 'region', 'municipality'].includes(name))
    return unknownName(scope, path, `$org.${name}`);
  return { kind: 'text', run: (env) => env.org[name] ?? null };
}

function collection(name: string, scope: Scope, path: string): Expression {
  if (name === 'opensAt') return { kind: 'date', run: (env) => env.opensOn };
  if (name === 'closesAt') return { kind: 'date', run: (env) => env.closesOn };
  return unknownName(scope, path, `$collection.${name}`);
}

function columnRead(sheet: CompiledSheet, column: CompiledColumn, scope: Scope): void {
  scope.shared.dependencies.add(`${sheet.id}.${column.id}`);
  if (!scope.shielded && scope.own === sheet) scope.shared.reads.push({ column });
}

function plainCell(id: string, scope: Scope, path: string): Expression {
  const sheet = scope.visited ?? scope.own;
  const column = sheet?.columnById.get(id);
  if (!sheet || !column) return unknownName(scope, path, id);
  const kind = kindOfColumn(column);
  const { index } = column;
  if (scope.visited) {
    scope.shared.dependencies.add(`${sheet.id}.${id}`);
    return { kind, column, run: (env) => env.row?.values[index] ?? null };
  }
  if (scope.mode === 'row' || scope.mode === 'code') {
    columnRead(sheet, column, scope);
    return { kind, column, run: (env) => env.judged?.values[index] ?? null };
  }
  if (scope.mode === 'group' && scope.groupBy.includes(column)) {
    scope.shared.dependencies.add(`${sheet.id}.${id}`);
    return { kind, column, run: (env) => env.judged?.values[index] ?? null };
  }
  return refuse(scope, path, 'no_row_here', { name: id });
}

function judgedCell(id: string, scope: Scope, path: string): Expression {
  const { own } = scope;
  const column = own?.columnById.get(id);
  if (!own || !column) return unknownName(scope, path, `$row.${id}`);
  const known =
    scope.mode === 'row' ||
    scope.mode === 'code' ||
    (scope.mode === 'group' && scope.groupBy.includes(column));
  if (!known) return refuse(scope, path, 'no_row_here', { name: `$row.${id}` });
  columnRead(own, column, scope);
  const { index } = column;
  return { kind: kindOfColumn(column), column, run: (env) => env.judged?.values[index] ?? null };
}

function codeAttribute(tail: string, scope: Scope, path: string): Expression {
  if (scope.mode !== 'code') return unknownName(scope, path, `$code.${tail}`);
  if (tail === 'value') return { kind: 'text', run: (env) => env.code?.value ?? null };
  const name = tail.startsWith('attributes.') ? tail.slice('attributes.'.length) : '';
  const kind = scope.shared.attributes.get(name);
  if (!kind) return unknownName(scope, path, `$code.${tail}`);
  return { kind, run: (env) => env.code?.attributes?.[name] ?? null };
}

function reduceVariable(head: string, tail: string, scope: Scope, path: string): Expression {
  if (head === 'accumulator' && scope.accumulator && tail === '') {
    return { kind: scope.accumulator, run: (env) => env.accumulator };
  }
  return plainCell(tail, scope, path);
}
