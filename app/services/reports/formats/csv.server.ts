import { stringify } from 'csv-stringify/sync';
import {
  type ExportCell,
  type ExportColumn,
  type ExportValues,
  type FileKind,
  formatDate,
  isRaw,
  type Locale,
  PLAIN_CSV,
  plainNumber,
} from 'engine';
import type { PartSink } from 'engine/excel';
import type { Archive } from './archive.server';
import { guardFormulas } from './guard-formulas';
import type { FormatWriter, TableSink } from './types';

/** `ru`: as Russian Excel opens it: semicolons, a mark of UTF-8, decimal commas, days and times as Russians write them. */
export type CsvDialect = 'ru' | 'world';

interface CsvOptions {
  readonly dialect: CsvDialect;
  readonly values: ExportValues;
  readonly locale: Locale;
}

/** Files `<table>.csv`; headed by names of columns. */
export function csvWriter(archive: Archive, options: CsvOptions): FormatWriter {
  const { dialect, locale } = options;
  const open: FormatWriter['open'] = async ({ name, columns }) => {
    const part = await archive.open(`${name}.csv`);
    if (dialect === 'ru') await part.write('\ufeff');
    await part.write(lines([columns.map((column) => column.name)], dialect));
    return new CsvSink(part, columns, options);
  };
  const kind = fileKind(options);
  const russian = { date: 'dd.mm.yyyy', datetime: 'dd.mm.yyyy hh:mm:ss' };
  const world = { date: 'YYYY-MM-DD', datetime: 'YYYY-MM-DDThh:mm:ssZ' };
  const zone = locale === 'ru' ? 'время московское' : 'Moscow time';
  return {
    spelling: dialect === 'ru' ? { ...russian, datetime: `${russian.datetime}, ${zone}` } : world,
    kinds: { tables: kind, dictionary: kind },
    open,
    openDictionary: open,
    finish: () => Promise.resolve(),
  };
}

function fileKind({ dialect, values, locale }: CsvOptions): FileKind {
  const isRussian = dialect === 'ru';
  const [yes, no] = wordsOf(values, locale);
  return {
    ...PLAIN_CSV,
    ...(isRussian ? { encoding: 'utf-8-sig', dialect: { ...PLAIN_CSV.dialect, delimiter: ';' } } : {}),
    fields: {
      boolean: { trueValues: [yes], falseValues: [no] },
      ...(values === 'labels' ? { list: { type: 'string' } } : {}),
      ...(isRussian
        ? {
            number: { decimalChar: ',' },
            date: { format: '%d.%m.%Y' },
            datetime: { format: '%d.%m.%Y %H:%M:%S' },
          }
        : {}),
    },
    text: guardFormulas,
    ...(isRussian ? { date: formatDate } : {}),
  };
}

const wordsOf = (values: ExportValues, locale: Locale): readonly [string, string] => {
  if (values === 'codes') return ['true', 'false'];
  return locale === 'ru' ? ['Да', 'Нет'] : ['Yes', 'No'];
};

type Spelled = string | number | null;
type Spell = (cell: ExportCell) => Spelled;

class CsvSink implements TableSink {
  private readonly spells: readonly Spell[];

  constructor(
    private readonly part: PartSink,
    columns: readonly ExportColumn[],
    private readonly options: CsvOptions,
  ) {
    this.spells = columns.map((column) => spellOf(column, options));
  }

  async write(leads: readonly ExportCell[], rows: Parameters<TableSink['write']>[1]): Promise<void> {
    if (rows.length === 0) return;
    const ready = leads.map((cell, i) => this.spells[i]?.(cell) ?? null);
    const records = rows.map(({ cells }) => {
      const record = ready.slice();
      for (let i = 0; i < cells.length; i++) {
        record.push(this.spells[ready.length + i]?.(cells[i] ?? null) ?? null);
      }
      return record;
    });
    await this.part.write(lines(records, this.options.dialect));
  }

  end(): Promise<void> {
    return this.part.end();
  }
}

/** What does not fit into its column is blank here; it stands in a table of its own. */
function spellOf({ type }: ExportColumn, { dialect, values, locale }: CsvOptions): Spell {
  const [yes, no] = wordsOf(values, locale);
  const isRussian = dialect === 'ru';
  const text = (words: string): string => {
    if (isRussian && type === 'date') return formatDate(words);
    if (isRussian && type === 'datetime') return moscowClock(words);
    return words;
  };
  return (cell) => {
    if (cell === null || typeof cell === 'number') return cell;
    if (typeof cell === 'string') return text(cell);
    if (typeof cell === 'boolean') return cell ? yes : no;
    if (isRaw(cell)) return null;
    return values === 'codes' ? JSON.stringify(cell) : cell.join('; ');
  };
}

const MOSCOW_OFFSET_MS = 3 * 3_600_000;

/** `05.05.2023 12:45:00` for an ISO instant. */
function moscowClock(instant: string): string {
  const wall = new Date(Date.parse(instant) + MOSCOW_OFFSET_MS).toISOString();
  return `${formatDate(wall.slice(0, 10))} ${wall.slice(11, 19)}`;
}

const common = { record_delimiter: '\r\n', escape_formulas: true } as const;
const dialects = {
  ru: {
    ...common,
    delimiter: ';',
    cast: { string: guardFormulas, number: (value: number) => plainNumber(value).replace('.', ',') },
  },
  world: { ...common, delimiter: ',', cast: { string: guardFormulas, number: plainNumber } },
};

const lines = (records: readonly (readonly Spelled[])[], dialect: CsvDialect): string =>
  stringify([...records], dialects[dialect]);
