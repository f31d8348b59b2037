/** The only door of the workbook part. */
export type { ExportedSubmission } from './export-sheet';
export { type ExportOptions, writeExport } from './write-export';
