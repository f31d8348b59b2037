import { column, form, type Json, sheet, withColumn, withRule } from './evolve-support';

const withSheet = (more: Json): Json => form({ sheets: [sheet(more)] });
const withCells = (...cells: readonly Json[]): Json =>
  withSheet({
    rows: { kind: 'fixed', items: [{ id: '1' }, { id: '2' }] },
    ...(cells.length > 0 ? { cells } : {}),
  });
const cell = (more: Json = {}): Json => ({ row: '1', column: 'a', ...more });
const text = (more: Json): Json => withColumn({ type: 'text', ...more });
const choice = (more: Json): Json =>
  form({
    lists: { l: [{ value: '1', label: 'x' }], m: [{ value: '1', label: 'x' }] },
    sheets: [
      sheet({ columns: [column('a', { type: 'choice', list: 'l', ...more }), column('b')] }),
      sheet({ id: 't' }),
      sheet({ id: 'u' }),
    ],
  });
const group = { each: 'group', groupBy: ['a'] };
const columns = { each: 'column', columns: ['a', 'b'] };

/** Property, old, new → kind, effect and path of every change. */
export const COLUMN_PROPERTIES: readonly (readonly [string, Json, Json, ...string[]])[] = [
  ['title of a column', form(), withColumn({ title: 'х' }), 'text_changed safe /sheets/0/columns/0/title'],
  ['group', form(), withColumn({ group: 'х' }), 'text_changed safe /sheets/0/columns/0/group'],
  ['hint of a column', form(), withColumn({ hint: 'х' }), 'text_changed safe /sheets/0/columns/0/hint'],
  ['width', form(), withColumn({ width: 50 }), 'property_changed safe /sheets/0/columns/0/width'],
  ['total', form(), withColumn({ total: 'sum' }), 'property_changed safe /sheets/0/columns/0/total'],
  ['prefill', form(), withColumn({ prefill: 1 }), 'property_changed safe /sheets/0/columns/0/prefill'],
  ['anything to text', form(), text({}), 'type_changed safe /sheets/0/columns/0/type'],
  [
    'one choice to several',
    choice({}),
    choice({ type: 'choices' }),
    'type_changed safe /sheets/0/columns/0/type',
  ],
  [
    'several choices to one',
    choice({ type: 'choices' }),
    choice({}),
    'type_changed tightens /sheets/0/columns/0/type',
  ],
  ['list', choice({}), choice({ list: 'm' }), 'choices_changed tightens /sheets/0/columns/0/list'],
  [
    'list from another sheet',
    choice({ list: { sheet: 't', column: 'a' } }),
    choice({ list: { sheet: 'u', column: 'b' } }),
    'choices_changed tightens /sheets/0/columns/0/list',
  ],
  ['filter', choice({}), choice({ filter: true }), 'choices_changed tightens /sheets/0/columns/0/filter'],
  [
    'no filter any more',
    choice({ filter: true }),
    choice({}),
    'choices_changed safe /sheets/0/columns/0/filter',
  ],
  ['minLength', text({}), text({ minLength: 1 }), 'bound_changed tightens /sheets/0/columns/0/minLength'],
  [
    'maxLength',
    text({ maxLength: 1 }),
    text({ maxLength: 2 }),
    'bound_changed safe /sheets/0/columns/0/maxLength',
  ],
  ['no maximum any more', withColumn({ max: 1 }), form(), 'bound_changed safe /sheets/0/columns/0/max'],
  [
    'a lower minimum',
    withColumn({ min: 1 }),
    withColumn({ min: 0 }),
    'bound_changed safe /sheets/0/columns/0/min',
  ],
  [
    'fractionDigits',
    withColumn({ type: 'number', fractionDigits: 2 }),
    withColumn({ type: 'number', fractionDigits: 1 }),
    'bound_changed tightens /sheets/0/columns/0/fractionDigits',
  ],
  ['pattern', text({}), text({ pattern: 'а' }), 'pattern_changed tightens /sheets/0/columns/0/pattern'],
  ['format', text({ format: 'inn' }), text({}), 'pattern_changed safe /sheets/0/columns/0/format'],
  [
    'enabled',
    form(),
    withColumn({ enabled: { '>': [{ var: 'b' }, 0] } }),
    'enabled_changed tightens /sheets/0/columns/0/enabled',
  ],
  ['enabled always, as it was', form(), withColumn({ enabled: true, required: false, readOnly: false })],
  [
    'readOnly',
    form(),
    withColumn({ readOnly: true }),
    'property_changed tightens /sheets/0/columns/0/readOnly',
  ],
  [
    'value',
    withColumn({ value: { '+': [{ var: 'b' }, 1] } }),
    withColumn({ value: { '+': [{ var: 'b' }, 2] } }),
    'value_changed tightens /sheets/0/columns/0/value',
  ],
  [
    'no value any more',
    withColumn({ value: { '+': [{ var: 'b' }, 1] } }),
    form(),
    'value_removed safe /sheets/0/columns/0/value',
  ],
  ['cells', withCells(), withCells(cell({ hint: 'х' })), 'cell_added safe /sheets/0/cells/0'],
  [
    'cells that demand',
    withCells(),
    withCells(cell({ required: true })),
    'cell_added tightens /sheets/0/cells/0',
  ],
  [
    'a cell less',
    withCells(cell({ required: false })),
    withCells(),
    'cell_removed tightens /sheets/0/cells/0',
  ],
  [
    'hint of a cell',
    withCells(cell()),
    withCells(cell({ hint: 'х' })),
    'cell_changed safe /sheets/0/cells/0/hint',
  ],
  [
    'required cell',
    withCells(cell()),
    withCells(cell({ required: true })),
    'cell_changed tightens /sheets/0/cells/0/required',
  ],
  [
    'readOnly cell',
    withCells(cell()),
    withCells(cell({ readOnly: true })),
    'cell_changed tightens /sheets/0/cells/0/readOnly',
  ],
  [
    'column of a cell',
    withCells(cell()),
    withCells(cell({ column: 'b' })),
    'cell_added safe /sheets/0/cells/0',
    'cell_removed safe /sheets/0/cells/0',
  ],
  [
    'row of a cell',
    withCells(cell()),
    withCells(cell({ row: '2' })),
    'cell_added safe /sheets/0/cells/0',
    'cell_removed safe /sheets/0/cells/0',
  ],
  [
    'id of a rule',
    withRule({}),
    withRule({ id: 'q' }),
    'rule_added tightens /sheets/0/rules/0',
    'rule_removed safe /sheets/0/rules/0',
  ],
  [
    'justify',
    withRule({ severity: 'warning' }),
    withRule({ severity: 'warning', justify: true }),
    'rule_changed tightens /sheets/0/rules/0/justify',
  ],
  [
    'each',
    withRule({ assert: true }),
    withRule({ assert: true, each: 'sheet' }),
    'rule_changed tightens /sheets/0/rules/0/each',
  ],
  [
    'groupBy',
    withRule({ ...group, assert: true }),
    withRule({ ...group, groupBy: ['b'], assert: true }),
    'rule_changed tightens /sheets/0/rules/0/groupBy',
  ],
  [
    'columns of a rule',
    withRule({ ...columns, assert: true }),
    withRule({ ...columns, columns: ['b'], assert: true }),
    'rule_changed tightens /sheets/0/rules/0/columns',
  ],
  ['when', withRule({}), withRule({ when: true }), 'rule_changed tightens /sheets/0/rules/0/when'],
  [
    'assert',
    withRule({}),
    withRule({ assert: { '>': [{ var: 'a' }, 1] } }),
    'rule_changed tightens /sheets/0/rules/0/assert',
  ],
  [
    'assert of a warning',
    withRule({ severity: 'warning' }),
    withRule({ severity: 'warning', assert: { '>': [{ var: 'a' }, 1] } }),
    'rule_changed safe /sheets/0/rules/0/assert',
  ],
  ['params', withRule({}), withRule({ params: { p: 1 } }), 'rule_changed safe /sheets/0/rules/0/params'],
  [
    'highlight',
    withRule({ highlight: [{ sheet: 's', row: '1', column: 'a' }] }),
    withRule({ highlight: [{ sheet: 't', row: '2', column: 'b' }] }),
    'rule_changed safe /sheets/0/rules/0/highlight',
  ],
  [
    'rules of the form',
    form(),
    form({ rules: [{ id: 'r', assert: { '>': [{ count: [{ var: '$sheets.s' }] }, 0] }, message: 'м' }] }),
    'rule_added tightens /rules/0',
  ],
  [
    'a rename with all that names it',
    form({
      lists: { l: [{ value: '1', label: 'x' }] },
      sheets: [
        sheet({
          rows: { kind: 'fixed', items: [{ id: '1.1', cells: { b: 1 } }] },
          columns: [
            column('a', { type: 'choice', list: 'l' }),
            column('b', { enabled: { '==': [{ var: 'a' }, '1'] } }),
          ],
          cells: [{ row: '1.1', column: 'a', hint: 'х' }],
          rules: [
            {
              id: 'r',
              assert: { '==': [{ cell: ['1.1', 'a'] }, '1'] },
              message: '«{a}», {b}',
              highlight: ['a'],
            },
          ],
        }),
      ],
      rules: [
        {
          id: 'q',
          assert: { '>': [{ count: [{ var: '$sheets.s' }, { blank: { var: 'a' } }] }, 0] },
          message: 'м',
        },
      ],
    }),
    form({
      lists: { l: [{ value: '2', was: '1', label: 'x' }] },
      sheets: [
        sheet({
          id: 't',
          was: 's',
          rows: { kind: 'fixed', items: [{ id: '1.2', was: '1.1', cells: { c: 1 } }] },
          columns: [
            column('x', { was: 'a', title: 'a', type: 'choice', list: 'l' }),
            column('c', { was: 'b', title: 'b', enabled: { '==': [{ var: 'x' }, '2'] } }),
          ],
          cells: [{ row: '1.2', column: 'x', hint: 'х' }],
          rules: [
            {
              id: 'r',
              assert: { '==': [{ cell: ['1.2', 'x'] }, '2'] },
              message: '«{x}», {c}',
              highlight: ['x'],
            },
          ],
        }),
      ],
      rules: [
        {
          id: 'q',
          assert: { '>': [{ count: [{ var: '$sheets.t' }, { blank: { var: 'x' } }] }, 0] },
          message: 'м',
        },
      ],
    }),
    'code_renamed safe /lists/l/0',
    'sheet_renamed safe /sheets/0',
    'row_renamed safe /sheets/0/rows/items/0',
    'column_renamed safe /sheets/0/columns/0',
    'column_renamed safe /sheets/0/columns/1',
  ],
];
