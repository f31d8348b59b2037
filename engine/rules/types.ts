import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import type { Code } from '../types';
import type { Num } from './decimal';

/** What a value is, known when the form is compiled. */
export type Kind = 'number' | 'text' | 'boolean' | 'date' | 'codes' | 'list' | 'rows' | 'blank';

export type Value = Num | string | boolean | null | readonly Value[] | readonly RowData[];

/** A row as rules see it: values by column index, blank where unreadable, not enabled or not in the list. */
export interface RowData {
  readonly id: string;
  readonly values: Value[];
}

/** Everything that logic can read. One object is reused for all evaluations of a validation. */
export interface Env {
  readonly form: CompiledForm;
  readonly rowsOf: (sheet: string) => readonly RowData[];
  readonly cellOf: (sheet: string, row: string, columnIndex: number) => Value;
  readonly previousRowsOf: (sheet: string) => readonly RowData[];
  readonly org: Readonly<Record<string, string | undefined>>;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  readonly today: string;
  /** The row being visited. */
  row: RowData | null;
  /** The row being judged, or a row of the group. */
  judged: RowData | null;
  /** The rows in scope: group or sheet. */
  rows: readonly RowData[];
  code: Code | null;
  accumulator: Value;
  /** Row visits left; evaluation stops with `WorkExceeded` at zero. */
  visits: number;
}

/** Typed logic, ready to run. */
export interface Expression {
  readonly kind: Kind;
  readonly run: (env: Env) => Value;
  /** Present where the value does not depend on anything. */
  readonly literal?: Value;
  /** For rows: whose rows they are. */
  readonly sheet?: CompiledSheet;
  /** The logic `{"var": column}` alone. */
  readonly column?: CompiledColumn;
}

export interface CompiledLogic extends Expression {
  /** Own cells read directly, outside row operators, `blank`, `coalesce` and `sum_filled`. */
  readonly reads: readonly CellRead[];
  /** All columns read anywhere, as `sheet.column`. */
  readonly dependencies: ReadonlySet<string>;
}

/** A cell of the judged row, or a given cell where the row is named. */
export interface CellRead {
  readonly column: CompiledColumn;
  readonly row?: string;
}

/** Thrown when the bound on row visits is passed; caught by the validation. */
export class WorkExceeded extends Error {}
