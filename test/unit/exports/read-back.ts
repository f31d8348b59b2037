import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import type { ExportFormat } from '../../../app/protocol/exports';
import { textsIn } from '../../support/exports';

/** Columns of the tables below, by their type. */
export type Types = Readonly<Record<string, 'text' | 'number' | 'date' | 'datetime' | 'boolean' | 'list'>>;
export type Plain = string | number | boolean | null;

/**
 * A table of an export as other programs read it, in plain values: days and instants as ISO texts, lists joined by `; `. `codes`
 * were asked for: CSV then has lists as JSON.
 */
export async function readTable(
  format: ExportFormat,
  bytes: Uint8Array,
  file: string,
  types: Types,
): Promise<readonly Readonly<Record<string, Plain>>[]> {
  const names = Object.keys(types);
  const plain = (rows: readonly Readonly<Record<string, unknown>>[], read: Reader) =>
    rows.map((row) =>
      Object.fromEntries(names.map((name) => [name, read(row[name] ?? null, types[name] ?? 'text')])),
    );
  switch (format) {
    case 'xlsx':
      return plain(await worksheetRows(bytes, names), fromWorkbook);
    case 'csv-ru':
      return plain(csvRows(textsIn(bytes).get(`${file}.csv`) ?? '', ';'), fromRussianCsv);
    case 'csv':
      return plain(csvRows(textsIn(bytes).get(`${file}.csv`) ?? '', ','), fromCsv);
    case 'jsonl':
      return plain(jsonRows(textsIn(bytes).get(`${file}.jsonl`) ?? ''), fromJson);
    case 'parquet': {
      const content = unzipSync(bytes)[`${file}.parquet`] ?? new Uint8Array();
      const rows = await parquetReadObjects({ file: content.slice().buffer });
      return plain(rows, fromParquet);
    }
  }
}

type Reader = (value: unknown, type: Types[string]) => Plain;

export const csvRows = (text: string, delimiter: string): Record<string, string>[] =>
  parse(text, { delimiter, columns: true, bom: true, record_delimiter: '\r\n' });

const jsonRows = (text: string): Record<string, unknown>[] =>
  text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Record<string, unknown>]));

async function worksheetRows(
  bytes: Uint8Array,
  names: readonly string[],
): Promise<Record<string, unknown>[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.slice().buffer);
  const rows: Record<string, unknown>[] = [];
  workbook.worksheets[0]?.eachRow((row, number) => {
    if (number === 1) return;
    rows.push(Object.fromEntries(names.map((name, i) => [name, row.getCell(i + 1).value])));
  });
  return rows;
}

const fromWorkbook: Reader = (value, type) => {
  if (value === null) return null;
  if (value instanceof Date) {
    if (type === 'date') return value.toISOString().slice(0, 10);
    // The wall clock of Moscow, to the second.
    return new Date(Math.round((value.getTime() - 3 * 3_600_000) / 1000) * 1000).toISOString();
  }
  if (type === 'boolean') return value === 'Да';
  // Unlike Excel, the library does not read the escapes of ECMA-376 (22.9.2.19).
  return typeof value === 'string' ? value.replaceAll('_x005F_', '_') : (value as Plain);
};

const fromRussianCsv: Reader = (value, type) => {
  const text = String(value);
  const [, day, month, year, clock] = /^(\d\d)\.(\d\d)\.(\d{4})(?: (.*))?$/.exec(text) ?? [];
  if (text !== '' && type === 'number') return Number(text.replace(',', '.'));
  if (year !== undefined && type === 'date') return `${year}-${month ?? ''}-${day ?? ''}`;
  if (type === 'datetime')
    return new Date(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${clock ?? ''}+03:00`).toISOString();
  return fromCsv(value, type);
};

const fromCsv: Reader = (value, type) => {
  const text = String(value);
  if (text === '') return null;
  if (type === 'number') return Number(text);
  if (type === 'boolean') return text === 'Да';
  return type === 'datetime' ? new Date(text).toISOString() : text;
};

const fromJson: Reader = (value, type) => {
  if (type === 'datetime') return new Date(String(value)).toISOString();
  return Array.isArray(value) ? value.join('; ') : (value as Plain);
};

const fromParquet: Reader = (value, type) => {
  if (value instanceof Date) return type === 'date' ? value.toISOString().slice(0, 10) : value.toISOString();
  if (typeof value === 'bigint') return Number(value);
  return Array.isArray(value) ? value.join('; ') : (value as Plain);
};
