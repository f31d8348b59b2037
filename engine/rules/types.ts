import type { CompiledColumn } from '../compile/types';
import type { Code } from '../types';
import type { Num } from './decimal';
import type { TallyBook, TallySource } from './tallies';

/**
 * What a value is, known when the form is compiled. `blank` is a literal null and fits anywhere; `any` is known only when
 * it is read (data of an earlier collection whose form is not at hand) and is then judged by what it turns out to be.
 */
export type Kind = 'number' | 'text' | 'boolean' | 'date' | 'codes' | 'list' | 'rows' | 'blank' | 'any';

/** Blank is `null`; dates are `YYYY-MM-DD`; codes and lists are arrays. */
export type Value = Num | string | boolean | null | readonly Value[];

/** A row as rules see it: values by column index, blank where unreadable, not enabled or not in the list. */
export interface RowData {
  readonly id: string;
  readonly values: readonly Value[];
}

/** Everything that logic can read. One object serves all evaluations of a validation. */
export interface Env {
  readonly rowsOf: (sheet: string) => readonly RowData[];
  readonly rowOf: (sheet: string, row: string) => RowData | undefined;
  /** Rows of an earlier collection, with values in the order of the names. */
  readonly previousRowsOf: (sheet: string, names: readonly PreviousName[]) => readonly RowData[];
  readonly org: Readonly<Record<string, string | undefined>>;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly today: string;
  /** The row being judged, or the first row of the group; an empty row in rules of sheets and forms. */
  judged: RowData;
  /** The rows in scope: of the group or of the sheet. */
  scope: readonly RowData[];
  code: Code | null;
  accumulator: Value;
  /** The element of a list being visited. */
  element: Value;
  /** What names mean in logic over plain JSON. */
  data: unknown;
  /** Values over rows that are the same whatever row is judged, by the closure that found them. */
  readonly memo: Map<Run, Value>;
  /** Told which rows are looked for by an equality, in live validations. */
  tracker: JoinTracker | null;
  /** Remembered aggregates, of live validations only. */
  tallies: TallyBook | null;
  /** Row visits left; evaluation stops with `WorkExceeded` below zero. */
  visits: number;
  /** Rows by the value of a column, for joins; by rows in scope, then column index. */
  joins: WeakMap<readonly RowData[], Map<number, JoinIndex>>;
}

/** Hears of a sheet, the position of one of its columns, and what the column must equal (`keyOf`). */
export type JoinTracker = (sheet: string, index: number, key: unknown) => void;
/** Stands for every row, whatever its column holds. */
export const ANY_KEY = Symbol('any key');

export interface JoinIndex {
  readonly byKey: Map<unknown, RowData[]>;
  /** Rows whose column is blank: equal to nothing, and not unequal either. */
  readonly blank: RowData[];
}

/** A column of an earlier collection; of unknown kind where the form has no such column. */
export interface PreviousName {
  readonly id: string;
  readonly column?: CompiledColumn;
}

export interface FoundColumn {
  readonly index: number;
  readonly kind: Kind;
  readonly column?: CompiledColumn;
}

/** Rows of one kind, as logic names them. */
export interface RowShape {
  readonly sheet: string;
  /** Whence the rows come: the rows in scope, any sheet, or an earlier collection. */
  readonly origin: 'scope' | 'far' | 'previous';
  /** The number of rows that bounds on work reckon with. */
  readonly size: number;
  readonly find: (column: string) => FoundColumn | undefined;
}

/** `row` is the row that plain names mean: the one being visited, else the one being judged. */
export type Run = (row: RowData, env: Env) => Value;
export type RunRows = (row: RowData, env: Env) => readonly RowData[];

/** Typed logic, ready to run. */
export interface Expression {
  readonly kind: Kind;
  readonly run: Run;
  /** Present where the value does not depend on anything. */
  readonly literal?: Value;
  /** Present where the kind is `rows`; `run` gives blank then. */
  readonly rows?: {
    readonly shape: RowShape;
    readonly run: RunRows;
    /** Only rows that an equality finds. */
    readonly joined?: boolean;
    /** Rows of a sheet or group, and conditions on each of them alone. */
    readonly tally?: TallySource;
  };
  /** The kind of a list's elements. */
  readonly element?: Kind;
  /** Literal elements of a list. */
  readonly literals?: readonly Expression[];
  /** The column whose values these are: for labels, and to know codes. */
  readonly column?: CompiledColumn;
  /** Set where the logic is a plain name: the position in `row.values`. */
  readonly index?: number;
  /** The operands of an equality or of `and`, where joins look for what to index. */
  readonly parts?: readonly Expression[];
}

export interface CompiledLogic extends Expression {
  /** Own cells read directly, outside row operators, `blank`, `coalesce` and `sum_filled`. */
  readonly reads: readonly CellRead[];
  /** Own cells read anywhere, `$row.…` inside row operators included. */
  readonly ownReads: readonly CellRead[];
  /** All columns read anywhere, as `sheet.column`. */
  readonly dependencies: ReadonlySet<string>;
  /** What is read of rows in scope, as `sheet.column`, or `sheet.*` where their number counts. */
  readonly scoped: ReadonlySet<string>;
  /** What is read of other rows, wherever they are, written likewise. */
  readonly far: ReadonlySet<string>;
  /** Of both: what is read of rows that an equality finds; a change of theirs concerns those who looked for them. */
  readonly joined: ReadonlySet<string>;
  /** Of both: what is read of all rows; a change concerns everybody. */
  readonly scanned: ReadonlySet<string>;
}

/** A cell of the judged row, or a given cell where the row is named. */
export interface CellRead {
  readonly column: CompiledColumn;
  readonly row?: string;
}

/** Thrown when the bound on row visits is passed; caught by the validation. */
export class WorkExceeded extends Error {}
