import type { Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import { ghostCount, materialise } from '../../../app/components/filling/session/ghost-rows';
import { set } from './support';

const ends = new Map([['s', { lastRow: 'r1', ghosts: ['g1', 'g2', 'g3'] }]]);
const blank = (id: string) => ({ id, cells: {} });

describe('blank rows at the end of an open sheet', () => {
  it.each([
    ['a few in an empty sheet', 0, 0, 500, 5],
    ['one below what is filled', 20, 1, 500, 1],
    ['up to the fewest that the form wants', 2, 9, 500, 7],
    ['none beyond the most that it allows', 8, 1, 8, 0],
  ])('%s', (_name, living, min, max, expected) => {
    expect(ghostCount(living, min, max)).toBe(expected);
  });

  it('what is entered into one makes it and those before it real, in their order', () => {
    const made = materialise([set('g2', { a: 1 })], ends);
    expect(made.edits).toEqual([
      { kind: 'insertRows', sheet: 's', after: 'r1', rows: [blank('g1'), { id: 'g2', cells: { a: 1 } }] },
    ]);
    expect(made.ghosts.get('s')).toEqual(['g3']);
  });

  it('later edits of the same list find the row real', () => {
    const made = materialise([set('g1', { a: 1 }), set('g2', { a: 2 }), set('g1', { b: 3 })], ends);
    expect(made.edits.map((edit) => edit.kind)).toEqual(['insertRows', 'insertRows', 'set']);
    expect(made.edits[1]).toMatchObject({ after: 'g1', rows: [{ id: 'g2' }] });
  });

  it('rows pasted below them make them real first', () => {
    const pasted: Edit = {
      kind: 'insertRows',
      sheet: 's',
      after: 'g3',
      rows: [{ id: 'n1', cells: { a: 1 } }],
    };
    const made = materialise([pasted], ends);
    expect(made.edits).toEqual([
      { kind: 'insertRows', sheet: 's', after: 'r1', rows: [blank('g1'), blank('g2'), blank('g3')] },
      pasted,
    ]);
    expect(made.ghosts.get('s')).toEqual([]);
  });

  it('removing one removes nothing', () => {
    const remove: Edit = { kind: 'removeRows', sheet: 's', rows: ['g1', 'r1'] };
    expect(materialise([remove], ends).edits).toEqual([{ ...remove, rows: ['r1'] }]);
  });

  it('other edits pass', () => {
    const edits = [set('r1', { a: 1 }), { ...set('x', { a: 1 }), sheet: 'other' }];
    expect(materialise(edits, ends).edits).toEqual(edits);
  });
});
