import { type Answers, type Finding, openValidation, validateAnswers } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled, oneSheet } from './support';

type Cells = Answers['sheets'][string][number]['cells'];

const column = (more: object): object => ({ id: 'a', title: 'Графа', ...more });
const rowsOf = (...cells: readonly Cells[]): Answers => ({
  sheets: { s: cells.map((own, i) => ({ id: `r${i + 1}`, cells: own })) },
});
const LISTS = { l: [{ value: 'p', label: 'Первый' }] };
const b = { id: 'b', title: 'Б', type: 'integer' };
const rule = { id: 'x', assert: { '>': [{ var: 'a' }, 1] }, message: '{a} {p}', params: { p: 5 } };
const integer = column({ type: 'integer' });

/** Behaviour, form, answers → findings without messages. */
const CASES: readonly (readonly [string, unknown, Answers, readonly object[]])[] = [
  [
    '[V40] required',
    oneSheet([column({ type: 'text', required: true }), b]),
    rowsOf({ b: 1 }),
    [{ code: 'required', severity: 'error', sheet: 's', row: 'r1', column: 'a', params: {} }],
  ],
  [
    '[V41] type',
    oneSheet([integer]),
    rowsOf({ a: 'много' }),
    [{ code: 'type', severity: 'error', sheet: 's', row: 'r1', column: 'a', params: { value: 'много' } }],
  ],
  [
    '[V41] range, with the bound that is not there as null',
    oneSheet([column({ type: 'integer', max: 5 })]),
    rowsOf({ a: 6 }),
    [{ code: 'range', severity: 'error', sheet: 's', row: 'r1', column: 'a', params: { min: null, max: 5 } }],
  ],
  [
    '[V41] length and pattern, in this order',
    oneSheet([column({ type: 'text', minLength: 2, pattern: 'б' })]),
    rowsOf({ a: 'а' }),
    [
      {
        code: 'length',
        severity: 'error',
        sheet: 's',
        row: 'r1',
        column: 'a',
        params: { length: 1, minLength: 2, maxLength: null },
      },
      { code: 'pattern', severity: 'error', sheet: 's', row: 'r1', column: 'a', params: { pattern: 'б' } },
    ],
  ],
  [
    '[V41] format of a number and of a text',
    oneSheet([
      column({ type: 'number', fractionDigits: 1 }),
      { id: 'f', title: 'f', type: 'text', format: 'inn' },
    ]),
    rowsOf({ a: 1.25, f: '1' }),
    [
      {
        code: 'format',
        severity: 'error',
        sheet: 's',
        row: 'r1',
        column: 'a',
        params: { fractionDigits: 1 },
      },
      { code: 'format', severity: 'error', sheet: 's', row: 'r1', column: 'f', params: { format: 'inn' } },
    ],
  ],
  [
    '[V41] list',
    oneSheet([column({ type: 'choice', list: 'l' })], { lists: LISTS }),
    rowsOf({ a: 'z' }),
    [{ code: 'list', severity: 'error', sheet: 's', row: 'r1', column: 'a', params: { value: 'z' } }],
  ],
  [
    '[V42] key, with the other columns of the key highlighted',
    oneSheet([integer, b], { key: ['b', 'a'] }),
    rowsOf({ a: 1, b: 2 }, { a: 1, b: 2 }),
    [
      {
        code: 'key',
        severity: 'error',
        sheet: 's',
        row: 'r2',
        column: 'b',
        params: {},
        highlight: [{ sheet: 's', row: 'r2', column: 'a' }],
      },
    ],
  ],
  [
    '[V43] rows, too few',
    oneSheet([integer], { rows: { kind: 'open', min: 2, max: 3 } }),
    rowsOf({ a: 1 }),
    [{ code: 'rows', severity: 'error', sheet: 's', params: { count: 1, min: 2, max: 3 } }],
  ],
  [
    '[V43] rows, an unknown one',
    oneSheet([integer], { rows: { kind: 'fixed', items: [{ id: '01' }] } }),
    rowsOf({ a: 1 }),
    [{ code: 'rows', severity: 'error', sheet: 's', row: 'r1', params: { row: 'r1' } }],
  ],
  [
    '[V44] rule, with its params',
    oneSheet([integer], { rules: [rule] }),
    rowsOf({ a: 1 }),
    [{ code: 'rule', severity: 'error', rule: 'x', sheet: 's', row: 'r1', column: 'a', params: { p: 5 } }],
  ],
  [
    '[V45] justify, behind its rule',
    oneSheet([integer], { rules: [{ ...rule, severity: 'warning', justify: true }] }),
    rowsOf({ a: 1 }),
    [
      { code: 'rule', severity: 'warning', rule: 'x', sheet: 's', row: 'r1', column: 'a', params: { p: 5 } },
      { code: 'justify', severity: 'error', rule: 'x', sheet: 's', row: 'r1', column: 'a', params: {} },
    ],
  ],
];

const untold = (finding: Finding): object =>
  Object.fromEntries(Object.entries(finding).filter(([name]) => name !== 'message'));

describe('codes of findings', () => {
  it.each(CASES)('%s', (_name, form, answers, expected) => {
    const context = { today: '2023-01-01' };
    const findings = validateAnswers(compiled(form), answers, context);
    expect(findings.map(untold)).toEqual(expected);
    const english = validateAnswers(compiled(form), answers, { ...context, locale: 'en' });
    expect(english.map(untold)).toEqual(expected);
    expect(findings.every(({ message }) => message !== '')).toBe(true);
  });
});

it('[V31] a live validation answers for single cells, totals and rejected edits', () => {
  const form = compiled(
    oneSheet([
      column({ type: 'integer', total: 'sum' }),
      { ...b, enabled: { '>': [{ var: 'a' }, 1] }, required: true },
      { id: 'c', title: 'C', type: 'integer', value: { '+': [{ var: 'a' }, 1] } },
    ]),
  );
  const live = openValidation(form, rowsOf({ a: 1 }), { today: '2023-01-01' });
  const plain = { required: false, readOnly: false, computed: false };
  expect(live.cellState('s', 'r1', 'b')).toMatchObject({ value: null, enabled: false });
  expect(live.cellState('s', 'r1', 'a')).toEqual({ ...plain, value: 1, enabled: true });
  const change = live.apply([{ kind: 'set', sheet: 's', row: 'r1', cells: { a: 2, c: 9 } }]);
  expect(change.rejected).toEqual([
    { editIndex: 0, reason: 'read_only', sheet: 's', row: 'r1', column: 'c' },
  ]);
  expect(change.added.map(({ code, column: at }) => [code, at])).toEqual([['required', 'b']]);
  expect(change.removed).toEqual([]);
  expect(live.cellState('s', 'r1', 'c')).toEqual({
    ...plain,
    value: 3,
    enabled: true,
    readOnly: true,
    computed: true,
  });
  expect(live.totals('s')).toEqual({ a: 2 });
  expect(live.rebase(rowsOf()).removed).toEqual(change.added);
  expect(live.findings).toEqual([]);
});

it('[V32] offers the codes that list and filter let through, labelled as their own sheet shows them', () => {
  const own = oneSheet([
    column({ type: 'integer' }),
    {
      id: 'c',
      title: 'C',
      type: 'choice',
      list: 'l',
      filter: { '>': [{ var: 'a' }, { var: '$code.attributes.from' }] },
    },
    { id: 'd', title: 'D', type: 'choices', list: { sheet: 't', column: 'who' } },
  ]) as { readonly sheets: readonly object[] };
  const form = compiled({
    ...own,
    lists: {
      l: [
        { value: 'p', label: 'Первый', attributes: { from: 1 } },
        { value: 'q', label: { ru: 'Второй', en: 'Second' }, attributes: { from: 5 } },
      ],
    },
    sheets: [
      ...own.sheets,
      {
        id: 't',
        title: 'T',
        rows: { kind: 'open' },
        columns: [{ id: 'who', title: 'Who', type: 'choice', list: 'l' }],
      },
    ],
  });
  const answers = {
    sheets: { ...rowsOf({ a: 3 }, { a: 9 }).sheets, t: [{ id: 't1', cells: { who: 'q' } }] },
  };
  const live = openValidation(form, answers, { today: '2023-01-01', locale: 'en' });
  const values = (row: string, id: string): string[] => live.options('s', row, id).map(({ value }) => value);
  expect(values('r1', 'c')).toEqual(['p']);
  expect(values('r2', 'c')).toEqual(['p', 'q']);
  expect(values('not there yet', 'c')).toEqual([]);
  live.apply([{ kind: 'set', sheet: 's', row: 'r1', cells: { a: 7 } }]);
  expect(values('r1', 'c')).toEqual(['p', 'q']);
  expect(live.options('s', 'r1', 'd')).toEqual([{ value: 'q', label: 'Second' }]);
  expect(live.options('s', 'r1', 'a')).toEqual([]);
});
