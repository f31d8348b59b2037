/** The only door of the workbook part. */
export type { ExportedSubmission } from './export/export-sheet';
export { type ExportOptions, writeExport } from './export/write-export';
