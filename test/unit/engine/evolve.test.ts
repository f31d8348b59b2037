import { diffDefinitions } from 'engine';
import { describe, expect, it } from 'vitest';
import { column, fixedRows, form, type Json, listed, sheet, withColumn, withRule } from './evolve-support';
import { parsed } from './support';

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
