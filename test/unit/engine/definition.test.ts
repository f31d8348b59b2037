import { checkDefinition, compileForm, parseDefinition } from 'engine';
import { describe, expect, it } from 'vitest';
import { oneSheet, parsed } from './support';

const int = (id: string, more: object = {}): object => ({ id, title: id, type: 'integer', ...more });
const text = (id: string, more: object = {}): object => ({ id, title: id, type: 'text', ...more });
const rule = (assert: unknown, more: object = {}): object => ({ id: 'x', assert, message: 'нет', ...more });
const a = { var: 'a' };
const b = { var: 'b' };
const list = ['p', 'q'].map((value) => ({ value, label: value }));
const choice = { id: 'c', title: 'c', type: 'choice', list: 'l' };
const fixed = { kind: 'fixed', items: [{ id: '01' }, { id: '02' }] };

const nested = (depth: number): unknown => (depth === 0 ? true : { '!': [nested(depth - 1)] });
const deep = (depth: number): unknown => (depth === 0 ? {} : { x: deep(depth - 1) });

const shapes: readonly (readonly [string, unknown, string, string])[] = [
  ['a missing property', { format: 1, id: 'f', version: 1, title: 'Ф' }, 'schema', ''],
  ['another format', { ...(oneSheet([int('a')]) as object), format: 2 }, 'schema', '/format'],
  ['an unknown property', oneSheet([int('a', { colour: 'red' })]), 'schema', '/sheets/0/columns/0'],
  ['an identifier with a dot', oneSheet([int('a.b')]), 'schema', '/sheets/0/columns/0/id'],
  ['a prototype name', JSON.parse('{"__proto__":{"a":1}}'), 'forbidden_name', ''],
  ['nesting without end', deep(2000), 'too_deep', ''],
  [
    'a number past all numbers',
    oneSheet([int('a', { max: Infinity })]),
    'number_too_large',
    '/sheets/0/columns/0/max',
  ],
  ['no object at all', 'форма', 'schema', ''],
];

describe('[D1] what is no definition of format 1 is refused with its place', () => {
  it.each(shapes)('%s', (_name, json, code, path) => {
    const result = parseDefinition(json);
    const found = result.ok ? [] : result.error;
    expect(found.map((one) => one.code)).toContain(code);
    expect(found.some((one) => one.path.startsWith(path))).toBe(true);
  });
});

type Check = readonly [string, unknown, readonly (readonly [string, string])[]];

const checks: readonly Check[] = [
  ['nothing', oneSheet([int('a')]), []],
  ['two columns of one name', oneSheet([int('a'), int('a')]), [['duplicate_id', '/sheets/0/columns/1/id']]],
  [
    'two rules of one name, in sheet and form',
    {
      ...(oneSheet([int('a')], { rules: [rule({ '>': [a, 0] })] }) as object),
      rules: [rule({ '<': [{ count: [{ var: '$sheets.s' }] }, 5] })],
    },
    [['duplicate_id', '/rules/0/id']],
  ],
  [
    '[D5] one rule for several columns is one rule',
    oneSheet([int('a'), int('b')], {
      rows: fixed,
      rules: [
        rule(
          { '<=': [{ cell: ['01', '$column'] }, { cell: ['02', '$column'] }] },
          { each: 'column', columns: ['a', 'b'], highlight: ['$column', { row: '01', column: '$column' }] },
        ),
      ],
    }),
    [],
  ],
  [
    '[D4] a loop through value, enabled and filter',
    oneSheet([int('a', { enabled: { '>': [b, 0] } }), int('b', { value: { '+': [a, 1] } })]),
    [['cycle', '/sheets/0/columns/0']],
  ],
  [
    '[D4] required and prefill make no loop',
    oneSheet([int('a', { required: { '>': [b, 0] } }), int('b', { prefill: a, enabled: { blank: a } })]),
    [],
  ],
  [
    'required on a computed cell',
    oneSheet([int('a', { value: 1, required: true })]),
    [['required_on_computed', '/sheets/0/columns/0/required']],
  ],
  ['min over max', oneSheet([int('a', { min: 2, max: 1 })]), [['min_over_max', '/sheets/0/columns/0/min']]],
  [
    'a bound of another type',
    oneSheet([{ id: 'd', title: 'd', type: 'date', min: 5 }]),
    [['bound_of_wrong_type', '/sheets/0/columns/0/min']],
  ],
  [
    'a sum of texts',
    oneSheet([text('a', { total: 'sum' })]),
    [['not_for_type', '/sheets/0/columns/0/total']],
  ],
  ['a count of texts', oneSheet([text('a', { total: 'count' })]), []],
  [
    'a choice without a list',
    oneSheet([{ id: 'c', title: 'c', type: 'choice' }]),
    [['list_missing', '/sheets/0/columns/0']],
  ],
  ['a list that nobody uses', oneSheet([int('a')], { lists: { l: list } }), [['unused_list', '/lists/l']]],
  [
    'labels alike',
    oneSheet([choice], { lists: { l: [...list, { value: 'w', label: 'P' }] } }),
    [['colliding_labels', '/lists/l/2/label']],
  ],
  [
    'a shared list that is not at hand',
    oneSheet([choice], { lists: { l: { codeList: 'x' } } }),
    [['missing_code_list', '/lists/l']],
  ],
  [
    'a code twice',
    oneSheet([choice], { lists: { l: [...list, { value: 'p', label: 'другой' }] } }),
    [['duplicate_code', '/lists/l/2/value']],
  ],
  [
    'an unknown placeholder',
    oneSheet([int('a')], { rules: [rule({ '>': [a, 0] }, { message: '{nobody}' })] }),
    [['unknown_placeholder', '/sheets/0/rules/0/message']],
  ],
  [
    'a cell of a row in a rule of a sheet',
    oneSheet([int('a')], { rules: [rule({ '>': [a, 0] }, { each: 'sheet' })] }),
    [['no_row_here', '/sheets/0/rules/0/assert/>/0/var']],
  ],
  [
    '[L6] $row in a rule of a sheet',
    oneSheet([int('a')], {
      rules: [rule({ some: [{ var: '$rows' }, { '==': [a, { var: '$row.a' }] }] }, { each: 'sheet' })],
    }),
    [['no_row_here', '/sheets/0/rules/0/assert/some/1/==/1/var']],
  ],
  [
    'a code that is not in the list',
    oneSheet([choice], { lists: { l: list }, rules: [rule({ '!=': [{ var: 'c' }, 'z'] })] }),
    [['unknown_code', '/sheets/0/rules/0/assert/!=']],
  ],
  [
    'a rule that always fails',
    oneSheet([int('a')], { rules: [rule(false)] }),
    [['always_fails', '/sheets/0/rules/0/assert']],
  ],
  [
    'a rule that always holds',
    oneSheet([int('a')], { rules: [rule(true)] }),
    [['always_holds', '/sheets/0/rules/0/assert']],
  ],
  ['[L10] logic of 64 operations', oneSheet([int('a', { enabled: nested(64) })]), []],
  [
    '[L10] logic of 65 operations',
    oneSheet([int('a', { enabled: nested(65) })]),
    [['logic_too_deep', `/sheets/0/columns/0/enabled${'/!/0'.repeat(65)}`]],
  ],
  [
    '[L10] logic of more than 10,000 nodes',
    oneSheet([
      int('a', {
        enabled: { and: Array.from({ length: 990 }, () => ({ or: Array.from({ length: 10 }, () => true) })) },
      }),
    ]),
    [['logic_too_large', '/sheets/0/columns/0/enabled/and/909']],
  ],
  [
    'a pattern with look-around',
    oneSheet([text('a', { pattern: '(?=x)x' })]),
    [['unsafe_pattern', '/sheets/0/columns/0/pattern']],
  ],
  [
    'a pattern with a back-reference',
    oneSheet([text('a', { pattern: '(x)\\1' })]),
    [['unsafe_pattern', '/sheets/0/columns/0/pattern']],
  ],
  [
    'a pattern that could backtrack without end',
    oneSheet([text('a', { pattern: '(a+)+' })]),
    [['unsafe_pattern', '/sheets/0/columns/0/pattern']],
  ],
  ['a plain pattern', oneSheet([text('a', { pattern: '\\d{2}\\.\\d{2}(\\.\\d{2})?' })]), []],
  [
    'a name that is still there',
    oneSheet([int('a', { was: 'b' }), int('b')]),
    [['was_living', '/sheets/0/columns/0/was']],
  ],
  [
    'cells of an open sheet',
    oneSheet([int('a')], { cells: [{ row: '01', column: 'a' }] }),
    [['cells_in_open_sheet', '/sheets/0/cells/0']],
  ],
  [
    'a given value of another type',
    oneSheet([int('a')], { rows: { kind: 'fixed', items: [{ id: '01', cells: { a: 'x' } }] } }),
    [['given_cell_unreadable', '/sheets/0/rows/items/0/cells/a']],
  ],
  [
    '[L8] an earlier collection of another form has names of its own',
    oneSheet([int('a', { value: { sum: [{ var: '$previous.old' }, { var: 'z' }] } })]),
    [],
  ],
  [
    '[L8] an earlier collection of this form has its names',
    {
      ...(oneSheet([int('a', { value: { sum: [{ var: '$previous.s' }, { var: 'z' }] } })]) as object),
      previous: { form: 'test', version: 1 },
    },
    [['unknown_name', '/sheets/0/columns/0/value/sum/1/var']],
  ],
];

describe('[D2] what is wrong or doubtful in a definition is said with its place', () => {
  it.each(checks)('%s', (_name, json, expected) => {
    expect(checkDefinition(parsed(json)).map(({ code, path }) => [code, path])).toEqual(expected);
  });

  it.each(checks)('[D3] a form is compiled where nothing is an error: %s', (_name, json) => {
    const definition = parsed(json);
    const errors = checkDefinition(definition).filter(({ severity }) => severity === 'error');
    expect(compileForm(definition).ok).toBe(errors.length === 0);
  });
});
