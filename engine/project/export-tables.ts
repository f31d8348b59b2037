import type { CompiledColumn, CompiledForm } from '../compile/types';
import { localize } from '../diagnostics/localize';
import type { Answers, CellValue, Locale } from '../types';
import { encodeCell } from '../values';
import { isRaw } from '../values/raw';
import { columnWidth } from './grid-model';

export type ExportKind = 'text' | 'number' | 'date';

export interface ExportColumn {
  /** Stable across versions of a form: the column's id. */
  readonly name: string;
  readonly heading: string;
  readonly group: string | null;
  readonly kind: ExportKind;
  /** Pixels. */
  readonly width: number;
}

export interface ExportTable {
  readonly sheet: string;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
  /** Rows of submitted answers: numbers as numbers, dates as `YYYY-MM-DD`, codes as labels, null for blank. */
  readonly rows: (answers: Answers) => readonly (readonly (string | number | null)[])[];
}

/** One table a sheet, with a leading column for the titles of given rows. */
export function toExportTables(form: CompiledForm, locale: Locale): readonly ExportTable[] {
  return form.sheets.map((sheet) => {
    const items = sheet.rows.kind === 'fixed' ? sheet.rows.items : [];
    const titles = new Map(items.map((item) => [item.id, localize(item.title, locale)]));
    const lead: readonly ExportColumn[] =
      items.length > 0
        ? [
            {
              name: '_row',
              heading: locale === 'ru' ? 'Строка' : 'Row',
              group: null,
              kind: 'text',
              width: 260,
            },
          ]
        : [];
    return {
      sheet: sheet.id,
      title: localize(sheet.title, locale),
      columns: [...lead, ...sheet.columns.map((column) => exportColumn(column, locale))],
      rows: (answers) =>
        (answers.sheets[sheet.id] ?? [])
          .filter((row) => row.removed !== true)
          .map((row) => [
            ...(lead.length > 0 ? [`${row.id} ${titles.get(row.id) ?? ''}`.trim()] : []),
            ...sheet.columns.map((column) => exportValue(row.cells[column.id], column, locale)),
          ]),
    };
  });
}

function exportColumn(column: CompiledColumn, locale: Locale): ExportColumn {
  const isNumber = column.type === 'integer' || column.type === 'number';
  return {
    name: column.id,
    heading: localize(column.title, locale),
    group: localize(column.group, locale) || null,
    kind: isNumber ? 'number' : column.type === 'date' ? 'date' : 'text',
    width: columnWidth(column),
  };
}

function exportValue(
  value: CellValue | undefined,
  column: CompiledColumn,
  locale: Locale,
): string | number | null {
  if (value === undefined || value === null) return null;
  if (isRaw(value)) return value.$raw;
  if (typeof value === 'number') return value;
  return column.type === 'date' && typeof value === 'string' ? value : encodeCell(value, column, locale);
}
