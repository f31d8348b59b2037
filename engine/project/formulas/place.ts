import type { CompiledColumn, CompiledList } from '../../compile/types';
import type { Calculations, FormulaBook } from './book';
import type { Formula, FormulaKind, Verdict } from './types';

/** Where a piece of logic stands. */
export interface Place {
  readonly book: FormulaBook;
  /** The sheet whose row plain names mean; null where there is no row. */
  readonly visited: Calculations | null;
  /** The sheet whose row, group or whole is judged; null in rules of the form. */
  readonly judged: Calculations | null;
  /** `apart`: inside a row operator, where names of the judged row cannot be reached. */
  readonly mode: 'row' | 'group' | 'whole' | 'apart';
  /** Columns that are filled wherever this logic is asked, as `sheet.column`, or `sheet.column@row`. */
  readonly sure: ReadonlySet<string>;
  /** What `$column` stands for. */
  readonly column?: string;
  /** Keys of the group, in group rules. */
  readonly groupBy?: readonly CompiledColumn[];
  /** The code that a filter is asked about. */
  readonly code?: { readonly list: CompiledList; readonly cell: string };
}

/** Logic as values and verdicts. Handed on by the book, since operators over rows and cells translate logic in turn. */
export interface Translator {
  readonly value: (logic: unknown, place: Place, like?: FormulaKind) => Formula;
  readonly verdict: (logic: unknown, place: Place) => Verdict;
}
