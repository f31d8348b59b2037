/**
 * Workbooks between the filling page and the server. Types only.
 * GET /lk/collections/:collectionId/workbook gives the form as a workbook; POST …/workbook/read and …/workbook/marked take a form
 * with `file`, `submissionId`, and `mapping` or `marks` as JSON.
 */
import type { Answers, IncomingSheet } from 'engine';

/** What a workbook says of one sheet of the form. */
export interface WorkbookSheet extends IncomingSheet {
  /** Name of the worksheet. */
  readonly worksheet: string;
  /** Letters of the worksheet's columns by column id. */
  readonly letters: Readonly<Record<string, string>>;
  readonly by: 'id' | 'heading' | 'mapping';
  /** Columns that hold data and were taken for none of the form. */
  readonly unknown: readonly { readonly letter: string; readonly heading: string }[];
  /** Rows of totals, which are no data. */
  readonly totals: readonly number[];
  /** Rows far beyond what the sheet takes, which were counted only. */
  readonly beyond: number;
}

/** The upper part of a worksheet, for people who say which column is which. */
export interface WorksheetOutline {
  readonly name: string;
  readonly rows: number;
  readonly letters: readonly string[];
  readonly top: readonly { readonly number: number; readonly texts: readonly string[] }[];
}

/** Which worksheet and columns people take for which; null for a sheet that the file does not have. */
export type SheetMapping = {
  readonly worksheet: string;
  /** Row of the headings, from 1. */
  readonly headingRow: number;
  /** Letters by column id. */
  readonly columns: Readonly<Record<string, string>>;
} | null;
export type WorkbookMapping = Readonly<Record<string, SheetMapping>>;

export interface WorkbookReadReply {
  readonly outcome: 'workbook_read';
  /**
   * `own`: made for this collection and organisation; `other_collection`: for another collection of the same form;
   * `foreign`: not made from a form at all.
   */
  readonly standing: 'own' | 'other_collection' | 'foreign';
  /** Version of the form that the file was made from, where it is an older one; its answers were carried over. */
  readonly olderVersion: number | null;
  /** Values that found no place in the newer form. */
  readonly lost: number;
  /** What the file says of itself was changed by somebody. */
  readonly isTouched: boolean;
  readonly sheets: readonly WorkbookSheet[];
  /** Worksheets with data that were taken for no sheet. */
  readonly leftOut: readonly string[];
  readonly outline: readonly WorksheetOutline[];
  /** The answers that the file was made from, where they are known. */
  readonly base: Answers | null;
}

/** The file is not taken; the message says what is wrong and what to do. */
export interface WorkbookRefusedReply {
  readonly outcome: 'workbook_refused';
  readonly reason: string;
  readonly message: string;
}

export interface WorkbookMark {
  readonly worksheet: string;
  readonly address: string | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}
