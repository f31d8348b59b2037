import type { CompiledColumn, CompiledSheet } from '../compile/types';
import type { Witness } from '../types';
import type { CellRead, Expression, FoundColumn, Kind, PreviousName, RowShape } from './types';

export interface LogicProblem {
  readonly code: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly witness?: Witness;
}

/** Where logic stands: what its variables mean and where problems go. */
export interface Scope {
  /** `data` is logic over plain JSON, without a form. */
  readonly mode: 'row' | 'group' | 'sheet' | 'form' | 'code' | 'data';
  /** The sheet whose row, group or rows are judged. */
  readonly own: CompiledSheet | null;
  /** The row being visited, inside a row operator. */
  readonly visited: RowShape | null;
  /** The kind of the list's element being visited. */
  readonly element: Kind | null;
  readonly groupBy: readonly CompiledColumn[];
  /** Replaces `$column`. */
  readonly column: string | null;
  /** The rows being visited are those that an equality finds. */
  readonly isJoined?: boolean;
  /** Reads in here do not make a rule wait for filled cells. */
  readonly shielded: boolean;
  readonly accumulator: Kind | null;
  /** Operations around this one. */
  readonly depth: number;
  /** How often this place is evaluated at most in one validation. */
  readonly factor: number;
  readonly shared: SharedScope;
}

/** What all scopes of one piece of logic share. */
export interface SharedScope extends NameSpace {
  readonly reads: CellRead[];
  readonly ownReads: CellRead[];
  readonly dependencies: Set<string>;
  readonly scoped: Set<string>;
  readonly far: Set<string>;
  readonly joined: Set<string>;
  readonly scanned: Set<string>;
  nodes: number;
  /** Reads of what differs from unit to unit: the judged row or group, a code, an accumulator. */
  unitReads: number;
  /** Reads of anything but the row being visited and what never changes. */
  outerReads: number;
  /** Row visits of all evaluations together, at most. */
  work: number;
}

/** The names of a form. */
export interface NameSpace {
  readonly sheets: ReadonlyMap<string, CompiledSheet>;
  readonly previous: PreviousSheets;
  /** Kinds of attributes of the list that `filter` chooses from; null where its codes are not at hand. */
  readonly attributes: ReadonlyMap<string, Kind> | null;
  readonly problems: LogicProblem[];
}

export const BLANK: Expression = { kind: 'blank', run: () => null, literal: null };
/** Stands for what was refused, so that one mistake is said once. */
const REFUSED: Expression = { kind: 'any', run: () => null };

/** Notes a problem and stands in for the expression that cannot be. */
export function refuse(
  scope: Scope,
  path: string,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): Expression {
  scope.shared.problems.push({ code, path, params });
  return REFUSED;
}

export function shield(scope: Scope): Scope {
  return scope.shielded ? scope : { ...scope, shielded: true };
}

/** The scope of what a row operator asks of each row. */
export function visiting(scope: Scope, shape: RowShape, visits: number, isJoined = false): Scope {
  const factor = scope.factor * visits;
  scope.shared.work += factor;
  return { ...scope, visited: shape, isJoined, element: null, shielded: true, factor };
}

/** The scope of what is asked of each element of a list. */
export function visitingElements(scope: Scope, element: Kind): Scope {
  return { ...scope, visited: null, element, shielded: true };
}

export function noteOwnRead(scope: Scope, read: CellRead): void {
  scope.shared.outerReads++;
  if (read.row === undefined) scope.shared.unitReads++;
  scope.shared.ownReads.push(read);
  if (!scope.shielded) scope.shared.reads.push(read);
}

/** Notes that something is read that differs from unit to unit. */
export function noteUnitRead(scope: Scope): void {
  scope.shared.unitReads++;
  scope.shared.outerReads++;
}

/** Notes that a column of rows is read, or (`*`) that the rows are. */
export function noteRowsRead(scope: Scope, shape: RowShape, column: string): void {
  if (column === '*') scope.shared.outerReads++;
  if (shape.origin === 'previous') return;
  const name = `${shape.sheet}.${column}`;
  (shape.origin === 'scope' ? scope.shared.scoped : scope.shared.far).add(name);
  if (column === '*') return;
  scope.shared.dependencies.add(name);
  (scope.isJoined ? scope.shared.joined : scope.shared.scanned).add(name);
}

/** Notes that an operator walks over rows: over all of them, or over those that an equality finds. */
export function noteWalk(scope: Scope, shape: RowShape, isJoined: boolean): void {
  if (shape.origin === 'previous') return;
  (isJoined ? scope.shared.joined : scope.shared.scanned).add(`${shape.sheet}.*`);
}

const KINDS: Readonly<Record<CompiledColumn['type'], Kind>> = {
  text: 'text',
  integer: 'number',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'text',
  choices: 'codes',
};

export const kindOfColumn = (column: CompiledColumn): Kind => KINDS[column.type];

/** The rows of a sheet that bounds on work reckon with. */
export const sizeOf = (sheet: CompiledSheet): number =>
  sheet.rows.kind === 'open' ? sheet.rows.expected : sheet.rows.items.length;

/** The rows of a sheet of the form. */
export function shapeOf(sheet: CompiledSheet, origin: 'scope' | 'far'): RowShape {
  return {
    sheet: sheet.id,
    origin,
    size: sizeOf(sheet),
    find: (id) => {
      const column = sheet.columnById.get(id);
      return column && { index: column.index, kind: kindOfColumn(column), column };
    },
  };
}

const PREVIOUS_ROWS = 1000;

/** A sheet of an earlier collection: columns that the form shares have a kind, others are what they turn out to be. */
export interface PreviousShape extends RowShape {
  /** Names asked for so far, by index. */
  readonly names: readonly PreviousName[];
}

export type PreviousSheets = (sheet: string) => PreviousShape | undefined;

/** `typed`: the earlier collection used this very form, so that its names are known. */
export function previousShapes(sheets: ReadonlyMap<string, CompiledSheet>, typed: boolean): PreviousSheets {
  const known = new Map<string, PreviousShape>();
  return (id) => {
    const sheet = typed ? sheets.get(id) : undefined;
    if (typed && !sheet) return undefined;
    let shape = known.get(id);
    if (!shape) {
      shape = previousShape(id, sheet);
      known.set(id, shape);
    }
    return shape;
  };
}

function previousShape(id: string, sheet: CompiledSheet | undefined): PreviousShape {
  const names: PreviousName[] = [];
  return {
    sheet: id,
    origin: 'previous',
    size: PREVIOUS_ROWS,
    names,
    find(name): FoundColumn | undefined {
      const column = sheet?.columnById.get(name);
      if (sheet && !column) return undefined;
      let index = names.findIndex((other) => other.id === name);
      if (index < 0) index = names.push(column ? { id: name, column } : { id: name }) - 1;
      return column ? { index, kind: kindOfColumn(column), column } : { index, kind: 'any' };
    },
  };
}
