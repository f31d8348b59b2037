import type { ExportFormat } from '~/protocol/exports';

/** Of the file of a report: every export but a workbook is a zip. */
export function fileEnding(report: {
  readonly kind: 'collection_export' | 'downloads';
  readonly format: ExportFormat;
}): 'xlsx' | 'zip' | 'csv' {
  if (report.kind === 'downloads') return 'csv';
  return report.format === 'xlsx' ? 'xlsx' : 'zip';
}

export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  csv: 'text/csv; charset=utf-8',
} as const;
