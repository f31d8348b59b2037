import type { Answers, Edit } from 'engine';
import { applyEdits, carryAnswers } from 'engine';
import { expect, it } from 'vitest';
import { carryPending } from '../../../app/components/filling/stale/carry-pending';
import { compiled } from '../engine/support';

const rule = (id: string) => ({
  id,
  severity: 'warning',
  justify: true,
  assert: { '<': [{ var: 'old' }, 5] },
  message: 'Много.',
});
const form = (version: number, columns: readonly object[], rules: readonly object[]) =>
  compiled({
    format: 1,
    id: 'f',
    version,
    title: 'Ф',
    sheets: [{ id: 's', title: 'Л', rows: { kind: 'open', max: 9 }, columns, rules }],
  });
const from = form(
  1,
  [
    { id: 'old', title: 'Старое', type: 'integer' },
    { id: 'gone', title: 'Лишнее', type: 'text' },
  ],
  [rule('kept'), rule('dropped')],
);
const to = form(
  2,
  [{ id: 'new', was: 'old', title: 'Новое', type: 'text' }],
  [{ ...rule('kept'), assert: { '!=': [{ var: 'new' }, '9'] } }],
);

const confirmed: Answers = { sheets: { s: [{ id: 'r1', cells: { old: 1, gone: 'было' } }] } };
const edits: readonly Edit[] = [
  { kind: 'set', sheet: 's', row: 'r1', cells: { old: 7, gone: 'стало' } },
  { kind: 'insertRows', sheet: 's', after: 'r1', rows: [{ id: 'r2', cells: { old: 3 } }] },
  { kind: 'justify', rule: 'kept', sheet: 's', row: 'r1', text: 'так вышло' },
  { kind: 'justify', rule: 'dropped', sheet: 's', row: 'r1', text: 'и это' },
];

it('what was entered into an older form is entered into the newer one, and nothing goes without a word', () => {
  const carried = carryPending({ from, to, confirmed, edits });
  const server = carryAnswers(from, to, confirmed).answers;
  const { answers, rejected } = applyEdits(to, server, carried);
  expect(answers.sheets['s']?.map(({ id, cells }) => [id, cells['new']])).toEqual([
    ['r1', '7'],
    ['r2', '3'],
  ]);
  expect(answers.justifications?.map(({ rule: id, text }) => [id, text])).toEqual([['kept', 'так вышло']]);
  // What finds no place is refused by the server, which tells so and logs it.
  expect(rejected.map(({ reason, editIndex }) => [reason, carried[editIndex]])).toEqual([
    ['unknown_column', { kind: 'set', sheet: 's', row: 'r1', cells: { gone: 'стало' } }],
    ['unknown_rule', edits[3]],
  ]);
});

it('nothing entered gives nothing to send', () => {
  expect(carryPending({ from, to, confirmed, edits: [] })).toEqual([]);
});
