import type { Answers } from 'engine';
import { expect, it } from 'vitest';
import { describeRefresh } from '../../../app/components/filling/refresh/describe-refresh';
import { compiled } from '../engine/support';

const form = compiled({
  format: 1,
  id: 'refreshed',
  version: 1,
  title: 'Обновление',
  sheets: [
    {
      id: 's',
      title: 'Лист',
      rows: { kind: 'fixed', items: [{ id: '01' }, { id: '02' }] },
      columns: [
        {
          id: 'now',
          title: 'Сейчас',
          type: 'integer',
          prefill: { sum: [{ var: '$previous.s' }, { var: 'now' }] },
        },
        {
          id: 'growth',
          title: 'Рост',
          type: 'integer',
          total: 'sum',
          value: { '-': [{ var: 'now' }, { sum: [{ var: '$previous.s' }, { var: 'now' }] }] },
        },
      ],
    },
  ],
});

const row = (id: string, now: number) => ({ id, cells: { now } });
const answers: Answers = { sheets: { s: [row('01', 10)] } };
const shown = {
  form,
  answers: { sheets: { s: [row('01', 10), row('02', 7)] } },
  context: { today: '2026-04-01' },
};

it('[A29] counts computed cells and totals that changed, and first values that were not shown before', () => {
  const after = { form, answers, context: { ...shown.context, previous: { sheets: { s: [row('01', 4)] } } } };
  // Both rows and the total: growth is 6 and −0 instead of 10 and 7; the first value of row 02 was shown as 7 already.
  expect(describeRefresh(shown, after)).toEqual({ recomputed: 3, filled: 0 });
  expect(describeRefresh({ ...shown, answers }, after)).toMatchObject({ filled: 1 });
  expect(describeRefresh(shown, shown)).toEqual({ recomputed: 0, filled: 0 });
});
