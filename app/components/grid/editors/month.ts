/** Days of a month as a calendar shows them. Dates are `YYYY-MM-DD` and have no zone. Pure. */
import { isIsoDate, weekday } from 'engine';

const two = (value: number): string => String(value).padStart(2, '0');
const isoOf = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;

export interface Month {
  readonly year: number;
  /** From 1. */
  readonly month: number;
}

export const monthOf = (date: string): Month => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
});

/** A month later or earlier. */
export function shiftMonth({ year, month }: Month, delta: number): Month {
  const count = year * 12 + month - 1 + delta;
  return { year: Math.floor(count / 12), month: (count % 12) + 1 };
}

const daysIn = ({ year, month }: Month): number =>
  [31, 30, 29, 28].find((day) => isIsoDate(isoOf(year, month, day))) ?? 28;

/** Weeks from Monday to Sunday; `null` for places before and after the month. */
export function weeksOf(month: Month): (string | null)[][] {
  const before = weekday(isoOf(month.year, month.month, 1)) - 1;
  const days = daysIn(month);
  return Array.from({ length: Math.ceil((before + days) / 7) }, (_week, week) =>
    Array.from({ length: 7 }, (_day, place) => {
      const day = week * 7 + place - before + 1;
      return day >= 1 && day <= days ? isoOf(month.year, month.month, day) : null;
    }),
  );
}

/** A date some days later or earlier. */
export function shiftDays(date: string, delta: number): string {
  const { year, month } = monthOf(date);
  const day = Number(date.slice(8, 10)) + delta;
  if (day < 1) {
    const previous = shiftMonth({ year, month }, -1);
    return shiftDays(isoOf(previous.year, previous.month, daysIn(previous)), day);
  }
  const days = daysIn({ year, month });
  if (day <= days) return isoOf(year, month, day);
  const next = shiftMonth({ year, month }, 1);
  return shiftDays(isoOf(next.year, next.month, 1), day - days - 1);
}

/** The same day some months later or earlier, or the last one of a shorter month. */
export function shiftMonths(date: string, delta: number): string {
  const target = shiftMonth(monthOf(date), delta);
  return isoOf(target.year, target.month, Math.min(Number(date.slice(8, 10)), daysIn(target)));
}

/** The nearest date within bounds that may be open. */
export function clampDate(date: string, min: string | null, max: string | null): string {
  if (min !== null && date < min) return min;
  return max !== null && date > max ? max : date;
}
