import type { ValueType } from './types';

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const RUSSIAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

function isRealDay(year: number, month: number, day: number): boolean {
  const days = (DAYS[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  return year >= 1 && day >= 1 && day <= days;
}

/** `YYYY-MM-DD` of a day that exists. */
export function isIsoDate(text: string): boolean {
  const match = ISO.exec(text);
  return match !== null && isRealDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `05.05.2023`, `5.5.2023` or ISO as `YYYY-MM-DD`; undefined where there is no such day. */
export function readDate(typed: string): string | undefined {
  const text = typed.trim();
  if (isIsoDate(text)) return text;
  const match = RUSSIAN.exec(text);
  if (!match) return undefined;
  const [, day = '', month = '', year = ''] = match;
  if (!isRealDay(Number(year), Number(month), Number(day))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Days since 1970-01-01 of the proleptic Gregorian calendar (H. Hinnant, "chrono-compatible date algorithms"). */
export function dayNumber(iso: string): number {
  const month = Number(iso.slice(5, 7));
  const year = Number(iso.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(iso.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day of a day number: the inverse of `dayNumber` (same source). */
export function isoOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const text = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${text(year, 4)}-${text(month, 2)}-${text(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1, 2)}`;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(iso: string): number {
  return ((((dayNumber(iso) + 3) % 7) + 7) % 7) + 1;
}

/** `05.05.2023` for people of either language. */
export function formatDate(iso: string): string {
  return `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;
}

export const dateType: ValueType = {
  placeholder: 'date',
  decode: (typed) => readDate(typed) ?? { $raw: typed },
  fromJson: () => undefined,
  encode: (value) => (typeof value === 'string' ? formatDate(value) : ''),
  check(value, column) {
    if (typeof value !== 'string') return [];
    const min = typeof column.min === 'string' ? column.min : undefined;
    const max = typeof column.max === 'string' ? column.max : undefined;
    if ((min !== undefined && value < min) || (max !== undefined && value > max)) {
      return [{ code: 'range', params: { min: min ?? null, max: max ?? null } }];
    }
    return [];
  },
};
