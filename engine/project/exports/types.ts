/** Submitted data as tables of typed cells, whatever file they end in. */
import type { CompiledColumn } from '../../compile/types';
import type { Answers, RawValue } from '../../types';

/** `any`: the values of columns of different types, below each other. Dates are `YYYY-MM-DD`, times ISO 8601 in UTC. */
export type ExportType = 'text' | 'integer' | 'number' | 'date' | 'datetime' | 'boolean' | 'list' | 'any';

/** What the column's type holds, null for blank, or `{"$raw"}`: text that the type cannot hold. */
export type ExportCell = string | number | boolean | readonly string[] | null | RawValue;

export type ExportValues = 'labels' | 'codes';

export interface ExportColumn {
  /** Stable across versions of a form: the column's id. Names that begin with `_` are not columns of the form. */
  readonly name: string;
  readonly heading: string;
  readonly group: string | null;
  readonly type: ExportType;
  /** Pixels. */
  readonly width: number;
  readonly description: string;
  /** What its cells may hold, where that is a list; codes of former versions stand at the end. */
  readonly codes: readonly { readonly code: string; readonly label: string }[];
  /** The column of the last version that has it. */
  readonly source?: CompiledColumn;
  /** The last version that has the column, where that is not the newest. */
  readonly until?: number;
  /** Never blank, also where the form says nothing of it. */
  readonly filled?: true;
}

export interface ExportRow {
  /** Of the answers: given rows by their ids. */
  readonly id: string;
  /** One for each column. */
  readonly cells: readonly ExportCell[];
}

export interface ExportTable {
  /** The sheet's id, in the newest version that has it. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  /** The last version that has the sheet, where that is not the newest. */
  readonly until?: number;
  /** Rows of answers to a version of the form. Throws where the tables were not made for that version. */
  readonly rows: (answers: Answers, version: number) => readonly ExportRow[];
}
