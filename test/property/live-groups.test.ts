import { applyEdits, type Answers, openValidation, validateAnswers } from 'engine';
import { expect, it } from 'vitest';
import { compiled, oneSheet } from '../unit/engine/support';

const v = (name: string): unknown => ({ var: name });
const rows = v('$rows');
/** Six rows of one group: enough for an index of the group. */
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];

it.each([
  ['count', { '<': [{ count: [rows, { '==': [v('c'), v('$row.k')] }] }, 2] }],
  ['some', { '!': [{ some: [rows, { and: [{ '==': [v('c'), v('$row.k')] }, { '>': [v('n'), 1] }] }] }] }],
  ['none', { none: [rows, { and: [{ '==': [v('c'), v('$row.k')] }, { '>': [v('n'), 1] }] }] }],
  ['lookup', { '!=': [{ lookup: [rows, { '==': [v('c'), v('$row.k')] }, v('n')] }, 2] }],
  ['filter', { '<': [{ sum: [{ filter: [rows, { '==': [v('c'), v('$row.k')] }] }, v('n')] }, 4] }],
])('[V30] a join within a group finds rows by what they hold now: %s', (_name, assert) => {
  const text = (id: string): unknown => ({ id, title: id, type: 'text' });
  const form = compiled(
    oneSheet([text('k'), text('c'), { id: 'n', title: 'n', type: 'integer' }], {
      rules: [{ id: 'g', each: 'group', groupBy: ['k'], assert, message: '{k}' }],
    }),
  );
  let answers: Answers = { sheets: { s: IDS.map((id) => ({ id, cells: { k: 'p', c: 'x', n: 2 } })) } };
  const live = openValidation(form, answers, { today: '2023-06-01' });
  // The column joined on is no key: the group stays the same list of rows.
  let seen = 0;
  for (const [row, c] of [['c', 'p'], ['f', 'p'], ['c', 'x'], ['f', 'y'], ['a', 'p'], ['b', 'p'], ['a', null]] as const) {
    const edits = [{ kind: 'set', sheet: 's', row, cells: { c } }] as const;
    live.apply(edits);
    answers = applyEdits(form, answers, edits).answers;
    expect(live.findings).toEqual(validateAnswers(form, answers, { today: '2023-06-01' }));
    seen += live.findings.length;
  }
  expect(seen).toBeGreaterThan(0);
}); // prettier-ignore

it('[V30] what a remembered count over another sheet gives is judged again when a row of it goes', () => {
  const cell = (id: string): unknown => ({ id, title: id, type: 'text' });
  const assert = { '<': [{ count: [v('$sheets.s'), { '==': [v('c'), 'p'] }] }, 2] };
  const other = {
    id: 'other',
    title: 'other',
    rows: { kind: 'fixed', items: [{ id: '01' }] },
    columns: [cell('c')],
    rules: [{ id: 'r', assert, message: '!' }],
  };
  const base = oneSheet([cell('c')]) as { readonly sheets: readonly unknown[] };
  const form = compiled({ ...base, sheets: [...base.sheets, other] });
  const stored = ['a', 'b'].map((id) => ({ id, cells: { c: 'p' } }));
  const live = openValidation(form, { sheets: { s: stored } }, { today: '2023-06-01' });
  expect(live.findings).toHaveLength(1);
  live.apply([{ kind: 'insertRows', sheet: 's', after: null, rows: [{ id: 'new', cells: { c: 'x' } }] }]);
  expect(live.findings).toHaveLength(1);
  live.apply([{ kind: 'removeRows', sheet: 's', rows: ['a'] }]);
  expect(live.findings).toEqual([]);
});
