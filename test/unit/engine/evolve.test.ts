import { type Answers, carryAnswers, type CellValue, diffDefinitions } from 'engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiled, parsed } from './support';

type Json = Record<string, unknown>;

const column = (id: string, more: Json = {}): Json => ({ id, title: id, type: 'integer', ...more });
const sheet = (more: Json = {}): Json => ({
  id: 's',
  title: 'Лист',
  columns: [column('a'), column('b')],
  ...more,
});
const form = (more: Json = {}): Json => ({
  format: 1,
  id: 'f',
  version: 1,
  title: 'Форма',
  sheets: [sheet()],
  ...more,
});
const withColumn = (more: Json): Json =>
  form({ sheets: [sheet({ columns: [column('a', more), column('b')] })] });
const withRule = (more: Json | null): Json =>
  form({
    sheets: [
      sheet({ rules: more ? [{ id: 'r', assert: { '>': [{ var: 'a' }, 0] }, message: 'м', ...more }] : [] }),
    ],
  });
const listed = (...codes: readonly Json[]): Json =>
  form({
    lists: { l: codes.map((code) => ({ label: String(code['value']), ...code })) },
    sheets: [sheet({ columns: [column('a', { type: 'choice', list: 'l' })] })],
  });
const fixedRows = (...items: readonly Json[]): Json =>
  form({ sheets: [sheet({ rows: { kind: 'fixed', items } })] });

/** Name, old, new → kind, effect and path of every change. */
const DIFFS: readonly (readonly [string, Json, Json, readonly (readonly [string, string, string])[]])[] = [
  ['the same', form(), form(), []],
  ['properties in another order', form(), { ...Object.fromEntries(Object.entries(form()).reverse()) }, []],
  ['the version alone', form(), form({ version: 2 }), []],
  ['a title', form(), form({ title: 'Другая' }), [['text_changed', 'safe', '/title']]],
  [
    'an added column',
    form(),
    form({ sheets: [sheet({ columns: [column('a'), column('x'), column('b')] })] }),
    [['column_added', 'safe', '/sheets/0/columns/1']],
  ],
  [
    'an added required column',
    form(),
    form({ sheets: [sheet({ columns: [column('a'), column('b'), column('x', { required: true })] })] }),
    [['column_added', 'tightens', '/sheets/0/columns/2']],
  ],
  [
    'a removed column',
    form(),
    form({ sheets: [sheet({ columns: [column('a')] })] }),
    [['column_removed', 'loses', '/sheets/0/columns/1']],
  ],
  [
    'a renamed column is one change',
    form(),
    form({ sheets: [sheet({ columns: [column('x', { was: 'a', title: 'a' }), column('b')] })] }),
    [['column_renamed', 'safe', '/sheets/0/columns/0']],
  ],
  [
    'columns in another order',
    form(),
    form({ sheets: [sheet({ columns: [column('b'), column('a')] })] }),
    [['order_changed', 'safe', '/sheets/0/columns']],
  ],
  [
    'text to integer',
    withColumn({ type: 'text' }),
    withColumn({}),
    [['type_changed', 'tightens', '/sheets/0/columns/0/type']],
  ],
  [
    'integer to number',
    withColumn({}),
    withColumn({ type: 'number' }),
    [['type_changed', 'safe', '/sheets/0/columns/0/type']],
  ],
  [
    'required at last',
    withColumn({}),
    withColumn({ required: true }),
    [['required_changed', 'tightens', '/sheets/0/columns/0/required']],
  ],
  [
    'no longer required',
    withColumn({ required: true }),
    withColumn({ required: false }),
    [['required_changed', 'safe', '/sheets/0/columns/0/required']],
  ],
  [
    'a higher maximum',
    withColumn({ max: 5 }),
    withColumn({ max: 6 }),
    [['bound_changed', 'safe', '/sheets/0/columns/0/max']],
  ],
  [
    'a lower maximum',
    withColumn({ max: 6 }),
    withColumn({ max: 5 }),
    [['bound_changed', 'tightens', '/sheets/0/columns/0/max']],
  ],
  [
    'a new minimum',
    withColumn({}),
    withColumn({ min: 0 }),
    [['bound_changed', 'tightens', '/sheets/0/columns/0/min']],
  ],
  [
    'a column computed now',
    withColumn({}),
    withColumn({ value: { '+': [{ var: 'b' }, 1] } }),
    [['value_added', 'loses', '/sheets/0/columns/0/value']],
  ],
  [
    'a removed sheet',
    form({ sheets: [sheet(), sheet({ id: 't' })] }),
    form(),
    [['sheet_removed', 'loses', '/sheets/1']],
  ],
  [
    'a renamed sheet',
    form(),
    form({ sheets: [sheet({ id: 't', was: 's' })] }),
    [['sheet_renamed', 'safe', '/sheets/0']],
  ],
  [
    'a column removed from a sheet that moved: the path is the old one',
    form({ sheets: [sheet(), sheet({ id: 't' })] }),
    form({ sheets: [sheet({ id: 't', columns: [column('a')] })] }),
    [
      ['column_removed', 'loses', '/sheets/1/columns/1'],
      ['sheet_removed', 'loses', '/sheets/0'],
    ],
  ],
  [
    'an added code',
    listed({ value: '1' }),
    listed({ value: '1' }, { value: '2' }),
    [['code_added', 'safe', '/lists/l/1']],
  ],
  [
    'a removed code',
    listed({ value: '1' }, { value: '2' }),
    listed({ value: '1' }),
    [['code_removed', 'tightens', '/lists/l/1']],
  ],
  [
    'a renamed code',
    listed({ value: '1', label: 'x' }),
    listed({ value: '2', was: '1', label: 'x' }),
    [['code_renamed', 'safe', '/lists/l/0']],
  ],
  ['an added rule', withRule(null), withRule({}), [['rule_added', 'tightens', '/sheets/0/rules/0']]],
  [
    'an added warning',
    withRule(null),
    withRule({ severity: 'warning' }),
    [['rule_added', 'safe', '/sheets/0/rules/0']],
  ],
  ['a removed rule', withRule({}), withRule(null), [['rule_removed', 'safe', '/sheets/0/rules/0']]],
  [
    'another message',
    withRule({}),
    withRule({ message: 'н' }),
    [['rule_changed', 'safe', '/sheets/0/rules/0']],
  ],
  [
    'a warning that became an error',
    withRule({ severity: 'warning' }),
    withRule({}),
    [['rule_changed', 'tightens', '/sheets/0/rules/0']],
  ],
  [
    'an error that became a warning',
    withRule({}),
    withRule({ severity: 'warning' }),
    [['rule_changed', 'safe', '/sheets/0/rules/0']],
  ],
  [
    'a removed row',
    fixedRows({ id: '1' }, { id: '2' }),
    fixedRows({ id: '1' }),
    [['row_removed', 'loses', '/sheets/0/rows/items/1']],
  ],
  [
    'a renamed row',
    fixedRows({ id: '1' }),
    fixedRows({ id: '2', was: '1' }),
    [['row_renamed', 'safe', '/sheets/0/rows/items/0']],
  ],
  [
    'fewer rows',
    form({ sheets: [sheet({ rows: { kind: 'open', max: 9 } })] }),
    form({ sheets: [sheet({ rows: { kind: 'open', max: 8 } })] }),
    [['rows_changed', 'tightens', '/sheets/0/rows']],
  ],
  [
    'a key',
    form(),
    form({ sheets: [sheet({ key: ['a'] })] }),
    [['key_changed', 'tightens', '/sheets/0/key']],
  ],
];

describe('diffDefinitions', () => {
  it.each(DIFFS)('%s', (_name, from, to, expected) => {
    const changes = diffDefinitions(parsed(from), parsed(to));
    expect(changes.map(({ kind, effect, path }) => [kind, effect, path])).toEqual(expected);
    for (const { message } of changes) expect(message).toMatch(/^[А-ЯЁ][^{}]*\.$/);
    for (const { message } of diffDefinitions(parsed(from), parsed(to), 'en'))
      expect(message).toMatch(/^[A-Z][^{}]*\.$/);
  });
});

const answersOf = (cells: Record<string, CellValue>, row = 'r1'): Answers => ({
  sheets: { s: [{ id: row, cells }] },
});
const cellsAfter = (from: Json, to: Json, cells: Record<string, CellValue>): unknown =>
  carryAnswers(compiled(from), compiled(to), answersOf(cells)).answers.sheets['s']?.[0]?.cells;

/** Old column, new column, value → the value carried. */
const VALUES: readonly (readonly [Json, Json, CellValue, CellValue])[] = [
  [{ type: 'text' }, { type: 'integer' }, '1 234', 1234],
  [{ type: 'text' }, { type: 'integer' }, 'много', { $raw: 'много' }],
  [{ type: 'integer' }, { type: 'text' }, 1234567, '1234567'],
  [{ type: 'integer' }, { type: 'number' }, 5, 5],
  [{ type: 'number' }, { type: 'integer' }, 5, 5],
  [{ type: 'number' }, { type: 'integer' }, 5.5, { $raw: '5.5' }],
  [{ type: 'date' }, { type: 'text' }, '2023-05-05', '05.05.2023'],
  [{ type: 'text' }, { type: 'date' }, '5.5.2023', '2023-05-05'],
  [{ type: 'boolean' }, { type: 'text' }, true, 'Да'],
  [{ type: 'integer' }, { type: 'boolean' }, 1, true],
  [{ type: 'integer' }, { type: 'date' }, { $raw: '5.5.2023' }, '2023-05-05'],
  [{ type: 'integer' }, { type: 'integer' }, { $raw: 'х' }, { $raw: 'х' }],
];

describe('carryAnswers', () => {
  it.each(VALUES)('%j to %j: %j', (from, to, value, expected) => {
    expect(cellsAfter(withColumn(from), withColumn(to), { a: value })).toEqual({ a: expected });
  });

  it('follows the names that sheets, columns, rows and codes had', () => {
    const from = form({
      lists: {
        l: [
          { value: '1', label: 'x' },
          { value: 'gone', label: 'y' },
        ],
      },
      sheets: [
        sheet({
          rows: { kind: 'fixed', items: [{ id: '01' }] },
          columns: [column('a', { type: 'choice', list: 'l' }), column('b', { type: 'choices', list: 'l' })],
        }),
      ],
    });
    const to = form({
      lists: { l: [{ value: '2', was: '1', label: 'x' }] },
      sheets: [
        sheet({
          id: 't',
          was: 's',
          rows: { kind: 'fixed', items: [{ id: '02', was: '01' }] },
          columns: [
            column('c', { was: 'a', type: 'choice', list: 'l' }),
            column('b', { type: 'choices', list: 'l' }),
          ],
        }),
      ],
    });
    const { answers, report } = carryAnswers(
      compiled(from),
      compiled(to),
      answersOf({ a: '1', b: ['1', 'gone'] }, '01'),
    );
    expect(answers).toEqual({ sheets: { t: [{ id: '02', cells: { c: '2', b: { $raw: '2; gone' } } }] } });
    expect(report).toEqual({
      lost: [],
      converted: [
        { sheet: 't', row: '02', column: 'c', from: '1', to: '2' },
        { sheet: 't', row: '02', column: 'b', from: ['1', 'gone'], to: { $raw: '2; gone' } },
      ],
      renamed: [
        { kind: 'sheet', from: 's', to: 't' },
        { kind: 'column', sheet: 't', from: 'a', to: 'c' },
        { kind: 'row', sheet: 't', from: '01', to: '02' },
      ],
    });
  });

  it('keeps a removed code as it was typed', () => {
    expect(cellsAfter(listed({ value: '1' }, { value: '2' }), listed({ value: '1' }), { a: '2' })).toEqual({
      a: { $raw: '2' },
    });
  });

  it('reports what finds no place: columns, rows, sheets, cells computed or given now', () => {
    const lost = (from: Json, to: Json, answers: Answers): unknown =>
      carryAnswers(compiled(from), compiled(to), answers).report.lost;
    expect(
      lost(form(), form({ sheets: [sheet({ columns: [column('b')] })] }), answersOf({ a: 1, b: 2 })),
    ).toEqual([{ sheet: 's', row: 'r1', column: 'a', value: 1 }]);
    expect(lost(form(), form({ sheets: [sheet({ id: 't' })] }), answersOf({ a: 1, b: null }))).toEqual([
      { sheet: 's', row: 'r1', column: 'a', value: 1 },
    ]);
    expect(
      lost(fixedRows({ id: '1' }, { id: '2' }), fixedRows({ id: '1' }), answersOf({ a: 7 }, '2')),
    ).toEqual([{ sheet: 's', row: '2', column: 'a', value: 7 }]);
    expect(lost(form(), withColumn({ value: { '+': [{ var: 'b' }, 1] } }), answersOf({ a: 1 }))).toHaveLength(
      1,
    );
    expect(
      lost(fixedRows({ id: '1' }), fixedRows({ id: '1', cells: { a: 5 } }), answersOf({ a: 7 }, '1')),
    ).toHaveLength(1);
  });

  it('keeps explanations of rules that live on', () => {
    const explained = (rule: string): Answers => ({
      ...answersOf({ a: 1 }),
      justifications: [{ rule, sheet: 's', row: 'r1', text: 'так' }],
    });
    const carried = carryAnswers(compiled(withRule({})), compiled(withRule({})), explained('r'));
    expect(carried.answers.justifications).toHaveLength(1);
    const dropped = carryAnswers(compiled(withRule({})), compiled(withRule(null)), explained('r'));
    expect(dropped.answers.justifications).toEqual([]);
    expect(dropped.report.lost).toEqual([{ sheet: 's', row: 'r1', value: 'так' }]);
  });

  it('nothing that was entered disappears, and what lives on keeps its value', () => {
    const type = fc.constantFrom('text', 'integer', 'number', 'date', 'boolean', 'choice', 'choices');
    const version = fc
      .array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), type), { minLength: 1, maxLength: 4 })
      .map((columns) =>
        form({
          lists: {
            l: [
              { value: '1', label: 'Да' },
              { value: '2', label: '2023-05-05' },
            ],
          },
          sheets: [
            sheet({
              columns: [...new Map(columns)].map(([id, of]) =>
                column(id, { type: of, ...(of.startsWith('choice') ? { list: 'l' } : {}) }),
              ),
            }),
          ],
        }),
      );
    const value: fc.Arbitrary<CellValue> = fc.oneof(
      fc.constantFrom<CellValue>('1', 1, 2.5, '2023-05-05', true, ['1', '2'], { $raw: 'x' }, 'Да', '1; 2'),
      fc.string({ minLength: 1 }).filter((text) => text.replaceAll(';', '').trim() !== ''),
    );
    const cells = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value);
    fc.assert(
      fc.property(version, version, cells, (from, to, entered) => {
        const { answers, report } = carryAnswers(compiled(from), compiled(to), answersOf(entered));
        const kept = Object.entries(answers.sheets['s']?.[0]?.cells ?? {}).filter(([, one]) => one !== null);
        const lost = report.lost.map((one) => one.column ?? '');
        expect([...kept.map(([id]) => id), ...lost].sort()).toEqual(Object.keys(entered).sort());
      }),
    );
  });
});
