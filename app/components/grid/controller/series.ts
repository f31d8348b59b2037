/**
 * What the fill handle writes behind a run of cells: the series that two or more of them begin, or the run again and
 * again. Pure. As in a spreadsheet, but that a series is continued only where the step is the same throughout.
 */
import type { CellValue } from 'engine';
import { isIsoDate } from 'engine';
import { monthOf, shiftMonths } from '../editors/month';

/** The value `place` cells behind the first of the run; negative before it. */
type Series = (place: number) => CellValue;

/** Digits behind the point, so that 0.1 + 0.2 stays 0.3; infinite for numbers written with an exponent. */
function digitsOf(value: number): number {
  const text = String(value);
  if (text.includes('e')) return Number.POSITIVE_INFINITY;
  return text.split('.')[1]?.length ?? 0;
}

/** The one difference between neighbours, or null. */
function stepOf(values: readonly number[], digits: number): number | null {
  const differences = values.slice(1).map((value, index) => value - (values[index] ?? 0));
  const [step = 0] = differences.map((difference) => Number(difference.toFixed(digits)));
  return differences.every((difference) => Number(difference.toFixed(digits)) === step) ? step : null;
}

function numberSeries(run: readonly CellValue[]): Series | null {
  const numbers = run.filter((value) => typeof value === 'number');
  const digits = numbers.reduce((most, value) => Math.max(most, digitsOf(value)), 0);
  if (numbers.length < run.length || digits > 15) return null;
  const step = stepOf(numbers, digits);
  const [first = 0] = numbers;
  return step === null ? null : (place) => Number((first + step * place).toFixed(digits));
}

const DAY_MS = 86_400_000;
const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
/** Null before year 0 and behind year 9999. */
function dateOf(day: number): string | null {
  const date = new Date(day * DAY_MS);
  return Number.isNaN(date.getTime()) ? null : readable(date.toISOString().slice(0, 10));
}
const readable = (date: string): string | null => (isIsoDate(date) ? date : null);
const monthNumber = (date: string): number => monthOf(date).year * 12 + monthOf(date).month;

/** By months where the day stays, else by days. */
function dateSeries(run: readonly CellValue[]): Series | null {
  const dates = run.filter((value): value is string => typeof value === 'string' && isIsoDate(value));
  if (dates.length < run.length) return null;
  const [first = ''] = dates;
  const months = stepOf(dates.map(monthNumber), 0);
  const isMonthly =
    months !== null &&
    months !== 0 &&
    dates.every((date, index) => date === shiftMonths(first, months * index));
  const days = isMonthly ? null : stepOf(dates.map(dayNumber), 0);
  if (!isMonthly && days === null) return null;
  return isMonthly
    ? (place) => readable(shiftMonths(first, months * place))
    : (place) => dateOf(dayNumber(first) + (days ?? 0) * place);
}

/** «Группа 1», «Группа 2»: the number at the end goes on, with as many digits. */
function labelSeries(run: readonly CellValue[]): Series | null {
  const parts = run.map((value) => (typeof value === 'string' ? /^(.*?)(\d{1,15})$/su.exec(value) : null));
  const [first] = parts;
  if (!first || parts.some((part) => part?.[1] !== first[1])) return null;
  const step = stepOf(
    parts.map((part) => Number(part?.[2])),
    0,
  );
  if (step === null) return null;
  const width = first[2]?.startsWith('0') ? first[2].length : 1;
  return (place) => {
    const number = Number(first[2]) + step * place;
    return number < 0 ? null : `${first[1] ?? ''}${String(number).padStart(width, '0')}`;
  };
}

export type SeriesKind = 'number' | 'date' | 'text' | 'other';

const makers: Readonly<Record<SeriesKind, (run: readonly CellValue[]) => Series | null>> = {
  number: numberSeries,
  date: dateSeries,
  text: labelSeries,
  other: () => null,
};

const remainder = (place: number, count: number): number => ((place % count) + count) % count;

/** Continues a run of cells in both directions; place 0 is its first cell. One cell alone is copied. */
export function continued(run: readonly CellValue[], kind: SeriesKind): Series {
  const series = run.length > 1 ? makers[kind](run) : null;
  return series ?? ((place) => run[remainder(place, run.length)] ?? null);
}
