import type { CellValue, Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import {
  draggedRange,
  planFill,
  rangeToNeighbourEnd,
} from '../../../app/components/grid/controller/fill-handle';
import type { SeriesKind } from '../../../app/components/grid/controller/series';
import { continued } from '../../../app/components/grid/controller/series';
import { sheetOf } from './support';

const following = (run: readonly CellValue[], kind: SeriesKind, places: readonly number[]): CellValue[] =>
  places.map(continued(run, kind));
const NEXT = [0, 1, 2].map((place) => place + 2);

describe('[A24] a series by the fill handle', () => {
  it.each<[string, readonly CellValue[], SeriesKind, readonly CellValue[]]>([
    ['numbers with one step', [1, 3], 'number', [5, 7, 9]],
    ['going down', [10, 7], 'number', [4, 1, -2]],
    ['without the errors of binary fractions', [0.1, 0.2], 'number', [0.3, 0.4, 0.5]],
    ['the same number twice', [4, 4], 'number', [4, 4, 4]],
    ['dates by days', ['2026-04-01', '2026-04-03'], 'date', ['2026-04-05', '2026-04-07', '2026-04-09']],
    ['dates by months', ['2026-01-31', '2026-02-28'], 'date', ['2026-03-31', '2026-04-30', '2026-05-31']],
    ['years', ['2024-09-01', '2025-09-01'], 'date', ['2026-09-01', '2027-09-01', '2028-09-01']],
    ['texts with a number behind', ['Группа 8', 'Группа 9'], 'text', ['Группа 10', 'Группа 11', 'Группа 12']],
    ['with leading zeros', ['А-007', 'А-008'], 'text', ['А-009', 'А-010', 'А-011']],
    ['texts are repeated', ['да', 'нет'], 'text', ['да', 'нет', 'да']],
    ['so are codes of lists', ['1', '2'], 'other', ['1', '2', '1']],
    ['and runs with blanks', [1, null], 'number', [1, null, 1]],
    ['behind the last day there is none', ['9999-12-30', '9999-12-31'], 'date', [null, null, null]],
  ])('%s', (_name, run, kind, expected) => {
    expect(following(run, kind, NEXT)).toEqual(expected);
  });

  it('numbers without one step are repeated', () => {
    expect(following([3, 7, 5], 'number', [3, 4, 5])).toEqual([3, 7, 5]);
  });

  it('one cell alone is copied', () => {
    expect(following([5], 'number', [1, 2])).toEqual([5, 5]);
    expect(following(['2026-04-01'], 'date', [1])).toEqual(['2026-04-01']);
  });

  it('goes on before its first cell too', () => {
    expect(following([5, 6], 'number', [-1, -2])).toEqual([4, 3]);
    expect(following(['a', 'b', 'c'], 'text', [-1, -2])).toEqual(['c', 'b']);
    expect(following(['№ 2', '№ 3'], 'text', [-2, -3])).toEqual(['№ 0', null]);
  });
});

const square = { top: 2, bottom: 3, left: 2, right: 3 };

describe('[A24] where dragging the corner leads', () => {
  it.each([
    ['down', 6, 3, { ...square, bottom: 6 }],
    ['up', 0, 2, { ...square, top: 0 }],
    ['right', 4, 9, { ...square, right: 9 }],
    ['left', 3, 0, { ...square, left: 0 }],
    ['nowhere', 3, 2, null],
  ] as const)('%s', (_name, rowIndex, columnIndex, expected) => {
    expect(draggedRange(square, { rowIndex, columnIndex })).toEqual(expected);
  });

  it('a double click goes down to where the left neighbour ends, or the right one', () => {
    const filled = new Set(['1,1', '2,1', '3,1', '1,3']);
    const isFilled = (cell: { rowIndex: number; columnIndex: number }) =>
      filled.has(`${cell.rowIndex},${cell.columnIndex}`);
    const at = (columnIndex: number) => ({ top: 0, bottom: 0, left: columnIndex, right: columnIndex });
    const size = { rows: 9, columns: 5 };
    expect(rangeToNeighbourEnd(at(2), size, isFilled)?.bottom).toBe(3);
    expect(rangeToNeighbourEnd(at(4), size, isFilled)?.bottom).toBe(1);
    expect(rangeToNeighbourEnd(at(3), size, isFilled)).toBeNull();
  });
});

const cellsOf = (edits: readonly Edit[]): unknown[] =>
  edits.map((edit) => (edit.kind === 'set' ? edit.cells : edit));

describe('[A24] filling', () => {
  const rows = [
    [1, 'a', 1, '2026-04-01'],
    [2, 'b', 2, '2026-04-02'],
    [null, null, 3, null],
    [null, null, 4, null],
  ];
  const types = ['integer', 'text', 'integer', 'date'] as const;

  it('down: every column by itself, computed cells skipped and counted', () => {
    const sheet = sheetOf({ rows, columns: 'NTCD' });
    const selected = { top: 0, bottom: 1, left: 0, right: 3 };
    const plan = planFill(sheet, types, selected, { ...selected, bottom: 3 });
    expect(cellsOf(plan.edits)).toEqual([
      { c0: 3, c1: 'a', c3: '2026-04-03' },
      { c0: 4, c1: 'b', c3: '2026-04-04' },
    ]);
    expect([plan.filled, plan.skipped]).toEqual([6, 2]);
  });

  it('up: the same the other way', () => {
    const sheet = sheetOf({ rows: [[null], [null], [5], [7]], columns: 'N' });
    const selected = { top: 2, bottom: 3, left: 0, right: 0 };
    const plan = planFill(sheet, ['integer'], selected, { ...selected, top: 0 });
    expect(cellsOf(plan.edits)).toEqual([{ c0: 1 }, { c0: 3 }]);
  });

  it('to the right: series go on, texts are read by the columns that they come to', () => {
    const sheet = sheetOf({
      rows: [
        [1, 3, null, null],
        [null, 8, null, null],
      ],
      columns: 'NNNT',
    });
    const selected = { top: 0, bottom: 0, left: 0, right: 1 };
    const plan = planFill(sheet, ['integer', 'number', 'number', 'text'], selected, {
      ...selected,
      right: 3,
    });
    expect(cellsOf(plan.edits)).toEqual([{ c2: 5, c3: '7' }]);
    const one = { top: 1, bottom: 1, left: 1, right: 1 };
    const copies = planFill(sheet, ['integer', 'number', 'number', 'text'], one, { ...one, right: 3 });
    expect(cellsOf(copies.edits)).toEqual([{ c2: 8, c3: '8' }]);
  });
});
