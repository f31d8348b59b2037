import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import type { CompiledForm } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import { toExportTables } from '../../project/export-tables';
import { textCell } from './cell-values';
import { EXCEL_ROWS, type ExportedSubmission, ExportSheet } from './export-sheet';
import { WorksheetNames } from '../../project/template/worksheet-names';

export interface ExportOptions {
  readonly locale: 'ru' | 'en';
  /** When the data were read; printed on the sheet «Сведения». */
  readonly snapshotAt: Date;
  /** Title of the collection; the form's title unless told. */
  readonly title?: string;
  /** Whose data they are, such as the name of a region. */
  readonly scope?: string;
  /** Called after every batch, and awaited: for progress, and for holding on to a job. Throwing stops the export. */
  readonly onBatch?: (progress: ExportProgress) => void | Promise<void>;
  /** Rows of a worksheet, headings included; Excel's limit unless told. */
  readonly rowsPerSheet?: number;
}

export interface ExportProgress {
  /** Passes over the data done and to do: one for each sheet of the form. */
  readonly pass: number;
  readonly passes: number;
  /** Submissions written in this pass. */
  readonly submissions: number;
}

export interface ExportSummary {
  readonly submissions: number;
  /** Rows of data by sheet id. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Streams submitted data into an .xlsx: one worksheet a sheet of the form, leading columns that say whose row it is, and
 * «Сведения» at the end. `submissions` is called once for each sheet and must give the same data every time (one snapshot);
 * so memory holds a batch and not the export. Ends `output`; destroys it and rejects where something fails.
 */
export async function writeExport(
  form: CompiledForm,
  submissions: () => AsyncIterable<readonly ExportedSubmission[]>,
  output: Writable,
  options: ExportOptions,
): Promise<ExportSummary> {
  const written = finished(output);
  // A failure is met where it is awaited, also when it comes first.
  written.catch(() => undefined);
  try {
    const summary = await writeWorkbook(form, submissions, output, options);
    await written;
    return summary;
  } catch (error) {
    output.destroy();
    throw error;
  }
}

async function writeWorkbook(
  form: CompiledForm,
  submissions: () => AsyncIterable<readonly ExportedSubmission[]>,
  output: Writable,
  options: ExportOptions,
): Promise<ExportSummary> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: 1 } },
  });
  const names = new WorksheetNames();
  const tables = toExportTables(form, options.locale);
  const rows: Record<string, number> = {};
  let count = 0;
  for (const [pass, table] of tables.entries()) {
    const sheet = new ExportSheet(workbook, table, names, {
      locale: options.locale,
      rowsPerSheet: options.rowsPerSheet ?? EXCEL_ROWS,
    });
    count = 0;
    for await (const batch of submissions()) {
      for (const submission of batch) await sheet.add(submission);
      count += batch.length;
      await options.onBatch?.({ pass, passes: tables.length, submissions: count });
      await drained(output);
    }
    sheet.close();
    rows[table.sheet] = sheet.rows;
  }
  const summary = { submissions: count, rows };
  writeInfo(workbook, names, form, options, summary);
  await Promise.race([workbook.commit(), finished(output)]);
  return summary;
}

/** Waits while the output is full; rejects where it has failed. */
async function drained(output: Writable): Promise<void> {
  if (output.errored) throw output.errored;
  if (!output.writableNeedDrain) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error): void => {
      output.off('drain', settle).off('error', settle).off('close', settle);
      if (error) reject(error);
      else resolve();
    };
    output.once('drain', settle).once('error', settle).once('close', settle);
  });
}

function writeInfo(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  names: WorksheetNames,
  form: CompiledForm,
  options: ExportOptions,
  summary: ExportSummary,
): void {
  const ru = options.locale === 'ru';
  const sheet = workbook.addWorksheet(names.take(ru ? 'Сведения' : 'About'));
  sheet.columns = [{ width: 34 }, { width: 70, style: { numFmt: '@', alignment: { wrapText: true } } }];
  const moment = `${new Intl.DateTimeFormat(options.locale, {
    timeZone: 'Europe/Moscow',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(options.snapshotAt)} ${ru ? 'МСК' : 'Moscow time'}`;
  const lines: readonly (readonly [string, string | number])[] = [
    [ru ? 'Сбор данных' : 'Collection', options.title ?? localize(form.title, options.locale)],
    [ru ? 'Форма' : 'Form', `${form.id}, ${ru ? 'версия' : 'version'} ${form.version}`],
    ...(options.scope === undefined ? [] : [[ru ? 'Чьи данные' : 'Scope', options.scope] as const]),
    [ru ? 'Данные на момент' : 'Data as of', moment],
    [ru ? 'Сдано отчётов' : 'Reports submitted', summary.submissions],
    ...form.sheets.map((one) => {
      const title = localize(one.title, options.locale);
      return [ru ? `Строк: ${title}` : `Rows: ${title}`, summary.rows[one.id] ?? 0] as const;
    }),
  ];
  for (const [name, value] of lines) {
    const row = sheet.addRow([textCell(name), typeof value === 'string' ? textCell(value) : value]);
    row.getCell(1).font = { bold: true };
    row.commit();
  }
  sheet.commit();
}
