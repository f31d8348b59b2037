import { describe, expect, it } from 'vitest';
import type { CellView, RowView } from '../../../app/components/grid/adapter';
import type { Match, SearchedSheet } from '../../../app/components/grid/find/search';
import {
  folded,
  foundIn,
  matchAt,
  neighbourOf,
  searchSheets,
} from '../../../app/components/grid/find/search';

const cell = (text: string): CellView => ({
  text,
  placeholder: 'Текст',
  kind: 'text',
  required: false,
  notEnabled: false,
  readOnly: false,
  computed: false,
  error: null,
  remark: null,
  warning: null,
  hint: null,
});

/** A sheet of texts; rows are called after it. */
const sheetOf = (sheetId: string, rows: readonly (readonly string[])[]): SearchedSheet => ({
  sheetId,
  rowIds: rows.map((_row, index) => `${sheetId}${index}`),
  rowView: (rowIndex): RowView => ({
    id: `${sheetId}${rowIndex}`,
    rowNumber: rowIndex + 1,
    title: null,
    ghost: false,
    cells: (rows[rowIndex] ?? []).map(cell),
    error: null,
    remark: null,
  }),
});

const first = sheetOf('a', [
  ['Пётр', 'x'],
  ['', 'ПЕТРОВ и Петров'],
]);
const second = sheetOf('b', [['петр\u00a0первый']]);
const search = (sheets: readonly SearchedSheet[], query: string): Match[] =>
  [...searchSheets(sheets, query)].flat();
const shortly = (matches: readonly Match[]): string[] =>
  matches.map(({ rowId, columnIndex }) => `${rowId}:${columnIndex}`);

describe('[A24] finding', () => {
  it('in the sheets given, in reading order; case, ё and kinds of spaces make no difference', () => {
    expect(shortly(search([first, second], 'петр'))).toEqual(['a0:0', 'a1:1', 'b0:0']);
    expect(shortly(search([first, second], 'ПЁТР ПЕРВЫЙ'))).toEqual(['b0:0']);
  });

  it('nothing of nothing, and placeholders are not found', () => {
    expect(search([first], '  ')).toEqual([]);
    expect(search([first], 'текст')).toEqual([]);
  });

  it('signs of patterns are signs', () => {
    expect(shortly(search([sheetOf('a', [['(.*)'], ['abc']])], '.*'))).toEqual(['a0:0']);
  });

  it('gives others their turn after every row', () => {
    const steps = searchSheets([first, second], 'x');
    expect(steps.next().value).toHaveLength(1);
    expect(steps.next()).toEqual({ done: false, value: [] });
  });

  it('goes to the nearest behind or before the active cell, around the ends', () => {
    const sheets = [first, second];
    const matches = search(sheets, 'петр');
    const from = (sheetId: string, rowIndex: number, columnIndex: number, back = false): number =>
      neighbourOf(matches, sheets, { sheetId, rowIndex, columnIndex }, back);
    expect([from('a', 0, 0), from('a', 0, 1), from('a', 1, 1), from('b', 0, 0)]).toEqual([1, 1, 2, 0]);
    expect([from('a', 0, 0, true), from('a', 1, 0, true), from('b', 0, 0, true)]).toEqual([2, 0, 1]);
    expect(neighbourOf([], sheets, { sheetId: 'a', rowIndex: 0, columnIndex: 0 }, false)).toBe(-1);
    expect(neighbourOf([], sheets, { sheetId: 'a', rowIndex: 0, columnIndex: 0 }, true)).toBe(-1);
  });

  it('knows which of them the active cell is, and which columns of a sheet are marked', () => {
    const matches = search([first, second], 'петр');
    expect(matchAt(matches, [first, second], { sheetId: 'a', rowIndex: 1, columnIndex: 1 })).toBe(1);
    expect(matchAt(matches, [first, second], { sheetId: 'a', rowIndex: 1, columnIndex: 0 })).toBe(-1);
    expect([...foundIn(matches, 'a')]).toEqual([
      ['a0', [0]],
      ['a1', [1]],
    ]);
  });

  it('folds what looks the same', () => {
    expect(folded('Е\u0308Ж  1')).toBe('еж 1');
  });
});
