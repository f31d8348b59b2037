import { describe, expect, it } from 'vitest';
import type { CellPosition } from '../../../../app/components/grid/adapter';
import {
  geometryOf,
  placeAt,
  rectOf,
  scrollToShow,
} from '../../../../app/components/grid/spreadsheet/geometry';

const at = (rowIndex: number, columnIndex: number): CellPosition => ({ rowIndex, columnIndex });
const geometry = geometryOf([100, 80, 120, 60], { rowHeadWidth: 48, isFirstFrozen: true, rowCount: 50 });
const nowhere = { left: 0, top: 0 };
const room = { width: 300, height: 320 };

describe('where cells stand in the spreadsheet view', () => {
  it.each([
    ['a cell', 150, 40, nowhere, { kind: 'cell', cell: at(1, 1) }],
    ['the first pixel of a column', 148, 0, nowhere, { kind: 'cell', cell: at(0, 1) }],
    ['the last pixel of a column', 147, 31, nowhere, { kind: 'cell', cell: at(0, 0) }],
    ['the heading of a row', 20, 70, nowhere, { kind: 'rowHead', rowIndex: 2 }],
    ['scrolled', 150, 40, { left: 90, top: 320 }, { kind: 'cell', cell: at(11, 2) }],
    ['the column that stays', 60, 0, { left: 90, top: 0 }, { kind: 'cell', cell: at(0, 0) }],
    ['right of the sheet', 410, 0, nowhere, { kind: 'nothing' }],
    ['below the sheet', 100, 1_601, nowhere, { kind: 'nothing' }],
  ])('%s is found under a point', (_name, x, y, scroll, place) => {
    expect(placeAt(geometry, x, y, scroll)).toEqual(place);
  });

  it('a cell is found where its rectangle is', () => {
    const scroll = { left: 35, top: 77 };
    for (const cell of [at(4, 0), at(5, 2), at(7, 3)]) {
      const { left, top, width, height } = rectOf(geometry, cell, scroll);
      expect(placeAt(geometry, left + width - 1, top + height / 2, scroll)).toEqual({ kind: 'cell', cell });
    }
  });

  it.each([
    ['seen already', at(2, 1), nowhere, nowhere],
    ['below', at(20, 1), nowhere, { left: 0, top: 21 * 32 - 320 }],
    ['above', at(3, 1), { left: 0, top: 640 }, { left: 0, top: 96 }],
    ['to the right', at(0, 3), nowhere, { left: 48 + 360 - 300, top: 0 }],
    ['under the column that stays', at(0, 1), { left: 60, top: 0 }, nowhere],
    ['in the column that stays', at(0, 0), { left: 60, top: 0 }, { left: 60, top: 0 }],
  ])('a cell %s comes into sight with the least movement', (_name, cell, scroll, expected) => {
    expect(scrollToShow(geometry, cell, scroll, room)).toEqual(expected);
  });
});
