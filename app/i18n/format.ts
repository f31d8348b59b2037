import type { TFunction } from 'i18next';
import type { Locale } from 'engine';

const noBreakSpace = '\u00a0';
const moscowZone = 'Europe/Moscow';

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** Words and figures of one language. All instants are ISO 8601 strings; Moscow time unless a zone is given. */
export interface Formatter {
  /** «27 апреля 2023» */
  date(instant: string, timeZone?: string): string;
  /** «27 апреля 2023, 12:00» */
  dateTime(instant: string, timeZone?: string): string;
  /** «27 апреля 2023, 12:00 МСК» */
  dateTimeMoscow(instant: string): string;
  /** «27.04.2023 12:00» */
  dateTimeShort(instant: string, timeZone?: string): string;
  /** «27 апреля 2023, 12:00 – 29 мая 2023, 11:00» */
  interval(from: string, to: string, timeZone?: string): string;
  /** «МСК+2» for a zone two hours ahead of Moscow at that instant; null where the clocks agree. */
  zoneBesideMoscow(instant: string, timeZone: string): string | null;
  /** «1,4 МБ»; 1 КБ is 1024 bytes. */
  fileSize(bytes: number): string;
  /** «12 345» */
  integer(value: number): string;
  /** «12,5 %»; of a hundred, to one decimal, never 100 before all is done. */
  percent(value: number): string;
}

/** The formatter of a language. The same output in Node and in every browser, so that pages hydrate without differences. */
export function createFormatter(locale: Locale, t: TFunction): Formatter {
  const decimalSign = locale === 'ru' ? ',' : '.';
  const group = locale === 'ru' ? noBreakSpace : ',';

  const date = (instant: string, timeZone = moscowZone) => {
    const { day, month, year } = partsIn(instant, timeZone);
    return [day, monthName(t, month), year].join(noBreakSpace);
  };
  const dateTime = (instant: string, timeZone = moscowZone) => {
    const { hour, minute } = partsIn(instant, timeZone);
    return `${date(instant, timeZone)}, ${two(hour)}:${two(minute)}`;
  };
  return {
    date,
    dateTime,
    dateTimeMoscow: (instant) => `${dateTime(instant)}${noBreakSpace}${t('moscow')}`,
    dateTimeShort: (instant, timeZone = moscowZone) => {
      const { day, month, year, hour, minute } = partsIn(instant, timeZone);
      return `${two(day)}.${two(month)}.${year}${noBreakSpace}${two(hour)}:${two(minute)}`;
    },
    interval: (from, to, timeZone) => `${dateTime(from, timeZone)}${noBreakSpace}– ${dateTime(to, timeZone)}`,
    zoneBesideMoscow: (instant, timeZone) => {
      const minutes = offsetMinutes(instant, timeZone) - offsetMinutes(instant, moscowZone);
      if (minutes === 0) return null;
      const hours = Math.floor(Math.abs(minutes) / 60);
      const rest = Math.abs(minutes) % 60;
      return `${t('moscow')}${minutes > 0 ? '+' : '−'}${hours}${rest === 0 ? '' : `:${two(rest)}`}`;
    },
    fileSize: (bytes) => fileSize(bytes, decimalSign, t),
    percent: (value) => {
      const tenths = value < 100 ? Math.min(999, Math.round(value * 10)) : Math.round(value * 10);
      return `${String(tenths / 10).replace('.', decimalSign)}${noBreakSpace}%`;
    },
    integer: (value) => String(value).replace(/\B(?=(\d{3})+$)/g, group),
  };
}

const two = (value: number) => String(value).padStart(2, '0');

function monthName(t: TFunction, month: number): string {
  const keys = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12'] as const;
  const key = keys[month - 1];
  if (!key) throw new RangeError(`no month ${month}`);
  return t(`months.${key}`);
}

const partFormats = new Map<string, Intl.DateTimeFormat>();

/** Calendar and clock of a zone. `Intl` words differ between browsers, its numbers do not. */
function partsIn(instant: string, timeZone: string): Parts {
  let format = partFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    partFormats.set(timeZone, format);
  }
  const found = new Map(
    format.formatToParts(new Date(instant)).map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? NaN;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  };
}

function offsetMinutes(instant: string, timeZone: string): number {
  const { year, month, day, hour, minute } = partsIn(instant, timeZone);
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  return Math.round((wall - Math.floor(Date.parse(instant) / 60_000) * 60_000) / 60_000);
}

function fileSize(bytes: number, decimalSign: string, t: TFunction): string {
  const units = ['b', 'kb', 'mb', 'gb'] as const;
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const unit = units[step] ?? 'b';
  const value = bytes / 1024 ** step;
  const digits = step === 0 || value >= 10 ? 0 : 1;
  const figure = value.toFixed(digits).replace(/\.0$/, '').replace('.', decimalSign);
  return `${figure}${noBreakSpace}${t(`bytes.${unit}`)}`;
}
