import { describe, expect, it } from 'vitest';
import { clearRange, fillDown, fillRight, textsOf } from '../../../app/components/grid/controller/fill';
import { droppedCells, planPaste } from '../../../app/components/grid/controller/paste';
import { sheetOf } from './support';

const cell = (rowIndex: number, columnIndex: number) => ({
  top: rowIndex,
  bottom: rowIndex,
  left: columnIndex,
  right: columnIndex,
});

describe('[A24] paste', () => {
  it('writes a block from the upper left corner, one edit a row', () => {
    const plan = planPaste(
      sheetOf({
        rows: [
          [1, 'a'],
          [2, 'b'],
        ],
        columns: 'NT',
      }),
      cell(0, 0),
      [
        ['3,5', 'x'],
        ['4', '007'],
      ],
    );
    expect(plan.edits).toEqual([
      { kind: 'set', sheet: 's', row: 'r0', cells: { c0: 3.5, c1: 'x' } },
      { kind: 'set', sheet: 's', row: 'r1', cells: { c0: 4, c1: '007' } },
    ]);
    expect(plan.covered).toEqual({ top: 0, bottom: 1, left: 0, right: 1 });
    expect(droppedCells(plan.report)).toEqual([]);
  });

  it('keeps what cannot be read as typed, and counts it', () => {
    const plan = planPaste(sheetOf({ rows: [[1]], columns: 'N' }), cell(0, 0), [['много']]);
    expect(plan.edits).toEqual([{ kind: 'set', sheet: 's', row: 'r0', cells: { c0: { $raw: 'много' } } }]);
    expect(plan.report.unreadable).toBe(1);
  });

  it('blank texts clear, equal ones write nothing', () => {
    const plan = planPaste(sheetOf({ rows: [[1, 'a']], columns: 'NT' }), cell(0, 0), [['', 'a']]);
    expect(plan.edits).toEqual([{ kind: 'set', sheet: 's', row: 'r0', cells: { c0: null } }]);
    expect(plan.report.written).toBe(1);
  });

  it('adds rows up to the limit and shows what is left over', () => {
    const sheet = sheetOf({ rows: [[1, null]], columns: 'NT', spareRows: 1 });
    const plan = planPaste(sheet, cell(0, 0), [
      ['1', 'a'],
      ['2', 'b'],
      ['3', 'c'],
    ]);
    expect(plan.edits.at(-1)).toEqual({
      kind: 'insertRows',
      sheet: 's',
      after: 'r0',
      rows: [{ id: 'new1', cells: { c0: 2, c1: 'b' } }],
    });
    expect(plan.report.rowsAdded).toBe(1);
    expect(plan.report.overLimit).toEqual([
      { rowNumber: 3, column: 'c0', text: '3' },
      { rowNumber: 3, column: 'c1', text: 'c' },
    ]);
    expect(plan.covered.bottom).toBe(1);
  });

  it('rows that the form gives are not the same as a limit', () => {
    const sheet = sheetOf({ rows: [[1]], columns: 'N', hasGivenRows: true });
    const { report } = planPaste(sheet, cell(0, 0), [['2'], ['3']]);
    expect(report.beyondBottom).toHaveLength(1);
    expect(report.overLimit).toEqual([]);
    expect(report.rowLimit).toBeNull();
  });

  it('names read-only and computed cells apart; what was computed where it was copied is not lost', () => {
    const sheet = sheetOf({ rows: [[1, 2, 'x']], columns: 'NCR' });
    const { report } = planPaste(sheet, cell(0, 0), [['5', '10', 'y']]);
    expect([report.written, report.computed.length, report.readOnly.length]).toEqual([1, 1, 1]);
    const own = planPaste(sheet, cell(0, 0), [['5', '10', 'x']], { computedColumns: new Set([1]) });
    expect(droppedCells(own.report)).toEqual([]);
  });

  it('takes a hundred thousand rows', () => {
    const block = Array.from({ length: 200_000 }, (_row, index) => [String(index)]);
    const { report } = planPaste(sheetOf({ rows: [[1]], columns: 'N', spareRows: 9 }), cell(0, 0), block);
    expect(report.rowsAdded).toBe(9);
    expect(report.overLimit).toHaveLength(199_990);
  });

  it('blank lines at the end add no rows', () => {
    const plan = planPaste(sheetOf({ rows: [[1]], columns: 'N', spareRows: 9 }), cell(0, 0), [
      ['2'],
      ['3'],
      [''],
      [''],
    ]);
    expect(plan.report.rowsAdded).toBe(1);
    expect(plan.covered.bottom).toBe(1);
  });

  it('skips computed cells; only a text that says something else counts as lost', () => {
    const sheet = sheetOf({
      rows: [
        [1, 10],
        [2, 20],
      ],
      columns: 'NC',
    });
    const plan = planPaste(sheet, cell(0, 0), [
      ['5', '10'],
      ['6', '99'],
    ]);
    expect(plan.report.written).toBe(2);
    expect(plan.report.computed).toEqual([{ rowNumber: 2, column: 'c1', text: '99' }]);
  });

  it('shows what lies right of the last column, but not its blanks', () => {
    const plan = planPaste(sheetOf({ rows: [['a']], columns: 'T' }), cell(0, 0), [['b', 'c', ' ']]);
    expect(plan.report.beyondRight).toEqual([{ rowNumber: 1, column: null, text: 'c' }]);
  });

  it('one value fills the whole selection, a block repeats where it fits', () => {
    const rows = [[0], [0], [0], [0]];
    const whole = { top: 0, bottom: 3, left: 0, right: 0 };
    const one = planPaste(sheetOf({ rows, columns: 'N' }), whole, [['7']]);
    expect(one.report.written).toBe(4);
    const two = planPaste(sheetOf({ rows, columns: 'N' }), whole, [['1'], ['2']]);
    expect(two.edits.map((edit) => edit.kind === 'set' && edit.cells['c0'])).toEqual([1, 2, 1, 2]);
    const three = planPaste(sheetOf({ rows, columns: 'N' }), whole, [['1'], ['2'], ['3']]);
    expect(three.covered.bottom).toBe(2);
  });

  it('a shorter row says nothing about the cells that it lacks', () => {
    const plan = planPaste(
      sheetOf({
        rows: [
          ['a', 'b'],
          ['c', 'd'],
        ],
        columns: 'TT',
      }),
      cell(0, 0),
      [['x'], ['y', 'z']],
    );
    expect(plan.edits[0]).toEqual({ kind: 'set', sheet: 's', row: 'r0', cells: { c0: 'x' } });
  });
});

describe('[A24] filling, clearing, copying', () => {
  const sheet = sheetOf({
    rows: [
      [1, 5, 'a'],
      [2, 6, 'b'],
      [3, 7, 'c'],
    ],
    columns: 'NCT',
  });

  it('Ctrl+D copies the first row of the range and leaves computed cells', () => {
    expect(fillDown(sheet, { top: 0, bottom: 2, left: 0, right: 2 }).edits).toEqual([
      { kind: 'set', sheet: 's', row: 'r1', cells: { c0: 1, c2: 'a' } },
      { kind: 'set', sheet: 's', row: 'r2', cells: { c0: 1, c2: 'a' } },
    ]);
  });

  it('Ctrl+D in one row takes the row above; in the first row nothing happens', () => {
    expect(fillDown(sheet, cell(1, 0)).edits).toEqual([
      { kind: 'set', sheet: 's', row: 'r1', cells: { c0: 1 } },
    ]);
    expect(fillDown(sheet, cell(0, 0)).edits).toEqual([]);
  });

  it('Ctrl+R passes text, for columns differ in type', () => {
    expect(fillRight(sheet, { top: 0, bottom: 0, left: 0, right: 2 }).edits).toEqual([
      { kind: 'set', sheet: 's', row: 'r0', cells: { c2: '1' } },
    ]);
  });

  it('Delete blanks what may be written', () => {
    expect(clearRange(sheet, { top: 0, bottom: 0, left: 0, right: 2 }).edits).toEqual([
      { kind: 'set', sheet: 's', row: 'r0', cells: { c0: null, c2: null } },
    ]);
  });

  it('copies what people would type', () => {
    expect(
      textsOf(sheetOf({ rows: [[3.5, null]], columns: 'NT' }), { top: 0, bottom: 0, left: 0, right: 1 }),
    ).toEqual([['3,5', '']]);
  });
});
