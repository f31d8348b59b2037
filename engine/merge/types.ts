import type { Answers, Cells, CellValue, Edit } from '../types';

/** Rows of one sheet that came from a file. */
export interface IncomingSheet {
  readonly sheet: string;
  /** Columns that the file has; all others stay as they are. */
  readonly columns: readonly string[];
  readonly rows: readonly IncomingRow[];
}

export interface IncomingRow {
  /** As the file says; null where it does not. */
  readonly id: string | null;
  /** Place in the file, as people count it there. */
  readonly number: number;
  /** Canonical, `{"$raw"}` where unreadable, null where blank. */
  readonly cells: Cells;
}

export interface MergeOptions {
  /**
   * `merge` takes what was changed in the file, and where that is not known (no `base`) what is filled in it; `replace` takes
   * every cell of the file, blank ones too.
   */
  readonly mode: 'merge' | 'replace';
  /** The answers that the file was made from: what is the same there was not changed in the file. */
  readonly base?: Answers;
  /** Where the draft was changed since the file was made, and the file too: the draft stays unless the file is to win. */
  readonly fileWins?: boolean;
  /** Rows of the draft that the file lacks go. */
  readonly removeAbsent: boolean;
  readonly newRowId: () => string;
}

export interface ChangedCell {
  readonly column: string;
  readonly before: CellValue;
  readonly after: CellValue;
  /** Somebody else changed the cell in the draft since the file was made. */
  readonly isConflict?: true;
}

export interface MergedRow {
  /** Of the row in the answers after the merge. */
  readonly row: string;
  /** Place in the file. */
  readonly number: number;
}

export interface SheetMerge {
  readonly sheet: string;
  readonly added: readonly (MergedRow & { readonly cells: Cells })[];
  readonly changed: readonly (MergedRow & { readonly cells: readonly ChangedCell[] })[];
  /** Cells that were changed in the file and, since it was made, in the draft; among `changed` only where the file wins. */
  readonly conflicts: readonly (MergedRow & { readonly cells: readonly ChangedCell[] })[];
  /** Rows of the draft that the file lacks; they go only where that was asked for. */
  readonly absent: readonly string[];
  /** Rows of the file that are in the draft as they are. */
  readonly same: number;
  /** Places in the file of rows for which the sheet has no room. */
  readonly noRoom: readonly number[];
  /** Cells of the file that nobody may change and that differ: they are passed over. */
  readonly locked: number;
  /** Rows that were removed from the draft since the file was made, and not changed in the file: they stay away. */
  readonly gone: number;
}

/** What a file would do to a draft. */
export interface MergePlan {
  readonly sheets: readonly SheetMerge[];
  /** One step: the edits that do it. */
  readonly edits: readonly Edit[];
  /** Place in the file of every row of the draft that is in it, by sheet and row. */
  readonly places: ReadonlyMap<string, ReadonlyMap<string, number>>;
}
