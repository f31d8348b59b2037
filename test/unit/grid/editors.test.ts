import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterOptions, shownCode } from '../../../app/components/grid/editors/filter-options';
import {
  clampDate,
  monthOf,
  shiftDays,
  shiftMonth,
  shiftMonths,
  weeksOf,
} from '../../../app/components/grid/editors/month';

const options = [
  { value: '38.02.01', label: '38.02.01 Экономика и бухгалтерский учёт' },
  { value: '38.02.07', label: '38.02.07 Банковское дело' },
  { value: 'math', label: 'Математика' },
  { value: 'meta', label: 'Метапредмет' },
  { value: '007', label: 'Код семь' },
];
const found = (text: string): string[] => filterOptions(options, text).map((option) => option.value);

describe('[A24] typing in a list filters it', () => {
  it.each([
    ['', ['38.02.01', '38.02.07', 'math', 'meta', '007']],
    ['38.02', ['38.02.01', '38.02.07']],
    ['МАТЕМ', ['math']],
    ['учет', ['38.02.01']],
    ['мате', ['math']],
    ['банк дел', ['38.02.07']],
    ['007', ['007']],
    ['ика', ['38.02.01', 'math']],
    ['химия', []],
  ])('«%s»', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('an exact code stands before labels that hold it', () => {
    const list = [
      { value: '10', label: 'Школа 1' },
      { value: '1', label: 'Школа 10' },
    ];
    expect(filterOptions(list, '1').map((option) => option.value)).toEqual(['1', '10']);
  });

  it('shows codes that people know, and not those that only the form knows', () => {
    expect(options.map(shownCode)).toEqual([null, null, null, null, '007']);
  });
});

describe('[A24] the calendar', () => {
  it('begins weeks on Monday', () => {
    const weeks = weeksOf({ year: 2026, month: 3 });
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-03-01']);
    expect(weeks.at(-1)).toEqual(['2026-03-30', '2026-03-31', null, null, null, null, null]);
    expect(weeks.flat().filter((day) => day !== null)).toHaveLength(31);
  });

  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-29', 1, '2024-03-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-12-31', 7, '2027-01-07'],
    ['2026-03-02', -7, '2026-02-23'],
  ])('%s and %i days', (from, delta, expected) => {
    expect(shiftDays(from, delta)).toBe(expected);
  });

  it('the end of a month stays at the end of a shorter one', () => {
    expect(shiftMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(shiftMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(shiftMonth({ year: 2026, month: 1 }, -1)).toEqual({ year: 2025, month: 12 });
    expect(monthOf('2026-04-05')).toEqual({ year: 2026, month: 4 });
  });

  it('keeps within bounds', () => {
    expect(clampDate('2026-01-01', '2026-02-01', null)).toBe('2026-02-01');
    expect(clampDate('2026-03-01', '2026-02-01', '2026-02-20')).toBe('2026-02-20');
    expect(clampDate('2026-02-10', '2026-02-01', '2026-02-20')).toBe('2026-02-10');
  });

  it('law: days there and back', () => {
    const date = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(date, fc.integer({ min: -400, max: 400 }), (day, delta) => {
        const there = shiftDays(day, delta);
        expect((Date.parse(there) - Date.parse(day)) / 86_400_000).toBe(delta);
        expect(shiftDays(there, -delta)).toBe(day);
      }),
    );
  });
});
