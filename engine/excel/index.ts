/** The only door of the workbook part. */
export type { ExportedSubmission } from './export-sheet';
export { type ExportOptions, type ExportProgress, type ExportSummary, writeExport } from './write-export';
