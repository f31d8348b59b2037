/** What reviewers say, at the places of a form: words for cells, rows and columns. Another object when anything changes. */
export interface PlaceMarks {
  readonly ofCell: (sheet: string, row: string, column: string) => string | null;
  readonly ofRow: (sheet: string, row: string) => string | null;
  /** By column; null where there is nothing, else the same map each time. */
  readonly ofColumns: (sheet: string) => ReadonlyMap<string, string> | null;
}
