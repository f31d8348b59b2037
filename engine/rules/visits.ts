/** Walks over rows, and joins: rows whose column equals something are found by an index, not by a scan. */
import { isNum, numberKey } from './decimal';
import type { CompileLogic } from './operator';
import { noteWalk, type Scope, visiting } from './scope';
import {
  ANY_KEY,
  type Env,
  type Expression,
  type JoinIndex,
  type RowData,
  type RowShape,
  type Run,
  type RunRows,
  type Value,
  WorkExceeded,
} from './types';

/** Takes row visits from what is left. */
export function spend(env: Pick<Env, 'visits'>, visits: number): void {
  env.visits -= visits;
  if (env.visits < 0) throw new WorkExceeded();
}

/** Rows, and what is asked of each. */
export interface Visit {
  readonly shape: RowShape;
  readonly rows: RunRows;
  readonly test: Expression;
  readonly join: Join | null;
  /** Only rows that an equality finds are visited, here or before. */
  readonly isJoined: boolean;
}

interface Join {
  /** Position of the column of the visited rows. */
  readonly index: number;
  /** What it must equal: reads nothing of the visited row. */
  readonly other: Run;
  /** The condition is the equality alone. */
  readonly isWhole: boolean;
}

/** Compiles a condition asked of each row; an equality in it becomes a join. */
export function compileVisit(
  rows: NonNullable<Expression['rows']>,
  logic: unknown,
  scope: Scope,
  path: string,
  compile: CompileLogic,
): Visit {
  const { shape, run } = rows;
  const equality = findEquality(logic, shape);
  const isJoined = equality !== null || rows.joined === true;
  const { outerReads, unitReads } = scope.shared;
  const test = compile(logic, visiting(scope, shape, equality ? 1 : shape.size, isJoined), path);
  const join = equality && joinOf(equality, shape, test);
  // What is looked for differs from unit to unit; else the value is remembered, and nobody is seen looking.
  const isLookedFor =
    join !== null && scope.shared.outerReads > outerReads && scope.shared.unitReads > unitReads;
  const isFound = isLookedFor || rows.joined === true;
  noteWalk(scope, shape, isFound);
  // It seemed to be such a join and is none: what was taken for found by it is read of all rows.
  if (equality && !isLookedFor) for (const name of scope.shared.joined) scope.shared.scanned.add(name);
  return { shape, rows: run, test, join, isJoined: isFound };
}

function joinOf(equality: Equality, shape: RowShape, test: Expression): Join | null {
  const found = shape.find(equality.column);
  const whole = equality.steps.reduce<Expression | undefined>((part, step) => part?.parts?.[step], test);
  const other = whole?.parts?.[equality.side];
  // Values of unknown kind may be equal in ways that the index does not know.
  if (!found || !other || found.kind !== other.kind) return null;
  return { index: found.index, other: other.run, isWhole: equality.steps.length === 0 };
}

interface Equality {
  readonly column: string;
  /** The way to the equality through the operands of `and`. */
  readonly steps: readonly number[];
  /** Which operand the column must equal. */
  readonly side: 0 | 1;
}

/** `column == something that does not depend on the visited row`, alone or as a part of `and`. */
function findEquality(logic: unknown, shape: RowShape): Equality | null {
  const [name, args] = operationOf(logic);
  if (name === 'and') {
    for (const [i, part] of args.entries()) {
      const found = findEquality(part, shape);
      if (found) return { ...found, steps: [i, ...found.steps] };
    }
    return null;
  }
  if ((name !== '==' && name !== '===') || args.length !== 2) return null;
  for (const side of [1, 0] as const) {
    const [operator, operands] = operationOf(args[1 - side]);
    const [column] = operands;
    const isColumn = operator === 'var' && operands.length === 1 && typeof column === 'string';
    if (isColumn && shape.find(column) && !readsVisited(args[side])) return { column, steps: [], side };
  }
  return null;
}

/** Name and operands of an operation. */
function operationOf(logic: unknown): readonly [string, readonly unknown[]] {
  if (typeof logic !== 'object' || logic === null || Array.isArray(logic)) return ['', []];
  const [entry] = Object.entries(logic);
  if (!entry) return ['', []];
  return [entry[0], Array.isArray(entry[1]) ? entry[1] : [entry[1]]];
}

/** Whether logic may read the visited row: it names something that does not begin with `$`. */
function readsVisited(logic: unknown): boolean {
  if (typeof logic !== 'object' || logic === null) return false;
  if (Array.isArray(logic)) return logic.some(readsVisited);
  return Object.entries(logic).some(([name, operand]) => {
    if (name === 'cell') return false;
    if (name !== 'var') return readsVisited(operand);
    const [path] = Array.isArray(operand) ? (operand as readonly unknown[]) : [operand];
    return typeof path !== 'string' || !path.startsWith('$');
  });
}

export const keyOf = (value: Value): unknown =>
  isNum(value) ? numberKey(value) : Array.isArray(value) ? JSON.stringify(value) : value;

function joinIndex(rows: readonly RowData[], index: number, env: Env): JoinIndex {
  const byColumn = env.joins.get(rows) ?? new Map<number, JoinIndex>();
  env.joins.set(rows, byColumn);
  const known = byColumn.get(index);
  if (known) return known;
  spend(env, rows.length);
  const byKey = new Map<unknown, RowData[]>();
  const blank: RowData[] = [];
  for (const row of rows) {
    const value = row.values[index] ?? null;
    if (value === null) {
      blank.push(row);
      continue;
    }
    const key = keyOf(value);
    const others = byKey.get(key);
    if (others) others.push(row);
    else byKey.set(key, [row]);
  }
  const built = { byKey, blank };
  byColumn.set(index, built);
  return built;
}

const NO_ROWS: readonly RowData[] = [];
/** Too few rows to be worth an index. */
const FEW = 4;

/** The rows for which the condition can be true, in order; of the others it is false or blank. */
export function candidates(visit: Visit, row: RowData, env: Env): readonly RowData[] {
  const rows = visit.rows(row, env);
  if (!visit.join || (rows.length <= FEW && !env.tracker)) return rows;
  const key = visit.join.other(row, env);
  if (key !== null) env.tracker?.(visit.shape.sheet, visit.join.index, keyOf(key));
  if (rows.length <= FEW) return rows;
  return key === null ? NO_ROWS : (joinIndex(rows, visit.join.index, env).byKey.get(keyOf(key)) ?? NO_ROWS);
}

/**
 * The rows that decide whether the condition is true of some row, and whether it is blank of some: all others make it
 * false.
 */
export function deciding(visit: Visit, row: RowData, env: Env): readonly (readonly RowData[])[] {
  const rows = visit.rows(row, env);
  if (!visit.join || (rows.length <= FEW && !env.tracker)) return [rows];
  const key = visit.join.other(row, env);
  const { index: column } = visit.join;
  env.tracker?.(visit.shape.sheet, column, key === null ? ANY_KEY : keyOf(key));
  if (key !== null) env.tracker?.(visit.shape.sheet, column, null);
  if (rows.length <= FEW) return [rows];
  if (key === null) return [visit.join.isWhole ? rows.slice(0, 1) : rows];
  const index = joinIndex(rows, visit.join.index, env);
  const blank = visit.join.isWhole ? index.blank.slice(0, 1) : index.blank;
  return [index.byKey.get(keyOf(key)) ?? NO_ROWS, blank];
}
