import type { Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import { cleanEdits, isLeftOut } from '../../../app/services/collecting/clean-edits.server';

const set = (cells: Extract<Edit, { kind: 'set' }>['cells']): Edit => ({
  kind: 'set',
  sheet: 's',
  row: 'r',
  cells,
});

describe('edits as they are stored', () => {
  it.each<[string, Edit]>([
    ['canonical values', set({ a: 'текст', b: 1.5, c: true, d: null, e: ['x', 'y'], f: { $raw: 'abc' } })],
    ['emoji and line breaks', set({ a: '👩‍🏫\n\tй' })],
    ['the longest text of a workbook', set({ a: 'x'.repeat(32_767) })],
    ['rows', { kind: 'insertRows', sheet: 's', after: null, rows: [{ id: 'r', cells: {} }] }],
    ['an explanation', { kind: 'justify', rule: 'r', text: '' }],
  ])('keep %s', (_, edit) => {
    expect(cleanEdits([edit])).toEqual({ edits: [edit], rejected: [] });
  });

  it.each<[string, Edit]>([
    ['text with NUL', set({ a: '\0', b: 1 })],
    ['unreadable text with NUL', set({ a: { $raw: '1\0' }, b: 1 })],
    ['half of a surrogate pair', set({ a: 'x\ud800y', b: 1 })],
    ['a choice with half of a surrogate pair', set({ a: ['\udfff'], b: 1 })],
    ['text longer than a cell of a workbook', set({ a: 'x'.repeat(32_768), b: 1 })],
    ['more choices than anybody makes', set({ a: Array.from({ length: 1_000 }, () => '1234567890'), b: 1 })],
  ])('leave out %s, and nothing else', (_, edit) => {
    const { edits, rejected } = cleanEdits([set({ c: 1 }), edit]);
    expect(edits).toEqual([set({ c: 1 }), set({ b: 1 })]);
    expect(rejected).toEqual([{ editIndex: 1, reason: 'invalid_value', sheet: 's', row: 'r', column: 'a' }]);
  });

  it('keep their positions where one is left out', () => {
    const { edits, rejected } = cleanEdits([
      { kind: 'justify', rule: 'r', row: '\0', text: 'x' },
      set({ a: 1 }),
      { kind: 'set', sheet: 's', row: '\ud800', cells: {} },
    ]);
    expect(edits.map(isLeftOut)).toEqual([true, false, true]);
    expect(rejected.map(({ editIndex }) => editIndex)).toEqual([0, 2]);
  });
});
