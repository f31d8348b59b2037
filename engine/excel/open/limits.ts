/** What a workbook may be. A file past a limit is refused before memory or time is spent on it. */
export const LIMITS = {
  /** Bytes of the file. */
  file: 32 * 1024 * 1024,
  /** Files inside it. */
  parts: 2000,
  /** Bytes of one part, unpacked. */
  part: 160 * 1024 * 1024,
  /** Bytes of all parts that are read, unpacked. */
  total: 256 * 1024 * 1024,
  /** Unpacked to packed, for parts above `ratioFrom`; sheets of repeated rows reach about 50. */
  ratio: 400,
  ratioFrom: 4 * 1024 * 1024,
  sheets: 200,
  /** Cells with a value, of all sheets. */
  cells: 1_500_000,
  /** Characters of all texts. */
  text: 64 * 1024 * 1024,
  /** Elements and pieces of text of one part. */
  depth: 64,
  merges: 100_000,
  validations: 10_000,
  notes: 50_000,
  names: 20_000,
  styles: 70_000,
} as const;

/** Rows and columns of a worksheet of Excel 2007 and later. */
export const EXCEL_ROWS = 1_048_576;
export const EXCEL_COLUMNS = 16_384;
