/** Something that is wrong with a workbook, at a cell where it has one. */
export interface WorkbookMark {
  readonly worksheet: string;
  /** `C14`; null for what is about the whole worksheet. */
  readonly address: string | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}
