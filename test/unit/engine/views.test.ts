import { type Answers, computeAnswers, moscowDate, toSubmittedAnswers, validateAnswers } from 'engine';
import { expect, it } from 'vitest';
import { compiled, oneSheet } from './support';

const context = { today: '2023-01-01' };
const rowsOf = (...cells: readonly Answers['sheets'][string][number]['cells'][]): Answers => ({
  sheets: { s: cells.map((own, i) => ({ id: `r${i + 1}`, cells: own })) },
});
const number = (id: string, more: object = {}): object => ({ id, title: id, type: 'number', ...more });
const positive = { '>': [{ var: 'a' }, 0] };

it.each([
  ['sum', 5, 0],
  ['count', 2, 0],
  ['avg', 2.5, null],
  ['lowest', 2, null],
  ['highest', 3, null],
])('[V23] the total %s over what cells are worth: %j; of nothing: %j', (total, some, none) => {
  const form = compiled(oneSheet([number('a'), number('b', { total, enabled: positive })]));
  const totalOf = (answers: Answers): unknown => computeAnswers(form, answers, context).totals['s']?.['b'];
  // Not enabled, unreadable and blank cells are worth nothing.
  expect(totalOf(rowsOf({ a: 1, b: 2 }, { a: 1, b: 3 }, { a: 0, b: 9 }, { a: 1, b: 'x' }, { a: 1 }))).toBe(
    some,
  );
  expect(totalOf(rowsOf({ a: 1 }))).toBe(none);
});

it('[V24] submitted is what is enabled and filled, computed values too; rows of open sheets that then hold nothing are left out', () => {
  const form = compiled(
    oneSheet([
      number('a'),
      number('b', { enabled: positive }),
      number('c', { value: { '+': [{ coalesce: [{ var: 'a' }, 0] }, 1] } }),
    ]),
  );
  const answers = {
    ...rowsOf({ a: 1, b: 'x', c: 9 }, { a: -1, b: 2 }, { b: 5 }, {}),
    justifications: [{ rule: 'r', text: 'т' }],
  };
  expect(toSubmittedAnswers(form, answers, context)).toEqual({
    sheets: {
      s: [
        { id: 'r1', cells: { a: 1, b: { $raw: 'x' }, c: 2 } },
        { id: 'r2', cells: { a: -1, c: 0 } },
      ],
    },
    justifications: [{ rule: 'r', text: 'т' }],
  });
});

it.each([
  ['2023-05-06', '2023-05-06'],
  ['2023-05-06T20:59:59Z', '2023-05-06'],
  ['2023-05-06T21:00:00.000Z', '2023-05-07'],
  ['2023-12-31T23:30:00-02:00', '2024-01-01'],
  ['2024-03-01T01:00:00+10:00', '2024-02-29'],
  ['вчера', null],
  [undefined, null],
])('[V25] the day in Moscow of %j is %j', (instant, expected) => {
  expect(moscowDate(instant)).toBe(expected);
});

it('[V26] rows of an earlier collection: living ones that hold something, read as this form reads them', () => {
  const rule = {
    id: 'r',
    each: 'sheet',
    assert: { '==': [{ sum: [{ var: '$previous.s' }, { var: 'a' }] }, 0] },
    message: '{n} {sum}',
    params: {
      n: { count: [{ var: '$previous.s' }] },
      sum: { sum: [{ var: '$previous.s' }, { var: 'a' }] },
    },
  };
  const form = compiled({
    ...(oneSheet([number('a')], { rules: [rule] }) as object),
    previous: { form: 'test', version: 1 },
  });
  const previous: Answers = {
    sheets: {
      s: [
        { id: 'r1', cells: { a: '1,5' } },
        { id: 'r2', cells: { a: 9 }, removed: true },
        { id: 'r3', cells: { a: null } },
        { id: 'r4', cells: { a: 'x' } },
      ],
    },
  };
  expect(validateAnswers(form, rowsOf(), { ...context, previous }).map(({ params }) => params)).toEqual([
    { n: 2, sum: 1.5 },
  ]);
  expect(validateAnswers(form, rowsOf(), context)).toEqual([]);
});
