/** A workbook made from a form, as plain data: everything that is decided, nothing of the library that writes it. */
import type { Locale } from '../../types';
import type { CalculationCell, CalculationColumn } from '../formulas/types';

export interface TemplateModel {
  readonly locale: Locale;
  readonly title: string;
  readonly sheets: readonly TemplateSheet[];
  /** Names of the workbook, and what they stand for. */
  readonly names: readonly { readonly name: string; readonly refersTo: string }[];
  readonly lists: TemplateLists;
  readonly calculations: readonly TemplateCalculations[];
  readonly checks: TemplateChecks;
}

/** What a cell of the workbook holds; days as numbers of the 1900 system. */
export type TemplateValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'day'; readonly iso: string }
  | { readonly kind: 'formula'; readonly formula: string; readonly shown: string | number | null };

export type NumberFormat = 'text' | 'general' | 'integer' | 'date' | { readonly fractionDigits: number };

export interface TemplateColumn {
  readonly id: string;
  /** `C`. */
  readonly letter: string;
  readonly heading: string;
  readonly group: string | null;
  /** What people should know of the column: its hint, what it expects, whether it is computed. */
  readonly note: string | null;
  /** Pixels. */
  readonly width: number;
  readonly format: NumberFormat;
  readonly isNumber: boolean;
  readonly required: 'always' | 'sometimes' | 'never';
  /** Nobody is to change any of its cells. */
  readonly locked: boolean;
  readonly validation: TemplateValidation | null;
}

/** What a program for spreadsheets itself refuses, and what it says. */
export interface TemplateValidation {
  readonly rule:
    | { readonly kind: 'list'; readonly formula: string }
    | {
        readonly kind: 'whole' | 'decimal' | 'date';
        readonly min: number | null;
        readonly max: number | null;
      }
    | { readonly kind: 'length'; readonly min: number | null; readonly max: number | null }
    /** Nothing is refused: there is only the prompt. */
    | { readonly kind: 'any' };
  readonly prompt: string | null;
  readonly error: string;
}

export interface TemplateCell {
  readonly value: TemplateValue | null;
  /** Nobody is to change it, though its column may be changed. */
  readonly locked?: true;
  readonly note?: string;
}

export interface TemplateRow {
  /** Of the row in the answers; null for a row that is still to come. */
  readonly id: string | null;
  /** The title of a given row. */
  readonly title: string | null;
  readonly cells: readonly TemplateCell[];
}

export interface TemplateSheet {
  readonly id: string;
  /** Name of the worksheet. */
  readonly name: string;
  readonly title: string;
  readonly hint: string | null;
  readonly isOpen: boolean;
  /** Column B holds the titles of given rows. */
  readonly hasRowTitles: boolean;
  readonly columns: readonly TemplateColumn[];
  readonly groupRow: number | null;
  readonly headingRow: number;
  readonly firstRow: number;
  /** The last row that may be filled. */
  readonly lastRow: number;
  readonly rows: readonly TemplateRow[];
  readonly highlights: readonly TemplateHighlight[];
  /** The column in which the workbook says what is wrong with a row; its formula is the same in all `remarkRows`. */
  readonly remarks: { readonly letter: string; readonly heading: string; readonly formula: string } | null;
  /** The last row whose cells are calculated. */
  readonly calculatedTo: number;
}

/** Cells that change their look where a formula holds. */
export interface TemplateHighlight {
  readonly look: 'error' | 'warning' | 'missing' | 'disabled';
  /** `C6:C505`. */
  readonly range: string;
  /** Written for the first cell of the range. */
  readonly formula: string;
}

/** The hidden worksheet of lists: blocks of columns side by side, each with a heading. */
export interface TemplateLists {
  readonly name: string;
  readonly columns: readonly {
    readonly heading: string;
    readonly texts: readonly (string | number | boolean | null)[];
  }[];
}

/** A hidden worksheet of calculations; rows lie beside those of its sheet. */
export interface TemplateCalculations {
  readonly name: string;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly CalculationColumn[];
  readonly cells: readonly CalculationCell[];
}

export interface TemplateCheck {
  readonly kind: 'rule' | 'required' | 'values' | 'key' | 'rows';
  readonly rule: string | null;
  readonly sheet: string | null;
  /** The worksheet of the sheet. */
  readonly sheetName: string | null;
  readonly severity: 'error' | 'warning';
  readonly text: string;
  /** Null where it can only be checked on upload. */
  readonly count: string | null;
  readonly firstRow: string | null;
}

/** The worksheet that says what is wrong now. */
export interface TemplateChecks {
  readonly name: string;
  readonly checks: readonly TemplateCheck[];
  /** Formula for the number of rows below those that are calculated. */
  readonly uncounted: readonly {
    readonly sheetName: string;
    readonly lastRow: number;
    readonly formula: string;
  }[];
  /** The cell with the present day. */
  readonly today: string;
}
