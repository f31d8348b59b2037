import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileForm, parseDefinition } from '../../engine';
import type { CellValue, CompiledForm } from '../../engine';
import { validateRowByRow } from '../../engine/validate/row-by-row';
import { validateAnswers } from '../../engine/validate/validate-answers';

const COLUMNS = [
  { id: 'kind', title: 'kind', type: 'choice', list: 'kinds', required: true },
  { id: 'a', title: 'a', type: 'integer', min: -5, max: 50, required: { '==': [{ var: 'kind' }, 'x'] } },
  { id: 'b', title: 'b', type: 'number', fractionDigits: 2, min: -10 },
  { id: 'from', title: 'from', type: 'date', min: '2023-01-01' },
  { id: 'to', title: 'to', type: 'date', enabled: { '!=': [{ var: 'kind' }, 'y'] } },
  { id: 'flag', title: 'flag', type: 'boolean', enabled: { '>': [{ var: 'a' }, 0] } },
  { id: 'note', title: 'note', type: 'text', maxLength: 4 },
  { id: 'total', title: 'total', type: 'number', fractionDigits: 1, value: { '/': [{ var: 'b' }, { var: 'a' }] }, max: 9 },
  { id: 'tags', title: 'tags', type: 'choices', list: 'kinds' },
] as const; // prettier-ignore

const v = (id: string): unknown => ({ var: id });

/** Random logic of each kind over the columns. */
const logic = fc.letrec<{ number: unknown; date: unknown; verdict: unknown }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(v('a'), v('b'), v('total'), v('$row.a')),
    fc.constantFrom<unknown>(0, 1, -3, 2.5, 0.01, 100),
    fc.tuple(fc.constantFrom('+', '-', '*', '/', '%', 'min', 'max', 'sum_filled', 'coalesce'), tie('number'), tie('number'))
      .map(([name, x, y]) => ({ [name]: [x, y] })),
    fc.tuple(tie('number'), fc.constantFrom(0, 1, 2)).map(([x, digits]) => ({ round: [x, digits] })),
    tie('number').map((x) => ({ abs: [x] })),
    tie('number').map((x) => ({ '-': [x] })),
    fc.constantFrom<unknown>({ length: [v('note')] }, { weekday: [v('from')] }, { year: [v('to')] }),
    fc.tuple(tie('date'), tie('date')).map(([x, y]) => ({ days_between: [x, y] })),
    fc.tuple(tie('verdict'), tie('number'), tie('number')).map((args) => ({ if: args })),
  ),
  date: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(v('from'), v('to'), v('$today'), v('$collection.closesAt')),
    fc.tuple(tie('verdict'), tie('date'), tie('date')).map((args) => ({ if: args })),
  ),
  verdict: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'), tie('number'))
      .map(([name, x, y]) => ({ [name]: [x, y] })),
    fc.tuple(fc.constantFrom('<', '>=', '=='), tie('date'), tie('date')).map(([name, x, y]) => ({ [name]: [x, y] })),
    fc.tuple(tie('number'), tie('number'), tie('number')).map((args) => ({ between: args })),
    fc.tuple(tie('number'), tie('number'), fc.constantFrom(0, 0.5, 3)).map((args) => ({ near: args })),
    fc.tuple(tie('number'), tie('number'), tie('number')).map((args) => ({ '<': args })),
    fc.constantFrom<unknown>(
      { '==': [v('kind'), 'x'] },
      { '!=': ['y', v('kind')] },
      { in: [v('kind'), ['x', 'z']] },
      { in: [v('a'), [1, 2, 3]] },
      { in: [v('kind'), v('tags')] },
      { starts_with: [v('note'), 'п'] },
      { in: [{ substr: [v('note'), 0, 2] }, ['пл', 'a', '😀😀']] },
      { '==': [v('flag'), true] },
      { '<': [v('from'), '2023-02-01'] },
      { '==': [v('$org.kind'), 'spo'] },
      v('flag'),
      null,
    ),
    fc.tuple(fc.constantFrom('and', 'or'), tie('verdict'), tie('verdict')).map(([name, x, y]) => ({ [name]: [x, y] })),
    tie('verdict').map((x) => ({ '!': [x] })),
    fc.oneof(tie('number'), tie('date'), tie('verdict')).map((x) => ({ blank: [x] })),
    fc.tuple(tie('verdict'), tie('verdict'), tie('verdict')).map((args) => ({ if: args })),
  ),
})); // prettier-ignore

const rows = v('$rows');
const GROUP_ASSERTS: readonly unknown[] = [
  { '<=': [{ count_distinct: [rows, v('from')] }, 1] },
  { '<=': [{ count: [rows, { '>': [v('a'), 3] }] }, 1] },
  { '==': [{ sum: [rows, v('b')] }, { sum: [rows, v('a')] }] },
  { '<=': [{ highest: [rows, v('a')] }, { '*': [{ sum: [rows, v('a')] }, 0.6] }] },
  { '>': [{ avg: [rows, v('b')] }, 1] },
  { '<=': [{ lowest: [rows, v('from')] }, '2023-02-02'] },
  { '<': [{ count: [rows] }, 3] },
  { '<': [{ count_distinct: [rows, { '+': [v('a'), v('b')] }] }, 2] },
  { '!': [{ blank: [rows] }] },
  { '<=': [{ sum: [{ filter: [rows, { '>': [v('b'), 0] }] }, v('a')] }, 2] },
  { '<=': [{ count: [{ filter: [rows, v('flag')] }, { '==': [v('kind'), 'x'] }] }, 1] },
];
const anyGroupAssert = fc.oneof(
  fc.constantFrom(...GROUP_ASSERTS),
  logic.verdict.map((condition) => ({ '<=': [{ count: [rows, condition] }, 2] })),
  logic.number.map((of) => ({ '<=': [{ sum: [rows, of] }, 20] })),
);

const anyRule = fc.oneof(
  fc.record({ assert: logic.verdict }),
  fc.record({ assert: logic.verdict, when: logic.verdict }),
  anyGroupAssert.map((assert) => ({ assert, each: 'sheet' })),
  fc.tuple(anyGroupAssert, fc.constantFrom(['kind'], ['kind', 'a'], ['from'], ['b', 'flag'], ['note']))
    .map(([assert, groupBy]) => ({ assert, each: 'group', groupBy })),
); // prettier-ignore

function compiled(rules: readonly object[], key: readonly string[]): CompiledForm | null {
  const parsed = parseDefinition({
    format: 1,
    id: 'random',
    version: 1,
    title: 'random',
    lists: { kinds: ['x', 'y', 'z'].map((value) => ({ value, label: value.toUpperCase() })) },
    sheets: [
      {
        id: 'main',
        title: 'main',
        rows: { kind: 'open', max: 8 },
        ...(key.length > 0 ? { key } : {}),
        columns: COLUMNS,
        rules: rules.map((rule, i) => ({ id: `r${i}`, message: '{kind}'.slice(0, 0) + `m${i}`, ...rule })),
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const form = compileForm(parsed.value);
  return form.ok ? form.value : null;
}

const cell: Readonly<Record<string, fc.Arbitrary<CellValue>>> = {
  kind: fc.constantFrom<CellValue>('x', 'y', 'z', 'X', 'unknown', { $raw: '?' }),
  a: fc.constantFrom<CellValue>(-7, -1, 0, 1, 2, 3, 7, 51, '4', 2.5, { $raw: 'three' }, 1e15, 1e12),
  b: fc.constantFrom<CellValue>(0.1, 0.2, 0.3, 2.5, -3, 1.25, 7, 1.005, '0,35', 123456789.12, -0),
  from: fc.constantFrom<CellValue>(
    '2023-01-31',
    '2023-02-01',
    '2023-02-02',
    '02.02.2023',
    '2022-12-31',
    'soon',
  ),
  to: fc.constantFrom<CellValue>('2023-01-31', '2023-02-01', '2024-02-29', { $raw: '2023-02-30' }),
  flag: fc.constantFrom<CellValue>(true, false, 'да', 'maybe'),
  note: fc.constantFrom<CellValue>('п', 'план', 'a', ' ', '', '😀😀😀😀', 'longer', '\u00a0'),
  tags: fc.constantFrom<CellValue>(['x'], ['x', 'z'], [], 'x; y', ['q']),
};
const anyCells = fc.record(Object.fromEntries(Object.entries(cell).map(([id, of]) => [id, fc.option(of)])), {
  requiredKeys: [],
});
const anyAnswers = fc.array(fc.tuple(anyCells, fc.boolean()), { maxLength: 10 }).map((drafts) => ({
  sheets: {
    main: drafts.map(([cells, isRemoved], i) => ({
      id: `r${i}`,
      cells: cells as Readonly<Record<string, CellValue>>,
      ...(isRemoved && i % 4 === 0 ? { removed: true as const } : {}),
    })),
  },
}));

const context = {
  today: '2023-02-01',
  org: { kind: 'spo' },
  collection: { opensAt: '2023-01-01T00:00:00Z', closesAt: '2023-02-01T22:00:00Z' },
};

describe('columns read all at once', () => {
  it('give the findings that rows read one by one give', () => {
    let judged = 0;
    fc.assert(
      fc.property(
        fc.array(anyRule, { minLength: 1, maxLength: 5 }),
        fc.constantFrom<readonly string[]>([], ['kind'], ['a', 'from'], ['b', 'note', 'flag'], ['total']),
        anyAnswers,
        (rules, key, answers) => {
          const form = compiled(rules, key);
          if (!form) return;
          judged++;
          expect(validateAnswers(form, answers, context, { batchRows: 1 })).toEqual(
            validateRowByRow(form, answers, context),
          );
        },
      ),
      { numRuns: 2000 },
    );
    expect(judged).toBeGreaterThan(1000);
  });
});
