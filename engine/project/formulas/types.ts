/** Logic as formulas of a spreadsheet, and the worksheets of calculations that carry them. */
import type { CompiledColumn } from '../../compile/types';

export type FormulaKind = 'number' | 'date' | 'text' | 'boolean' | 'codes';

/** An expression. Blank is an error that spreads (`#N/A`), so that any operation on it is blank too. */
export interface Formula {
  readonly text: string;
  readonly kind: FormulaKind;
  /** Never blank. */
  readonly sure: boolean;
  /** A whole number, so that comparing it needs no rounding. */
  readonly whole?: boolean;
  /** The column whose values these are. */
  readonly column?: CompiledColumn;
  /** A reference to one cell that is empty text where the value is blank. */
  readonly cell?: string;
}

/** A verdict: an expression that is 1, 0 or, where blank, 0.5, and never an error. */
export type Verdict = string;

/** Logic that no formula carries; it is checked when the workbook is uploaded. */
export class NotAFormula extends Error {}

/** Stands for the number of the row in formulas that are the same in every row. */
export const ROW = '\u0001';

/** Longer formulas are refused by Excel. */
export const LONGEST_FORMULA = 8192;

/** A column of a worksheet of calculations. */
export interface CalculationColumn {
  /** `F`. */
  readonly letter: string;
  /** Without the leading `=`; `ROW` stands for the row's number. One for all rows, or one a row. */
  readonly formulas: readonly string[];
}

/** One cell of a worksheet of calculations that does not belong to a row. */
export interface CalculationCell {
  readonly address: string;
  readonly formula: string;
}
