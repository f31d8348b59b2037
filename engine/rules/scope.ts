import type { CompiledColumn, CompiledSheet } from '../compile/types';
import type { CellRead, Expression, Kind } from './types';

export interface LogicProblem {
  readonly code: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Where logic stands: what its variables mean and where problems go. */
export interface Scope {
  readonly mode: 'row' | 'group' | 'sheet' | 'form' | 'code';
  /** The sheet whose row, group or rows are judged. */
  readonly own: CompiledSheet | null;
  /** The sheet of the row being visited, inside a row operator. */
  readonly visited: CompiledSheet | null;
  readonly groupBy: readonly CompiledColumn[];
  /** Replaces `$column`. */
  readonly column: string | null;
  /** Reads in here do not make a rule wait for filled cells. */
  readonly shielded: boolean;
  readonly accumulator: Kind | null;
  readonly shared: SharedScope;
}

/** What all scopes of one piece of logic share. */
export interface SharedScope {
  readonly sheets: ReadonlyMap<string, CompiledSheet>;
  readonly previousSheets: ReadonlyMap<string, CompiledSheet>;
  /** Kinds of attributes of the list that `filter` chooses from. */
  readonly attributes: ReadonlyMap<string, Kind>;
  readonly problems: LogicProblem[];
  readonly reads: CellRead[];
  readonly dependencies: Set<string>;
  nodes: number;
}

export const BLANK: Expression = { kind: 'blank', run: () => null, literal: null };

/** Notes a problem and stands in for the expression that cannot be. */
export function refuse(
  scope: Scope,
  path: string,
  code: string,
  params: Readonly<Record<string, string | number>> = {},
): Expression {
  scope.shared.problems.push({ code, path, params });
  return BLANK;
}

export function shield(scope: Scope): Scope {
  return scope.shielded ? scope : { ...scope, shielded: true };
}

export function visiting(scope: Scope, sheet: CompiledSheet): Scope {
  return { ...scope, visited: sheet, shielded: true };
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
