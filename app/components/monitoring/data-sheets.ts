/** One organisation's data as plain tables of words: made on the server, so that the page needs no engine. */
export interface DataSheet {
  readonly id: string;
  readonly title: string;
  /** Headings above the columns: neighbours with the same group stand under one. Null where no column has a group. */
  readonly groups: readonly { readonly title: string; readonly span: number }[] | null;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly DataRow[];
}

export interface DataColumn {
  readonly id: string;
  readonly title: string;
  /** Numbers stand at the right. */
  readonly isNumber: boolean;
}

export interface DataRow {
  readonly id: string;
  /** The row's own heading in sheets with given rows; null elsewhere. */
  readonly title: string | null;
  /** In the order of the columns; empty for blank. */
  readonly cells: readonly string[];
}
