/** A workbook as it lies in its file, with nothing interpreted but numbers, texts and formats. */

export interface OpenedWorkbook {
  /** Days are counted from 1904-01-01, as old Excel for Mac did, and not from 1900. */
  readonly date1904: boolean;
  readonly sheets: readonly OpenedSheet[];
  /** What names of the workbook stand for, such as `'Списки'!$A$1:$A$9`; names are in lower case. */
  readonly names: ReadonlyMap<string, string>;
}

export interface OpenedSheet {
  readonly name: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
  /** Rows that hold values, by rising number. */
  readonly rows: readonly OpenedRow[];
  readonly merges: readonly CellRange[];
  readonly validations: readonly OpenedValidation[];
  /** Texts of notes by address, such as `C14`. */
  readonly notes: ReadonlyMap<string, string>;
}

export interface OpenedRow {
  /** As Excel shows it, from 1. */
  readonly number: number;
  /** Cells that hold a value, by rising column. */
  readonly cells: readonly OpenedCell[];
}

export interface OpenedCell {
  /** From 1: A is 1. */
  readonly column: number;
  /** Of a formula, the value that the last program to save it had computed. */
  readonly value: string | number | boolean;
  /** How a number is shown, where that changes what it means. */
  readonly format?: CellFormat;
  /** A text that stands for an error, such as `#N/A`, or for a formula that nobody has computed, such as `=A1+1`. */
  readonly isError?: true;
}

export type CellFormat =
  | { readonly kind: 'date'; readonly hasTime: boolean }
  | { readonly kind: 'time' }
  | { readonly kind: 'percent' }
  /** `000`: at least so many digits, with zeros before them. */
  | { readonly kind: 'zeros'; readonly digits: number };

/** Both ends included, from 1. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A drop-down list of cells. */
export interface OpenedValidation {
  readonly ranges: readonly CellRange[];
  readonly type: string;
  readonly formula: string;
}
