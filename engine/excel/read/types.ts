import type { Cells } from '../../types';
import type { FoundIdentity } from '../template/identity';

/** What a workbook says, in the terms of a form. */
export interface ReadWorkbook {
  /** Whose workbook it says it is; absent in workbooks that were not made from a form. */
  readonly identity?: FoundIdentity;
  readonly sheets: readonly ReadSheet[];
  /** Worksheets that hold data and were taken for no sheet of the form. */
  readonly leftOut: readonly string[];
}

/** A sheet of the form as it was found. */
export interface ReadSheet {
  readonly sheet: string;
  /** Name of the worksheet. */
  readonly worksheet: string;
  readonly columns: readonly ReadColumn[];
  /** Headings of the worksheet's columns that hold data and were taken for no column of the form. */
  readonly unknown: readonly { readonly letter: string; readonly heading: string }[];
  readonly rows: readonly ReadRow[];
  /** Rows of totals under somebody's own table: they are no data. */
  readonly totals: readonly number[];
  /** Rows far beyond what the sheet takes, which were counted only. */
  readonly beyond: number;
}

export interface ReadColumn {
  readonly column: string;
  /** `C`. */
  readonly letter: string;
  /** The heading with its group, as headings are compared. */
  readonly heading: string;
  /** By its hidden id, by its heading, or as people said. */
  readonly by: 'id' | 'heading' | 'mapping';
}

export interface ReadRow {
  /** Of the row in the answers; null where the workbook does not say. */
  readonly id: string | null;
  /** As Excel shows it, from 1. */
  readonly number: number;
  /** Of all columns that were found: canonical, `{"$raw"}` where unreadable, null where blank. */
  readonly cells: Cells;
}

/** Which worksheet and columns people took for which; letters by column id. */
export interface SheetMapping {
  readonly worksheet: string;
  /** Row of the headings, from 1: data begin below it. */
  readonly headingRow: number;
  readonly columns: Readonly<Record<string, string>>;
}

/** By sheet id; null for a sheet that is not in the workbook. */
export type WorkbookMapping = Readonly<Record<string, SheetMapping | null>>;

/** What people called columns and worksheets before, as `plainHeading` spells it, by sheet id. */
export type WorkbookAliases = Readonly<
  Record<
    string,
    { readonly worksheets: readonly string[]; readonly columns: Readonly<Record<string, string>> }
  >
>;

export interface ReadOptions {
  readonly mapping?: WorkbookMapping | undefined;
  readonly aliases?: WorkbookAliases | undefined;
}
