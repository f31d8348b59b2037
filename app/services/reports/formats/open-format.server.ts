import type { ExportValues, Locale } from 'engine';
import type { ExportFormat } from '~/protocol/exports';
import type { Archive } from './archive.server';
import { csvWriter } from './csv.server';
import { jsonLinesWriter } from './json-lines.server';
import { parquetWriter } from './parquet.server';
import type { FormatWriter } from './types';
import { workbookFormat } from './workbook.server';

interface FormatOptions {
  readonly values: ExportValues;
  readonly locale: Locale;
  readonly rowsPerSheet?: number;
}

/** The one place that knows which writer a format has. */
export function openFormat(format: ExportFormat, archive: Archive, options: FormatOptions): FormatWriter {
  switch (format) {
    case 'xlsx':
      return workbookFormat(archive, options);
    case 'csv-ru':
      return csvWriter(archive, { ...options, dialect: 'ru' });
    case 'csv':
      return csvWriter(archive, { ...options, dialect: 'world' });
    case 'jsonl':
      return jsonLinesWriter(archive, options);
    case 'parquet':
      return parquetWriter(archive, options);
  }
}
