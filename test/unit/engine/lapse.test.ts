import { type Answers, applyEdits, type Cells, type Edit } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled, oneSheet } from './support';

const rule = (id: string, more: object): object => ({
  id,
  severity: 'warning',
  justify: true,
  message: 'Поясните',
  ...more,
});
const form = compiled(
  oneSheet(
    [
      { id: 'k', title: 'Ключ', type: 'text' },
      { id: 'a', title: 'А', type: 'integer' },
      { id: 'b', title: 'Б', type: 'integer' },
      { id: 'double', title: 'Вдвое', type: 'integer', value: { '*': [{ var: 'a' }, 2] } },
    ],
    {
      rules: [
        rule('row', { assert: { '>': [{ var: 'double' }, 100] } }),
        rule('among', { assert: { '>': [{ var: 'b' }, { sum: [{ var: '$rows' }, { var: 'a' }] }] } }),
        rule('group', {
          each: 'group',
          groupBy: ['k'],
          assert: { '>': [{ sum: [{ var: '$rows' }, { var: 'a' }] }, 100] },
        }),
        rule('sheet', { each: 'sheet', assert: { '>': [{ sum: [{ var: '$rows' }, { var: 'b' }] }, 100] } }),
      ],
    },
  ),
);

const row = (id: string, cells: Cells): { id: string; cells: Cells } => ({ id, cells });
const start: Answers = {
  sheets: {
    s: [
      row('r1', { k: 'x', a: 1, b: 1 }),
      row('r2', { k: 'x', a: 1, b: 1 }),
      row('r3', { k: 'y', a: 1, b: 1 }),
    ],
  },
  justifications: [
    { rule: 'row', sheet: 's', row: 'r1', text: 'причина' },
    { rule: 'among', sheet: 's', row: 'r1', text: 'причина' },
    { rule: 'group', sheet: 's', row: 'r1', text: 'причина' },
    { rule: 'sheet', sheet: 's', text: 'причина' },
  ],
};
const set = (id: string, cells: Cells): Edit => ({ kind: 'set', sheet: 's', row: id, cells });

/** Edits → rules whose explanations still hold. */
const CASES: readonly (readonly [string, readonly Edit[], readonly string[]])[] = [
  ['another value of a cell read through a computed one', [set('r1', { a: 2 })], ['sheet']],
  ['the same value', [set('r1', { a: 1 })], ['row', 'among', 'group', 'sheet']],
  ['a cell of another row of the group', [set('r2', { a: 2 })], ['row', 'sheet']],
  ['a cell of a row outside the group', [set('r3', { a: 2 })], ['row', 'group', 'sheet']],
  ['another row joins the group', [set('r3', { k: 'x' })], ['row', 'among', 'sheet']],
  ['a cell that only other rules read', [set('r2', { b: 2 })], ['row', 'group']],
  ['a row removed from the group', [{ kind: 'removeRows', sheet: 's', rows: ['r2'] }], ['row']],
  [
    'a row inserted elsewhere',
    [{ kind: 'insertRows', sheet: 's', after: null, rows: [row('r4', { k: 'z', a: 5 })] }],
    ['row', 'group', 'sheet'],
  ],
  [
    'explained anew after the change',
    [set('r1', { a: 2 }), { kind: 'justify', rule: 'row', sheet: 's', row: 'r1', text: 'иначе' }],
    ['sheet', 'row'],
  ],
];

describe('[W8] justifications lapse when a cell that their rule reads changes', () => {
  it.each(CASES)('%s', (_name, edits, kept) => {
    const { answers, rejected } = applyEdits(form, start, edits);
    expect(rejected).toEqual([]);
    expect(answers.justifications?.map((one) => one.rule)).toEqual(kept);
  });
});
