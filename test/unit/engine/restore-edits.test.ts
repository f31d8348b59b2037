import { type Answers, applyEdits, diffAnswers, type Edit, restoreEdits, type Row } from 'engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiled } from './support';

const form = compiled({
  format: 1,
  id: 'restore',
  version: 1,
  title: 'Возврат',
  sheets: [
    {
      id: 'open',
      title: 'Открытый',
      rows: { kind: 'open', min: 0, max: 6 },
      columns: [
        { id: 'a', title: 'A', type: 'integer' },
        { id: 'b', title: 'B', type: 'text' },
        { id: 'c', title: 'C', type: 'integer', value: { '+': [{ var: 'a' }, 1] } },
      ],
      rules: [
        {
          id: 'small',
          severity: 'warning',
          justify: true,
          assert: { '<=': [{ var: 'a' }, 1] },
          message: 'Больше одного.',
        },
      ],
    },
    {
      id: 'fixed',
      title: 'Данные',
      rows: {
        kind: 'fixed',
        items: [
          { id: '01', title: 'Всего' },
          { id: '02', title: 'Из них', cells: { unit: 'чел.' } },
        ],
      },
      columns: [
        { id: 'unit', title: 'Ед.', type: 'text' },
        { id: 'n', title: 'Число', type: 'integer' },
      ],
    },
  ],
});

const EMPTY: Answers = { sheets: {} };
const rows = (...list: readonly Row[]): Answers => ({ sheets: { open: list } });

describe('what differs', () => {
  it('[W12] tells rows that came, went and changed, with their places', () => {
    const before = rows(
      { id: 'r1', cells: { a: 1, b: 'x' } },
      { id: 'r2', cells: { a: 2 } },
      { id: 'r3', cells: { b: 'y' }, removed: true },
    );
    const after = rows(
      { id: 'r1', cells: { a: 1, b: null }, removed: true },
      { id: 'r4', cells: {} },
      { id: 'r2', cells: { a: 5, b: 'z' } },
    );
    expect(diffAnswers(form, before, after).rows).toEqual([
      { kind: 'added', sheet: 'open', row: 'r4', number: 1, cells: [] },
      {
        kind: 'changed',
        sheet: 'open',
        row: 'r2',
        number: 2,
        cells: [
          { column: 'a', before: 2, after: 5 },
          { column: 'b', before: null, after: 'z' },
        ],
      },
      {
        kind: 'removed',
        sheet: 'open',
        row: 'r1',
        number: 1,
        cells: [
          { column: 'a', before: 1, after: null },
          { column: 'b', before: 'x', after: null },
        ],
      },
    ]);
  });

  it('[W12] given rows neither come nor go; never filled is blank; the unknown is passed over', () => {
    const before: Answers = { sheets: { fixed: [{ id: '01', cells: { n: null } }] } };
    const after: Answers = {
      sheets: { fixed: [{ id: '02', cells: { n: 3, gone: 1 } }], other: [{ id: 'r1', cells: {} }] },
    };
    expect(diffAnswers(form, before, after).rows).toEqual([
      {
        kind: 'changed',
        sheet: 'fixed',
        row: '02',
        number: 2,
        cells: [{ column: 'n', before: null, after: 3 }],
      },
    ]);
  });

  it('[W12] tells justifications that were given, rewritten and withdrawn', () => {
    const at = { rule: 'small', sheet: 'open' };
    const before: Answers = {
      sheets: {},
      justifications: [
        { ...at, row: 'r1', text: 'одно' },
        { ...at, row: 'r2', text: 'другое' },
      ],
    };
    const after: Answers = {
      sheets: {},
      justifications: [
        { ...at, row: 'r2', text: 'иначе' },
        { ...at, row: 'r3', text: 'новое' },
      ],
    };
    expect(diffAnswers(form, before, after).justifications).toEqual([
      { ...at, row: 'r1', before: 'одно', after: '' },
      { ...at, row: 'r2', before: 'другое', after: 'иначе' },
      { ...at, row: 'r3', before: '', after: 'новое' },
    ]);
  });
});

/** Random edits over a handful of rows, so that they meet each other. */
const rowId = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7');
const cells = fc.record(
  { a: fc.option(fc.nat(3)), b: fc.constantFrom('x', 'y', null, { $raw: '?' }) },
  { requiredKeys: [] },
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), sheet: fc.constant('open'), row: rowId, cells }),
  fc.record({
    kind: fc.constant('set' as const),
    sheet: fc.constant('fixed'),
    row: fc.constantFrom('01', '02'),
    cells: fc.record({ n: fc.option(fc.nat(3)) }),
  }),
  fc.record({
    kind: fc.constant('insertRows' as const),
    sheet: fc.constant('open'),
    after: fc.option(rowId),
    rows: fc.array(fc.record({ id: rowId, cells }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('removeRows' as const),
    sheet: fc.constant('open'),
    rows: fc.array(rowId, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('justify' as const),
    rule: fc.constant('small'),
    sheet: fc.constant('open'),
    row: rowId,
    text: fc.constantFrom('', 'так надо', 'верно'),
  }),
);
const edits = fc.array(edit, { maxLength: 12 });
const apply = (answers: Answers, list: readonly Edit[]) => applyEdits(form, answers, list);
const idsOf = (answers: Answers): readonly string[] =>
  (answers.sheets['open'] ?? []).filter(({ removed }) => !removed).map(({ id }) => id);
const NOTHING = { rows: [], justifications: [] };

describe('an earlier state again', () => {
  it('[W13] brings back every earlier state, in its order, without refusals, and by nothing where it is there', () => {
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const then = apply(EMPTY, first).answers;
        const now = apply(then, second).answers;
        const { answers, rejected } = apply(now, restoreEdits(form, now, then));
        expect(rejected).toEqual([]);
        expect(diffAnswers(form, answers, then)).toEqual(NOTHING);
        expect(idsOf(answers)).toEqual(idsOf(then));
        expect(restoreEdits(form, answers, then)).toEqual([]);
      }),
    );
  });

  it('[W13] leads to any other state too, tombstones known or not', () => {
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const [now, then] = [apply(EMPTY, first).answers, apply(EMPTY, second).answers];
        const { answers, rejected } = apply(now, restoreEdits(form, now, then));
        expect(rejected).toEqual([]);
        expect(diffAnswers(form, answers, then)).toEqual(NOTHING);
      }),
    );
  });

  it('[W13] rows that are not known any more stand where they stood', () => {
    const then = rows({ id: 'r1', cells: {} }, { id: 'r2', cells: { a: 1 } }, { id: 'r3', cells: {} });
    const now = rows({ id: 'r3', cells: { a: 2 } });
    const made = restoreEdits(form, now, then);
    expect(made).toEqual([
      {
        kind: 'insertRows',
        sheet: 'open',
        after: null,
        rows: [
          { id: 'r1', cells: {} },
          { id: 'r2', cells: { a: 1 } },
        ],
      },
      { kind: 'set', sheet: 'open', row: 'r3', cells: { a: null } },
    ]);
    expect(idsOf(apply(now, made).answers)).toEqual(['r1', 'r2', 'r3']);
  });

  it('[W13] leaves alone what nobody may write and what the form does not know', () => {
    const then: Answers = {
      sheets: { fixed: [{ id: '02', cells: { unit: 'шт.' } }], gone: [{ id: 'r1', cells: { a: 1 } }] },
      justifications: [{ rule: 'gone', text: 'x' }],
    };
    expect(restoreEdits(form, EMPTY, then)).toEqual([]);
  });
});
