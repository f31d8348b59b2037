import type { ExportCell, ExportRow, FileKind, Spelling, WrittenTable } from 'engine';

/** One table on its way into a file. */
export interface TableSink {
  /** Rows that have the same first cells: `leads` stand before the cells of each. */
  write(leads: readonly ExportCell[], rows: readonly ExportRow[]): Promise<void>;
  end(): Promise<void>;
}

/** One file format: where the tables of an export go. Several tables are open at a time. */
export interface FormatWriter {
  /** How times stand in the files, for the dictionary. */
  readonly spelling: Spelling;
  /** What the files of tables are, and what that of the dictionary is; null where they are worksheets of one file. */
  readonly kinds: { readonly tables: FileKind; readonly dictionary: FileKind } | null;
  open(table: WrittenTable): Promise<TableSink>;
  /** The table that describes the columns. */
  openDictionary(table: WrittenTable): Promise<TableSink>;
  /** After all tables have ended: what the file says of itself, title and lines. */
  finish(title: string, facts: readonly (readonly [string, string | number])[]): Promise<void>;
}
