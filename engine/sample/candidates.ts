import type { CompiledColumn, CompiledForm } from '../compile/types';
import type { CellValue } from '../types';
import { dayNumber, isIsoDate } from '../values/date';

/** Numbers and days that the rules of the form name, and their neighbours. */
export interface Literals {
  readonly numbers: readonly number[];
  readonly dates: readonly string[];
}

export function literalsOf({ definition }: CompiledForm): Literals {
  const numbers = new Set<number>([1, 0, 2, 5, 10]);
  const dates = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === 'number') for (const number of [part, part - 1, part + 1]) numbers.add(number);
    else if (typeof part === 'string') {
      if (isIsoDate(part)) for (const days of [0, -1, 1]) dates.add(dayAfter(part, days));
    } else if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit);
  };
  visit(definition.sheets);
  visit(definition.rules);
  return { numbers: [...numbers].slice(0, 60), dates: [...dates].slice(0, 60) };
}

/** The day so many days later, counted in cycles of 400 years that begin in March (H. Hinnant, `civil_from_days`). */
function dayAfter(day: string, days: number): string {
  const since = dayNumber(day) - dayNumber('1970-01-01') + days + 719_468;
  const cycle = Math.floor(since / 146_097);
  const inCycle = since - cycle * 146_097;
  const leaps = Math.floor(inCycle / 1460) - Math.floor(inCycle / 36_524) + Math.floor(inCycle / 146_096);
  const yearOfCycle = Math.floor((inCycle - leaps) / 365);
  const inYear = inCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const date = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
  const digits = (part: number, length: number): string => String(part).padStart(length, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(date, 2)}`;
}

const WORDS = ['Берёза', 'Рябина', 'Ольха', 'Сосна', 'Липа', 'Клён', 'Ива', 'Дуб'];

/** Values worth trying in a cell, the likeliest first; `place` makes rows differ. */
export function candidatesFor(
  column: CompiledColumn,
  { numbers, dates }: Literals,
  today: string,
  place: number,
): readonly CellValue[] {
  switch (column.type) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return [place + 1, ...numbers].filter((value) => within(column, value));
    case 'date': {
      const near = [0, 1, 2, 3, -1, 7].map((days) => dayAfter(today, days + place));
      const bounds = [column.min, column.max].filter((bound) => typeof bound === 'string');
      return [...near, ...bounds, ...dates].filter((value) => within(column, value));
    }
    case 'choice':
    case 'choices': {
      const codes = column.list?.codes ?? [];
      const turned = codes.map((_, at) => codes[(at + place) % codes.length]?.value ?? null);
      return column.type === 'choice' ? turned : turned.map((code) => (code === null ? null : [code]));
    }
    case 'text':
      return textsFor(column, place);
  }
}

function within({ min, max }: CompiledColumn, value: number | string): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function textsFor({ minLength = 0, maxLength = 1000 }: CompiledColumn, place: number): readonly string[] {
  const word = WORDS[place % WORDS.length] ?? '';
  const text = place < WORDS.length ? word : `${word} ${place + 1}`;
  const digits = String(place + 1).padStart(Math.max(minLength, 1), '1');
  return [text.padEnd(minLength, 'а'), digits].filter((value) => value.length <= maxLength);
}
