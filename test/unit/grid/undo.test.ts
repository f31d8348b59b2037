import type { Answers, Cells, Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import {
  afterRedo,
  afterUndo,
  emptyHistory,
  record,
  safeInverse,
} from '../../../app/components/grid/controller/undo';

const set = (row: string, cells: Cells): Edit => ({ kind: 'set', sheet: 's', row, cells });
const rows = (now: Record<string, Cells>): Answers => ({
  sheets: { s: Object.entries(now).map(([id, cells]) => ({ id, cells })) },
});

describe('[A24] undo takes back nothing but its own step', () => {
  it('restores cells that still hold what the step wrote', () => {
    const step = { done: [set('r1', { a: 2, b: 'x' })], inverse: [set('r1', { a: 1, b: null })] };
    expect(safeInverse(step, rows({ r1: { a: 2, b: 'x' } }))).toEqual([set('r1', { a: 1, b: null })]);
  });

  it('leaves a cell that somebody changed since', () => {
    const step = { done: [set('r1', { a: 2, b: 'x' })], inverse: [set('r1', { a: 1, b: null })] };
    expect(safeInverse(step, rows({ r1: { a: 7, b: 'x' } }))).toEqual([set('r1', { b: null })]);
    expect(safeInverse(step, rows({ r1: { a: 7, b: 'y' } }))).toEqual([]);
    expect(safeInverse(step, rows({}))).toEqual([]);
  });

  it('a cleared cell that is still blank is filled again', () => {
    const step = { done: [set('r1', { a: null })], inverse: [set('r1', { a: 5 })] };
    expect(safeInverse(step, rows({ r1: {} }))).toEqual([set('r1', { a: 5 })]);
  });

  it('removes its own rows only while nobody else wrote into them', () => {
    const insert: Edit = {
      kind: 'insertRows',
      sheet: 's',
      after: null,
      rows: [
        { id: 'n1', cells: { a: 1 } },
        { id: 'n2', cells: {} },
      ],
    };
    const remove: Edit = { kind: 'removeRows', sheet: 's', rows: ['n1', 'n2'] };
    const step = { done: [insert], inverse: [remove] };
    expect(safeInverse(step, rows({ n1: { a: 1 }, n2: { a: null } }))).toEqual([remove]);
    expect(safeInverse(step, rows({ n1: { a: 1 }, n2: { a: 3 } }))).toEqual([{ ...remove, rows: ['n1'] }]);
  });

  it('brings removed rows back', () => {
    const back: Edit = { kind: 'insertRows', sheet: 's', after: 'r0', rows: [{ id: 'r1', cells: { a: 1 } }] };
    const step = { done: [{ kind: 'removeRows', sheet: 's', rows: ['r1'] } as const], inverse: [back] };
    expect(safeInverse(step, rows({}))).toEqual([back]);
  });
});

describe('[A24] the history of steps', () => {
  const first = { done: [set('r1', { a: 1 })], inverse: [set('r1', { a: null })] };
  const second = { done: [set('r1', { a: 2 })], inverse: [set('r1', { a: 1 })] };
  const both = record(record(emptyHistory, first), second);

  it('undoing moves a step over, redoing moves it back', () => {
    const undone = afterUndo(both, { done: second.inverse, inverse: second.done });
    expect(undone.undo).toEqual([first]);
    expect(undone.redo).toHaveLength(1);
    const redone = afterRedo(undone, second);
    expect(redone).toEqual(both);
  });

  it('a new step forgets what had been undone', () => {
    const undone = afterUndo(both, { done: second.inverse, inverse: second.done });
    expect(record(undone, first).redo).toEqual([]);
  });
});
