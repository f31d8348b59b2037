import type { RawOperator } from './operator';
import { kindOfColumn, noteOwnRead, noteRowsRead, noteUnitRead, refuse, type Scope, shapeOf } from './scope';
import type { Env, Expression, Kind, RowData, RowShape, RunRows, Value } from './types';

/** The expression of `{"var": path}`; paths are literal. */
export function compileVariable(rawPath: string, scope: Scope, path: string): Expression {
  const name = scope.column === null ? rawPath : rawPath.replaceAll('$column', scope.column);
  const [head = '', ...rest] = name.split('.');
  const tail = rest.join('.');
  if (scope.accumulator !== null && (head === 'accumulator' || head === 'current')) {
    return reduceVariable(head, tail, scope, path);
  }
  if (scope.mode === 'data') {
    noteUnitRead(scope);
    return dataVariable(name, scope.element === null);
  }
  switch (head) {
    case '$rows':
      return ownRows(scope, path, name);
    case '$sheets':
      return rowsOfSheet(tail, scope, path);
    case '$previous':
      return previousRows(tail, scope, path);
    case '$org':
      return organisation(tail, scope, path);
    case '$collection':
      return collection(tail, scope, path);
    case '$today':
      return tail === '' ? { kind: 'date', run: (_row, env) => env.today } : unknownName(scope, path, name);
    case '$row':
      return judgedCell(tail, scope, path);
    case '$code':
      return codePart(tail, scope, path);
    default:
      return plainCell(name, scope, path);
  }
}

const unknownName = (scope: Scope, path: string, name: string): Expression =>
  refuse(scope, path, 'unknown_name', { name });

function rowsExpression(
  shape: RowShape,
  rowsOf: (env: Env) => readonly RowData[],
  isLive: boolean,
): Expression {
  const run: RunRows = (_row, env) => rowsOf(env);
  const rows = { shape, run, ...(isLive ? { tally: { base: run, keeps: [] } } : {}) };
  return { kind: 'rows', run: () => null, rows };
}

function ownRows(scope: Scope, path: string, name: string): Expression {
  const { own } = scope;
  if (!own || name !== '$rows') return unknownName(scope, path, name);
  if (scope.mode === 'group') noteUnitRead(scope);
  const shape = shapeOf(own, 'scope');
  noteRowsRead(scope, shape, '*');
  return rowsExpression(shape, (env) => env.scope, true);
}

function rowsOfSheet(id: string, scope: Scope, path: string): Expression {
  const sheet = scope.shared.sheets.get(id);
  if (!sheet) return unknownName(scope, path, `$sheets.${id}`);
  const shape = shapeOf(sheet, 'far');
  noteRowsRead(scope, shape, '*');
  return rowsExpression(shape, (env) => env.rowsOf(id), true);
}

function previousRows(id: string, scope: Scope, path: string): Expression {
  const shape = id === '' ? undefined : scope.shared.previous(id);
  if (!shape) return unknownName(scope, path, `$previous.${id}`);
  return rowsExpression(shape, (env) => env.previousRowsOf(id, shape.names), false);
}

function organisation(name: string, scope: Scope, path: string): Expression {
  if (!['code', 'kind', 'region', 'municipality'].includes(name)) {
    return unknownName(scope, path, `$org.${name}`);
  }
  return { kind: 'text', run: (_row, env) => env.org[name] ?? null };
}

function collection(name: string, scope: Scope, path: string): Expression {
  if (name === 'opensAt') return { kind: 'date', run: (_row, env) => env.opensOn };
  if (name === 'closesAt') return { kind: 'date', run: (_row, env) => env.closesOn };
  return unknownName(scope, path, `$collection.${name}`);
}

/** A name without `$`: a cell of the row being visited, else of the row being judged. */
function plainCell(id: string, scope: Scope, path: string): Expression {
  if (scope.element !== null) return elementPart(id, scope, path);
  if (!scope.visited) return ownCell(id, id, scope, path);
  const found = scope.visited.find(id);
  if (!found) return unknownName(scope, path, id);
  noteRowsRead(scope, scope.visited, id);
  const { index, kind, column } = found;
  return { kind, index, run: (row) => row.values[index] ?? null, ...(column ? { column } : {}) };
}

/** A cell of the row being judged; of a group only its key is one. */
function ownCell(id: string, name: string, scope: Scope, path: string): Expression {
  const column = scope.own?.columnById.get(id);
  if (!column) return unknownName(scope, path, name);
  const isKey = scope.mode === 'group' && scope.groupBy.includes(column);
  if (scope.mode !== 'row' && scope.mode !== 'code' && !isKey) {
    return refuse(scope, path, 'no_row_here', { name });
  }
  scope.shared.dependencies.add(`${column.sheet}.${column.id}`);
  noteOwnRead(scope, { column });
  const { index } = column;
  const own = { kind: kindOfColumn(column), column, index };
  return scope.visited || scope.element !== null || name !== id
    ? { kind: own.kind, column, run: (_row, env) => env.judged.values[index] ?? null }
    : { ...own, run: (row) => row.values[index] ?? null };
}

function judgedCell(id: string, scope: Scope, path: string): Expression {
  return ownCell(id, `$row.${id}`, scope, path);
}

function codePart(tail: string, scope: Scope, path: string): Expression {
  if (scope.mode !== 'code') return unknownName(scope, path, `$code.${tail}`);
  noteUnitRead(scope);
  if (tail === 'value') return { kind: 'text', run: (_row, env) => env.code?.value ?? null };
  const name = tail.startsWith('attributes.') ? tail.slice('attributes.'.length) : '';
  const { attributes } = scope.shared;
  const kind: Kind | undefined = attributes ? attributes.get(name) : 'any';
  if (name === '' || !kind) return unknownName(scope, path, `$code.${tail}`);
  return {
    kind,
    run(_row, env) {
      const all = env.code?.attributes;
      const value = all && Object.hasOwn(all, name) ? all[name] : undefined;
      return value === undefined || value === '' ? null : value;
    },
  };
}

/** The element of a list: itself (`""`); in plain data also a part of it. */
function elementPart(name: string, scope: Scope, path: string): Expression {
  noteUnitRead(scope);
  if (name !== '') return unknownName(scope, path, name);
  return { kind: scope.element ?? 'any', run: (_row, env) => env.element };
}

function reduceVariable(head: string, tail: string, scope: Scope, path: string): Expression {
  noteUnitRead(scope);
  if (head === 'accumulator') {
    if (tail !== '') return unknownName(scope, path, `accumulator.${tail}`);
    return { kind: scope.accumulator ?? 'any', run: (_row, env) => env.accumulator };
  }
  if (scope.mode === 'data') return dataVariable(tail, false);
  if (tail === '' && scope.visited) return unknownName(scope, path, 'current');
  return plainCell(tail, { ...scope, accumulator: null }, path);
}

/** A path into plain JSON; own properties only. */
function dataVariable(name: string, isOutside: boolean): Expression {
  const steps = name === '' ? [] : name.split('.');
  return {
    kind: 'any',
    run(_row, env) {
      let value: unknown = isOutside ? env.data : env.element;
      for (const step of steps) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return null;
        value = (value as Readonly<Record<string, unknown>>)[step];
      }
      return (value ?? null) as Value;
    },
  };
}

/** Names of columns that are blank. Names are literal. */
function missingNames(columns: readonly (readonly [string, Expression])[], least: number): Expression['run'] {
  return (row, env) => {
    const missing = columns.filter(([, expression]) => isMissing(expression.run(row, env)));
    return columns.length - missing.length >= least ? [] : missing.map(([name]) => name);
  };
}

const isMissing = (value: Value): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

const namesIn = (args: readonly unknown[]): readonly unknown[] =>
  args.length === 1 && Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args;

function compileNames(
  names: readonly unknown[],
  scope: Scope,
  path: string,
): readonly (readonly [string, Expression])[] {
  return names.flatMap((name, i) => {
    if (typeof name !== 'string' || name === '') {
      refuse(scope, `${path}/${i}`, 'var_path');
      return [];
    }
    return [[name, compileVariable(name, { ...scope, shielded: true }, `${path}/${i}`)] as const];
  });
}

const missing: RawOperator = {
  arity: [0, 1000],
  compileRaw(args, scope, path) {
    const columns = compileNames(namesIn(args), scope, path);
    return { kind: 'list', element: 'text', run: missingNames(columns, columns.length) };
  },
};

const missingSome: RawOperator = {
  arity: [2, 2],
  compileRaw(args, scope, path) {
    const [least, names] = args;
    if (typeof least !== 'number' || !Array.isArray(names)) return refuse(scope, path, 'var_path');
    return {
      kind: 'list',
      element: 'text',
      run: missingNames(compileNames(names, scope, `${path}/1`), least),
    };
  },
};

export const namingOperators: Readonly<Record<string, RawOperator>> = { missing, missing_some: missingSome };
