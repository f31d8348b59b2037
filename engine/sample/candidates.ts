import type { CompiledColumn, CompiledForm } from '../compile/types';
import type { CellValue } from '../types';
import { dayNumber, isIsoDate, isoOfDay } from '../values/date';
import { textsFor } from './texts';

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

const dayAfter = (day: string, days: number): string => isoOfDay(dayNumber(day) + days);

/**
 * Values worth trying in a cell, the likeliest first; `place` makes rows differ. `offered` are the values of a list that is
 * taken from another sheet.
 */
export function candidatesFor(
  column: CompiledColumn,
  { numbers, dates }: Literals,
  today: string,
  place: number,
  offered: readonly string[] = [],
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
      const codes = column.list?.codes.map(({ value }) => value) ?? offered;
      const turned = codes.map((_, at) => codes[(at + place) % codes.length] ?? null);
      return column.type === 'choice' ? turned : turned.map((code) => (code === null ? null : [code]));
    }
    case 'text':
      return textsFor(column, place);
  }
}

function within({ min, max }: CompiledColumn, value: number | string): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}
