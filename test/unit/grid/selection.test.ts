import { describe, expect, it } from 'vitest';
import type { CellPosition, Selection } from '../../../app/components/grid/adapter';
import { moved } from '../../../app/components/grid/controller/motion';
import {
  clampSelection,
  enter,
  extendTo,
  jump,
  lastUsedCell,
  rangeOf,
  rangeSelection,
  single,
  tab,
} from '../../../app/components/grid/controller/selection';

const at = (rowIndex: number, columnIndex: number): CellPosition => ({ rowIndex, columnIndex });

/** `x` is a filled cell. */
const sheet = ['xx.x', 'x...', '....', 'x..x', '....'];
const size = { rows: 5, columns: 4 };
const isFilled = ({ rowIndex, columnIndex }: CellPosition): boolean => sheet[rowIndex]?.[columnIndex] === 'x';

describe('[A24] Ctrl+arrow', () => {
  it.each([
    ['to the end of a block', at(0, 0), 'down', at(1, 0)],
    ['from the end of a block to the next', at(1, 0), 'down', at(3, 0)],
    ['from the last filled cell to the edge', at(3, 0), 'down', at(4, 0)],
    ['along a row', at(0, 0), 'right', at(0, 1)],
    ['over a gap', at(0, 1), 'right', at(0, 3)],
    ['from a blank cell to the first filled', at(2, 3), 'up', at(0, 3)],
    ['stays at the edge', at(0, 0), 'left', at(0, 0)],
  ] as const)('goes %s', (_name, from, direction, expected) => {
    expect(jump(from, direction, size, isFilled)).toEqual(expected);
  });

  it('Ctrl+End goes to the last used row and column', () => {
    expect(lastUsedCell(size, isFilled)).toEqual(at(3, 3));
    expect(lastUsedCell(size, () => false)).toEqual(at(0, 0));
  });
});

describe('[A24] Tab and Enter', () => {
  it('Enter returns to the column where a series of Tab began, one row down', () => {
    const second = tab(single(at(1, 1)), size, false);
    const third = second && tab(second, size, false);
    expect(third?.active).toEqual(at(1, 3));
    expect(third && enter(third, size, false).active).toEqual(at(2, 1));
  });

  it('Tab goes on in the next row, Shift+Tab back, and leaves at the ends', () => {
    expect(tab(single(at(0, 3)), size, false)?.active).toEqual(at(1, 0));
    expect(tab(single(at(1, 0)), size, true)?.active).toEqual(at(0, 3));
    expect(tab(single(at(4, 3)), size, false)).toBeNull();
    expect(tab(single(at(0, 0)), size, true)).toBeNull();
  });

  it('both walk inside a range and around its ends', () => {
    let selection = rangeSelection(at(1, 1), at(2, 2));
    const seen: CellPosition[] = [];
    for (let count = 0; count < 4; count += 1) {
      selection = tab(selection, size, false) ?? selection;
      seen.push(selection.active);
    }
    expect(seen).toEqual([at(1, 2), at(2, 1), at(2, 2), at(1, 1)]);
    expect(enter(selection, size, false).active).toEqual(at(2, 1));
    expect(enter(selection, size, true).active).toEqual(at(2, 2));
    expect(rangeOf(selection)).toEqual({ top: 1, bottom: 2, left: 1, right: 2 });
  });
});

describe('[A24] ranges', () => {
  it('Shift moves the far corner and keeps the active cell', () => {
    const extended = extendTo(single(at(2, 2)), at(0, 9), size);
    expect(extended.active).toEqual(at(2, 2));
    expect(rangeOf(extended)).toEqual({ top: 0, bottom: 2, left: 2, right: 3 });
  });

  it('a sheet that became smaller takes the selection along', () => {
    const selection = rangeSelection(at(1, 1), at(4, 3));
    expect(rangeOf(clampSelection(selection, { rows: 2, columns: 2 }))).toEqual({
      top: 1,
      bottom: 1,
      left: 1,
      right: 1,
    });
  });

  const surroundings = { size, isFilled, pageRows: 3 };
  const start: Selection = single(at(1, 1));
  it.each([
    [
      { kind: 'move', direction: 'down', extend: true },
      { top: 1, bottom: 2, left: 1, right: 1 },
    ],
    [
      { kind: 'page', direction: 'down', extend: false },
      { top: 4, bottom: 4, left: 1, right: 1 },
    ],
    [
      { kind: 'rowStart', extend: true },
      { top: 1, bottom: 1, left: 0, right: 1 },
    ],
    [
      { kind: 'rowEnd', extend: false },
      { top: 1, bottom: 1, left: 3, right: 3 },
    ],
    [
      { kind: 'sheetEnd', extend: true },
      { top: 1, bottom: 3, left: 1, right: 3 },
    ],
    [{ kind: 'selectAll' }, { top: 0, bottom: 4, left: 0, right: 3 }],
    [{ kind: 'selectRow' }, { top: 1, bottom: 1, left: 0, right: 3 }],
    [{ kind: 'selectColumn' }, { top: 0, bottom: 4, left: 1, right: 1 }],
  ] as const)('%j', (command, expected) => {
    const selection = moved(start, command, surroundings);
    expect(selection && rangeOf(selection)).toEqual(expected);
  });

  it('says which commands are not about the selection', () => {
    expect(moved(start, { kind: 'undo' }, surroundings)).toBeUndefined();
  });
});
