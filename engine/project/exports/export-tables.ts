import type { CompiledForm } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import type { Answers, CellValue, Locale } from '../../types';
import { isIsoDate } from '../../values/date';
import { plainNumber } from '../../values/number';
import { isRaw } from '../../values/raw';
import { columnWidth } from '../grid-model';
import {
  type ColumnLine,
  type ColumnWay,
  followVersions,
  isList,
  type SheetWay,
  type TableLine,
} from './follow-versions';
import type { ExportCell, ExportColumn, ExportRow, ExportTable, ExportType, ExportValues } from './types';

interface ExportView {
  readonly locale: Locale;
  /** What choices and given rows are written as. */
  readonly values: ExportValues;
}

/**
 * One table a sheet, for answers to any of the versions given (oldest first, one at least, each following the one before).
 * Sheets, columns, rows and codes that were renamed are one; those that only older versions have stand at the end.
 */
export function toExportTables(forms: readonly CompiledForm[], view: ExportView): readonly ExportTable[] {
  const { tables, ways, newest } = followVersions(forms);
  return tables.map((line) => {
    const readers = new Map(
      [...ways].map(([version, sheets]) => {
        const found = [...sheets].find(([, { table }]) => table === line);
        return [version, found ? rowReader(found[0], found[1], view) : NO_ROWS] as const;
      }),
    );
    return {
      name: line.name,
      title: localize(line.sheet.title, view.locale),
      columns: columnsOf(line, newest, view),
      ...(line.version === newest ? {} : { until: line.version }),
      rows: (answers, version) => {
        const reader = readers.get(version);
        if (!reader) throw new Error(`no tables for version ${version} of the form`);
        return reader(answers);
      },
    };
  });
}

type RowReader = (answers: Answers) => readonly ExportRow[];

const NO_ROWS: RowReader = () => [];

function rowReader(sheet: string, { table, columns, row }: SheetWay, view: ExportView): RowReader {
  const lead = table.rowTitles.size > 0 ? 1 : 0;
  const width = lead + table.columns.length;
  const cells = [...columns].map(([id, way]) => ({
    id,
    at: lead + table.columns.indexOf(way.line),
    read: cellReader(way, view),
  }));
  return (answers) =>
    (answers.sheets[sheet] ?? []).flatMap((one) => {
      if (one.removed === true) return [];
      const id = row(one.id);
      const values = new Array<ExportCell>(width).fill(null);
      if (lead === 1) values[0] = rowName(id, table, view);
      for (const { id: column, at, read } of cells) {
        const value = one.cells[column];
        if (value !== undefined && value !== null) values[at] = read(value);
      }
      return [{ id, cells: values }];
    });
}

function rowName(id: string, { rowTitles }: TableLine, { locale, values }: ExportView): string {
  const title = values === 'codes' ? '' : localize(rowTitles.get(id) ?? '', locale);
  return title === '' ? id : `${id} ${title}`;
}

function columnsOf(line: TableLine, newest: number, view: ExportView): readonly ExportColumn[] {
  const columns = line.columns.map((one) => columnOf(one, newest, view.locale));
  if (line.rowTitles.size === 0) return columns;
  const lead: ExportColumn = {
    name: '_row',
    heading: view.locale === 'ru' ? 'Строка' : 'Row',
    group: null,
    type: 'text',
    width: 260,
    description: '',
    codes: [...line.rowTitles].map(([id]) => ({
      code: id,
      label: rowName(id, line, { ...view, values: 'labels' }),
    })),
    filled: true,
  };
  return [lead, ...columns];
}

function columnOf(
  { name, column, version, codes }: ColumnLine,
  newest: number,
  locale: Locale,
): ExportColumn {
  return {
    name,
    heading: localize(column.title, locale),
    group: localize(column.group, locale) || null,
    type: TYPES[column.type],
    width: columnWidth(column),
    description: localize(column.hint, locale),
    codes: [...codes].map(([code, label]) => ({ code, label: localize(label, locale) })),
    source: column,
    ...(version === newest ? {} : { until: version }),
  };
}

const TYPES = {
  text: 'text',
  integer: 'integer',
  number: 'number',
  date: 'date',
  boolean: 'boolean',
  choice: 'text',
  choices: 'list',
} as const satisfies Record<string, ExportType>;

type CellReader = (value: CellValue) => ExportCell;

function cellReader({ line, carry }: ColumnWay, view: ExportView): CellReader {
  const read = typeReader(line, view);
  if (!carry) return read;
  return (value) => {
    const carried = carry(value);
    return carried === null ? null : read(carried);
  };
}

function typeReader({ column, codes }: ColumnLine, { locale, values }: ExportView): CellReader {
  const labels = new Map([...codes].map(([code, label]) => [code, localize(label, locale)]));
  const spell = values === 'codes' ? (code: string) => code : (code: string) => labels.get(code) ?? code;
  switch (TYPES[column.type]) {
    case 'text':
      return (value) => (typeof value === 'string' ? spell(value) : plainText(value));
    case 'list':
      return (value) => (isList(value) ? listOf(value, spell) : [spell(plainText(value))]);
    case 'integer':
      return (value) => (Number.isSafeInteger(value) ? value : misfit(value));
    case 'number':
      return (value) => (typeof value === 'number' ? value : misfit(value));
    case 'date':
      return (value) => (typeof value === 'string' && isIsoDate(value) ? value : misfit(value));
    case 'boolean':
      return (value) => (typeof value === 'boolean' ? value : misfit(value));
  }
}

const listOf = (value: readonly string[], spell: (code: string) => string): ExportCell =>
  value.length === 0 ? null : value.map(spell);

const misfit = (value: CellValue): ExportCell => (value === null ? null : { $raw: plainText(value) });

/** Any value as text: what was typed, digits, a word. */
function plainText(value: CellValue): string {
  if (isRaw(value)) return value.$raw;
  if (typeof value === 'number') return plainNumber(value);
  return isList(value) ? value.join('; ') : String(value);
}
