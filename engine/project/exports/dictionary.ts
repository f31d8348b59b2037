import type { ColumnTypeName } from '../../compile/types';
import { plural } from '../../diagnostics/plural';
import type { Locale } from '../../types';
import { plainColumn } from './lead-columns';
import type { ExportColumn, ExportRow, ExportType } from './types';

/** A table of an export as it is written: the columns are all that it has. */
export interface WrittenTable {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ExportColumn[];
}

/** How times and dates stand in the files. */
export interface Spelling {
  readonly date: string;
  readonly datetime: string;
}

export const dictionaryColumns = (locale: Locale): readonly ExportColumn[] => {
  const word = (ru: string, en: string): string => (locale === 'ru' ? ru : en);
  return [
    plainColumn('sheet', word('Лист', 'Sheet'), 'text', { filled: true }),
    plainColumn('column', word('Столбец', 'Column'), 'text', { width: 160, filled: true }),
    plainColumn('heading', word('Заголовок', 'Heading'), 'text', { width: 320 }),
    plainColumn('type', word('Тип', 'Type'), 'text', { width: 170, filled: true }),
    plainColumn('format', word('Формат', 'Format'), 'text', { width: 220 }),
    plainColumn('description', word('Пояснение', 'Description'), 'text', { width: 320 }),
    plainColumn('until_version', word('До версии формы', 'Up to version'), 'integer'),
    plainColumn('code', word('Код', 'Code'), 'text', { width: 120 }),
    plainColumn('label', word('Значение кода', 'Label'), 'text', { width: 320 }),
  ];
};

/** A line for each column, followed by one for each code that its cells may hold. */
export function dictionaryRows(
  tables: readonly WrittenTable[],
  spelling: Spelling,
  locale: Locale,
): readonly ExportRow[] {
  return tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const named = [table.name, column.name, headingOf(column), wordFor(column, locale)];
      const about = [formatOf(column, spelling, locale), column.description, column.until ?? null];
      return [
        { id: '', cells: [...named, ...about, null, null] },
        ...column.codes.map(({ code, label }) => ({
          id: '',
          cells: [...named, null, null, null, code, label],
        })),
      ];
    }),
  );
}

/** With the group that it stands in. */
export const headingOf = ({ group, heading }: ExportColumn): string =>
  group === null ? heading : `${group}: ${heading}`;

const COLUMN_WORDS: Readonly<Record<ColumnTypeName, Readonly<Record<Locale, string>>>> = {
  text: { ru: 'текст', en: 'text' },
  integer: { ru: 'целое число', en: 'whole number' },
  number: { ru: 'число', en: 'number' },
  date: { ru: 'дата', en: 'date' },
  boolean: { ru: 'да или нет', en: 'yes or no' },
  choice: { ru: 'выбор из списка', en: 'one of a list' },
  choices: { ru: 'несколько из списка', en: 'several of a list' },
};

const OTHER_WORDS: Readonly<Record<ExportType, Readonly<Record<Locale, string>>>> = {
  text: COLUMN_WORDS.text,
  integer: COLUMN_WORDS.integer,
  number: COLUMN_WORDS.number,
  date: COLUMN_WORDS.date,
  boolean: COLUMN_WORDS.boolean,
  list: COLUMN_WORDS.choices,
  datetime: { ru: 'дата и время', en: 'date and time' },
  any: { ru: 'значение своего столбца', en: 'value of its column' },
};

const wordFor = ({ source, type }: ExportColumn, locale: Locale): string =>
  (source ? COLUMN_WORDS[source.type] : OTHER_WORDS[type])[locale];

function formatOf({ type, source }: ExportColumn, spelling: Spelling, locale: Locale): string | null {
  if (type === 'date') return spelling.date;
  if (type === 'datetime') return spelling.datetime;
  const digits = source?.type === 'number' ? source.fractionDigits : undefined;
  if (digits !== undefined) {
    const words = plural(digits, locale, ['знак', 'знака', 'знаков'], ['digit', 'digits']);
    return `${digits} ${words} ${locale === 'ru' ? 'после запятой' : 'after the point'}`;
  }
  return source?.format ?? null;
}
