import { type ExportColumn, type ExportRow, type ExportTable, isRaw, type Locale, plainColumn } from 'engine';

const addressColumns = (locale: Locale): readonly ExportColumn[] => {
  const column = (name: string, ru: string, en: string): ExportColumn =>
    plainColumn(name, locale === 'ru' ? ru : en, 'text', { filled: true });
  return [
    column('_login', 'Логин', 'Login'),
    column('_sheet', 'Лист', 'Sheet'),
    column('_row', 'Строка', 'Row'),
    column('_column', 'Столбец', 'Column'),
  ];
};

const valueColumn = (locale: Locale, type: 'any' | 'text'): ExportColumn =>
  plainColumn('_value', locale === 'ru' ? 'Значение' : 'Value', type, { width: 280, filled: true });

/** A line a cell: whose, where, what. */
export const cellColumns = (locale: Locale): readonly ExportColumn[] => [
  ...addressColumns(locale),
  valueColumn(locale, 'any'),
];

/** Values that their columns cannot hold, as they were entered. */
export const lostColumns = (locale: Locale): readonly ExportColumn[] => [
  ...addressColumns(locale),
  valueColumn(locale, 'text'),
];

/** Filled cells as rows of row, column and value. What could not be read is a text here. */
export function cellRows(table: ExportTable, rows: readonly ExportRow[]): readonly ExportRow[] {
  return rows.flatMap(({ id, cells }) =>
    cells.flatMap((cell, i): readonly ExportRow[] => {
      const name = table.columns[i]?.name ?? '';
      if (cell === null || name === '_row') return [];
      return [{ id, cells: [id, name, isRaw(cell) ? cell.$raw : cell] }];
    }),
  );
}

/** Rows of sheet, row, column and text, for what stands in no column. */
export function lostRows(
  sheet: string,
  table: ExportTable,
  rows: readonly ExportRow[],
): readonly ExportRow[] {
  return rows.flatMap(({ id, cells }) =>
    cells.flatMap((cell, i): readonly ExportRow[] =>
      isRaw(cell) ? [{ id, cells: [sheet, id, table.columns[i]?.name ?? '', cell.$raw] }] : [],
    ),
  );
}
