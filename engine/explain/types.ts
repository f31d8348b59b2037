/** What an explanation holds. Everything is read-only data, ready to be shown or sent. */
import type { CellAddress, CellValue, Edit } from '../types';

/** A cell that the judgement saw, and what it was worth to it: blank where unreadable or not enabled. */
export interface SeenCell {
  readonly address: CellAddress;
  /** The column's title, after the row's where the sheet gives its rows: `Всего – Чел.`. */
  readonly title: string;
  readonly value: CellValue;
  /** As people of the language write it; '' for blank. */
  readonly text: string;
}

/** A side of a comparison that was computed. */
export interface ComparedSide {
  readonly value: CellValue;
  readonly text: string;
  /** What the side is, in words, such as `сумма строк 02–05`; absent for literals. */
  readonly words?: string;
}

/** What was demanded: `filled` and `blank` are of the left side alone. */
export type ComparisonOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'near'
  | 'apart'
  | 'in'
  | 'not in'
  | 'starts with'
  | 'filled'
  | 'blank';

/** A demanded relation that does not hold. */
export interface Comparison {
  readonly left: ComparedSide;
  readonly operator: ComparisonOperator;
  readonly right?: ComparedSide;
  /** Of `near` and `apart`: how far apart the sides may be. */
  readonly tolerance?: ComparedSide;
  /** How things stand, such as `6 > 5`. */
  readonly fact: string;
}

/** Rows that an aggregate counted as one: rows with the same value, or all rows counted (value `null`). */
export interface SeenGroup {
  readonly value: CellValue;
  readonly text: string;
  readonly rows: readonly { readonly sheet: string; readonly row: string }[];
}

/** A change that was tried: after it the finding is gone, and no new error is there. */
export interface Fix {
  readonly edits: readonly Edit[];
  readonly message: string;
}

export interface Explanation {
  /** The whole of it in one or two sentences. */
  readonly message: string;
  readonly values: readonly SeenCell[];
  /** What failed; the first of several where any of them would do. */
  readonly comparison?: Comparison;
  /** Of `or`: the others of which each would do. */
  readonly otherComparisons?: readonly Comparison[];
  /** What the aggregates in the comparison saw. */
  readonly groups?: readonly SeenGroup[];
  /** The smallest change that would do, the first of `fixes`. */
  readonly fix?: Fix;
  /** At most three, the smallest first. */
  readonly fixes: readonly Fix[];
}
