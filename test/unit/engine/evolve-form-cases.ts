import { fixedRows, form, type Json, listed, column, sheet } from './evolve-support';

const withSheet = (more: Json): Json => form({ sheets: [sheet(more)] });
const perCode = (
  codes: readonly string[],
  more: Json = {},
  rows: Json = { kind: 'perCode', list: 'l', column: 'k', ...more },
): Json =>
  form({
    lists: Object.fromEntries(['l', 'm'].map((id) => [id, codes.map((value) => ({ value, label: value }))])),
    sheets: [
      sheet({
        rows,
        columns: [column('k', { type: 'text' }), column('n', { type: 'text' }), column('a')],
      }),
    ],
  });
const shared = (codeList: string): Json => form({ lists: { l: { codeList } }, sheets: [sheet()] });
const readingPrevious = (previous: Json | undefined): Json =>
  form({
    sheets: [
      sheet({
        rules: [
          { id: 'r', each: 'sheet', assert: { '>': [{ count: [{ var: '$previous.s' }] }, 0] }, message: 'м' },
        ],
      }),
    ],
    ...(previous ? { previous } : {}),
  });

/** Property, old, new → kind, effect and path of every change. */
export const FORM_PROPERTIES: readonly (readonly [string, Json, Json, ...string[]])[] = [
  ['id', form(), form({ id: 'g' }), 'setting_changed safe /id'],
  [
    'title in one language',
    form({ title: { ru: 'а' } }),
    form({ title: { ru: 'б' } }),
    'text_changed safe /title',
  ],
  [
    'title in another',
    form({ title: { en: 'a' } }),
    form({ title: { en: 'b' } }),
    'text_changed safe /title',
  ],
  ['hint', form(), form({ hint: 'х' }), 'text_changed safe /hint'],
  ['hint that went: the path is the old one', form({ hint: 'х' }), form(), 'text_changed safe /hint'],
  ['excelTemplate', form(), form({ excelTemplate: true }), 'setting_changed safe /excelTemplate'],
  [
    'previous that nobody reads',
    form({ previous: { form: 'f', version: 1 } }),
    form({ previous: { form: 'g', version: 1 } }),
    'setting_changed safe /previous',
  ],
  [
    'previous that a rule reads',
    readingPrevious({ form: 'f', version: 1 }),
    readingPrevious({ form: 'f', version: 2 }),
    'setting_changed tightens /previous',
  ],
  ['lists: one more', form(), form({ lists: { l: [] } }), 'list_added safe /lists/l'],
  ['lists: one less', form({ lists: { l: [] } }), form(), 'list_removed safe /lists/l'],
  ['codeList', shared('p'), shared('q'), 'list_changed tightens /lists/l'],
  [
    'codes instead of a shared list',
    shared('p'),
    form({ lists: { l: [] } }),
    'list_changed tightens /lists/l',
  ],
  [
    'label',
    listed({ value: '1', label: 'x' }),
    listed({ value: '1', label: 'y' }),
    'text_changed safe /lists/l/0/label',
  ],
  [
    'attributes',
    listed({ value: '1', attributes: { p: 1 } }),
    listed({ value: '1', attributes: { p: 2 } }),
    'code_changed tightens /lists/l/0/attributes',
  ],
  [
    'order of codes',
    listed({ value: '1' }, { value: '2' }),
    listed({ value: '2' }, { value: '1' }),
    'order_changed safe /lists/l',
  ],
  ['title of a sheet', form(), withSheet({ title: 'Иной' }), 'text_changed safe /sheets/0/title'],
  ['hint of a sheet', form(), withSheet({ hint: 'х' }), 'text_changed safe /sheets/0/hint'],
  [
    'order of sheets',
    form({ sheets: [sheet(), sheet({ id: 't' })] }),
    form({ sheets: [sheet({ id: 't' }), sheet()] }),
    'order_changed safe /sheets',
  ],
  ['a new sheet', form(), form({ sheets: [sheet(), sheet({ id: 't' })] }), 'sheet_added safe /sheets/1'],
  [
    'a new sheet that must be filled',
    form(),
    form({ sheets: [sheet(), sheet({ id: 't', rows: { kind: 'open', min: 1 } })] }),
    'sheet_added tightens /sheets/1',
  ],
  ['rows that were open anyway', form(), withSheet({ rows: { kind: 'open' } })],
  [
    'min of rows',
    form(),
    withSheet({ rows: { kind: 'open', min: 1 } }),
    'row_count_changed tightens /sheets/0/rows/min',
  ],
  [
    'less min of rows',
    withSheet({ rows: { kind: 'open', min: 2 } }),
    withSheet({ rows: { kind: 'open', min: 1 } }),
    'row_count_changed safe /sheets/0/rows/min',
  ],
  [
    'more max of rows',
    withSheet({ rows: { kind: 'open', max: 2 } }),
    withSheet({ rows: { kind: 'open', max: 3 } }),
    'row_count_changed safe /sheets/0/rows/max',
  ],
  ['kind of rows', form(), fixedRows({ id: '1' }), 'rows_changed loses /sheets/0/rows/kind'],
  [
    'kind of rows that were named open',
    withSheet({ rows: { kind: 'open' } }),
    fixedRows({ id: '1' }),
    'rows_changed loses /sheets/0/rows/kind',
  ],
  [
    'rows for each code instead of given ones',
    perCode(['1'], {}, { kind: 'fixed', items: [{ id: '1' }] }),
    perCode(['1']),
    'rows_changed loses /sheets/0/rows/kind',
  ],
  ['rows that people keep now', fixedRows({ id: '1' }), form(), 'rows_changed safe /sheets/0/rows/kind'],
  [
    'another list of rows',
    perCode(['1']),
    perCode(['1'], { list: 'm' }),
    'rows_changed loses /sheets/0/rows/list',
  ],
  [
    'another column of codes',
    perCode(['1']),
    perCode(['1'], { column: 'n' }),
    'rows_changed loses /sheets/0/rows/column',
  ],
  [
    'codes that are rows',
    perCode(['1', '2']),
    perCode(['1', '3']),
    'code_added safe /lists/l/1',
    'code_removed tightens /lists/l/1',
    'code_added safe /lists/m/1',
    'code_removed tightens /lists/m/1',
    'row_added safe /lists/l/1',
    'row_removed loses /lists/l/1',
  ],
  [
    'a new row',
    fixedRows({ id: '1' }),
    fixedRows({ id: '1' }, { id: '2' }),
    'row_added safe /sheets/0/rows/items/1',
  ],
  [
    'a new row with required cells',
    withSheet({ rows: { kind: 'fixed', items: [{ id: '1' }] }, columns: [column('a', { required: true })] }),
    withSheet({
      rows: { kind: 'fixed', items: [{ id: '1' }, { id: '2' }] },
      columns: [column('a', { required: true })],
    }),
    'row_added tightens /sheets/0/rows/items/1',
  ],
  [
    'title of a row',
    fixedRows({ id: '1' }),
    fixedRows({ id: '1', title: 'х' }),
    'text_changed safe /sheets/0/rows/items/0/title',
  ],
  [
    'a cell given now',
    fixedRows({ id: '1', cells: {} }),
    fixedRows({ id: '1', cells: { a: 1 } }),
    'cells_changed loses /sheets/0/rows/items/0/cells',
  ],
  [
    'a given cell with another value',
    fixedRows({ id: '1', cells: { a: 1 } }),
    fixedRows({ id: '1', cells: { a: 2 } }),
    'cells_changed safe /sheets/0/rows/items/0/cells',
  ],
  [
    'order of rows',
    fixedRows({ id: '1' }, { id: '2' }),
    fixedRows({ id: '2' }, { id: '1' }),
    'order_changed safe /sheets/0/rows/items',
  ],
  [
    'a longer key',
    withSheet({ key: ['a'] }),
    withSheet({ key: ['a', 'b'] }),
    'key_changed safe /sheets/0/key',
  ],
  [
    'a shorter key',
    withSheet({ key: ['a', 'b'] }),
    withSheet({ key: ['b'] }),
    'key_changed tightens /sheets/0/key',
  ],
  ['no key any more', withSheet({ key: ['a'] }), form(), 'key_changed safe /sheets/0/key'],
];
