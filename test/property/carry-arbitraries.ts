import type { Answers, CellValue, Justification } from 'engine';
import fc from 'fast-check';

type Json = Readonly<Record<string, unknown>>;
interface Named extends Json {
  readonly id: string;
  readonly was?: string;
}
interface Column extends Named {
  readonly type: string;
}
interface Sheet extends Named {
  readonly columns: readonly Column[];
  readonly rows: {
    readonly kind: string;
    readonly list?: string;
    readonly column?: string;
    readonly items?: readonly Named[];
  };
  readonly rules: readonly Json[];
}
interface Code extends Json {
  readonly value: string;
  readonly was?: string;
}
export interface Form extends Json {
  readonly lists: { readonly l: readonly Code[] };
  readonly sheets: readonly Sheet[];
}

const column = (id: string, type: string): Column => ({
  id,
  title: id,
  type,
  ...(type.startsWith('choice') ? { list: 'l' } : {}),
});
const fewerRows = (most: number): Json => ({ '<': [{ count: [{ var: '$rows' }] }, most] });
const rule = (id: string): Json => ({
  id,
  severity: 'warning',
  justify: true,
  each: 'sheet',
  assert: fewerRows(2),
  message: '!',
});
const COLUMNS = ['t text', 'i integer', 'n number', 'd date', 'b boolean', 'c choice', 'm choices'].map(
  (one) => {
    const [id = '', type = ''] = one.split(' ');
    return column(id, type);
  },
);
const FIXED = { kind: 'fixed', items: [{ id: '01', cells: { i: 7 } }, { id: '02' }, { id: '03' }] };

const BASE: Form = {
  format: 1,
  id: 'f',
  version: 1,
  title: 'Ф',
  lists: {
    l: [
      { value: 'p', label: 'Да' },
      { value: 'q', label: '5' },
      { value: 'w', label: '2023-05-05' },
    ],
  },
  sheets: [
    { id: 's', title: 's', rows: { kind: 'open' }, columns: COLUMNS, rules: [rule('rs')] },
    { id: 'f', title: 'f', rows: FIXED, columns: COLUMNS, rules: [rule('rf')] },
    {
      id: 'p',
      title: 'p',
      rows: { kind: 'perCode', list: 'l', column: 'code' },
      columns: [column('code', 'choice'), ...COLUMNS],
      rules: [rule('rp')],
    },
  ],
};

type Change = (form: Form) => Form;

const at = (all: readonly unknown[], index: number): number => index % all.length;
const changed = <T>(all: readonly T[], index: number, change: (one: T) => T): readonly T[] =>
  all.map((one, i) => (i === at(all, index) ? change(one) : one));
const without = <T>(all: readonly T[], index: number): readonly T[] =>
  all.length > 1 ? all.filter((_, i) => i !== at(all, index)) : all;
/** A name that nothing has or had. */
const fresh = (all: readonly Named[], names: readonly string[]): string =>
  names.find((name) => all.every(({ id, was }) => id !== name && was !== name)) ?? 'zzz';

function renamedIn<T extends Named>(
  all: readonly T[],
  index: number,
  names: readonly string[],
): readonly T[] {
  const id = fresh(all, names);
  return changed(all, index, (one) => ({ ...one, id, was: one.was ?? one.id }));
}

const NAMES = ['x', 'y', 'z', 'k', 't', 'i', 'stranger'];
const ROWS = ['04', '05', '06', '07', '08', 'r1'];

const sheetAt =
  (index: number, change: (sheet: Sheet) => Sheet): Change =>
  (form) => ({ ...form, sheets: changed(form.sheets, index, change) });
/** Columns but the one that holds the codes of the rows. */
const columnsAt = (index: number, change: (columns: readonly Column[]) => readonly Column[]): Change =>
  sheetAt(index, (sheet) => {
    const own = sheet.columns.filter(({ id }) => id !== 'code');
    const codes = sheet.columns.filter(({ id }) => id === 'code');
    return own.length === 0 ? sheet : { ...sheet, columns: [...codes, ...change(own)] };
  });
const itemsAt = (index: number, change: (items: readonly Named[]) => readonly Named[]): Change =>
  sheetAt(index, (sheet) =>
    sheet.rows.items ? { ...sheet, rows: { ...sheet.rows, items: change(sheet.rows.items) } } : sheet,
  );
const codes =
  (change: (all: readonly Code[]) => readonly Code[]): Change =>
  (form) => ({ ...form, lists: { l: change(form.lists.l) } });

const types = fc.constantFrom('text', 'integer', 'number', 'date', 'boolean', 'choice', 'choices');
const index = fc.nat({ max: 20 });

const limits = fc.constantFrom<Json>(
  { required: true },
  { required: false },
  { enabled: { blank: { var: 't' } } },
  { enabled: true },
  { min: 2 },
  { min: 1, max: 5 },
  { max: undefined },
  { maxLength: 3 },
  { minLength: 2, maxLength: undefined },
  { pattern: '[а-я]+' },
  { pattern: undefined },
  { fractionDigits: 1 },
  { filter: { '!=': [{ var: '$code.value' }, 'q'] } },
  { filter: undefined },
);
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  min: ['integer', 'number'],
  max: ['integer', 'number'],
  minLength: ['text'],
  maxLength: ['text'],
  pattern: ['text'],
  fractionDigits: ['number'],
  filter: ['choice', 'choices'],
};
const suits = ({ type, value }: Column, more: Json): boolean =>
  Object.keys(more).every(
    (name) => OWNERS[name]?.includes(type) ?? (name !== 'required' || value === undefined),
  );

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(index, index).map(([i, j]) => columnsAt(i, (all) => renamedIn(all, j, NAMES))),
  fc.tuple(index, index).map(([i, j]) => columnsAt(i, (all) => without(all, j))),
  fc.tuple(index, index, types).map(([i, j, type]) =>
    columnsAt(i, (all) =>
      changed(all, j, ({ id, was, value }) => ({
        ...column(id, type),
        ...(was === undefined ? {} : { was }),
        ...(value === undefined || type !== 'integer' ? {} : { value }),
      })),
    ),
  ),
  fc.tuple(index, types).map(([i, type]) => columnsAt(i, (all) => [...all, column(fresh(all, NAMES), type)])),
  index.map((i) =>
    columnsAt(i, (all) =>
      all.map((one) =>
        one.type === 'integer' ? { ...one, value: { count: [{ var: '$rows' }] }, required: false } : one,
      ),
    ),
  ),
  index.map((i) => columnsAt(i, (all) => [...all].reverse())),
  index.map((i): Change => (form) => ({ ...form, sheets: renamedIn(form.sheets, i, NAMES) })),
  index.map((i): Change => (form) => ({ ...form, sheets: without(form.sheets, i) })),
  fc.tuple(index, index).map(([i, j]) => itemsAt(i, (all) => renamedIn(all, j, ROWS))),
  fc.tuple(index, index).map(([i, j]) => itemsAt(i, (all) => without(all, j))),
  index.map((i) => itemsAt(i, (all) => [{ id: fresh(all, ROWS) }, ...all])),
  fc
    .tuple(index, fc.boolean())
    .map(([i, isGiven]) =>
      itemsAt(i, (all) => all.map((one) => ({ ...one, cells: isGiven ? { t: 'дано' } : {} }))),
    ),
  index.map((i) =>
    codes((all) => {
      const value = fresh(
        all.map((one) => ({ ...one, id: one.value })),
        ['u', 'o', 'p', 'q'],
      );
      return changed(all, i, (one) => ({ ...one, value, was: one.was ?? one.value }));
    }),
  ),
  index.map((i) => codes((all) => without(all, i))),
  index.map((i) =>
    codes((all) =>
      all.some(({ value, was }) => value === `e${i}` || was === `e${i}`)
        ? all
        : [...all, { value: `e${i}`, label: 'х' }],
    ),
  ),
  index.map((i) => sheetAt(i, (sheet) => ({ ...sheet, rows: { kind: 'open' } }))),
  index.map((i) => sheetAt(i, (sheet) => ({ ...sheet, rows: FIXED }))),
  index.map((i) => sheetAt(i, (sheet) => ({ ...sheet, rules: [] }))),
  fc
    .tuple(index, index, limits)
    .map(([i, j, more]) =>
      columnsAt(i, (all) => changed(all, j, (one) => (suits(one, more) ? { ...one, ...more } : one))),
    ),
  fc
    .tuple(index, fc.constantFrom<Json>({ key: ['t'] }, { key: ['t', 'd'] }, { key: undefined }))
    .map(([i, more]) => sheetAt(i, (sheet) => ({ ...sheet, ...more }))),
  fc
    .tuple(index, fc.nat({ max: 3 }))
    .map(([i, min]) =>
      sheetAt(i, (sheet) => (sheet.rows.kind === 'open' ? { ...sheet, rows: { kind: 'open', min } } : sheet)),
    ),
  fc
    .tuple(index, fc.constantFrom('error', 'warning'), fc.boolean(), fc.nat({ max: 3 }))
    .map(([i, severity, justify, most]) =>
      sheetAt(i, (sheet) => ({
        ...sheet,
        rules: sheet.rules.map((one) => ({ ...one, severity, justify, assert: fewerRows(most) })),
      })),
    ),
);

const withoutWas = <T extends { readonly was?: string }>(all: readonly T[]): readonly T[] =>
  all.map((one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'was')) as T);

/** `was` reaches back one step. */
const settled: Change = (form) => ({
  ...form,
  lists: { l: withoutWas(form.lists.l) },
  sheets: withoutWas(form.sheets).map((sheet) => ({
    ...sheet,
    columns: withoutWas(sheet.columns),
    rows: sheet.rows.items ? { ...sheet.rows, items: withoutWas(sheet.rows.items) } : sheet.rows,
  })),
});

/** What cannot be together: given cells of columns that are not there or cannot read them, one code twice. */
const mended: Change = (form) => ({
  ...form,
  lists: { l: [...new Map(form.lists.l.map((code) => [code.value, code])).values()] },
  sheets: form.sheets.map((sheet) => {
    const readable = (id: string): boolean =>
      sheet.columns.some((one) => one.id === id && one.type === (id === 'i' ? 'integer' : 'text'));
    const items = sheet.rows.items?.map((item) => ({
      ...item,
      cells: Object.fromEntries(Object.entries(item['cells'] ?? {}).filter(([id]) => readable(id))),
    }));
    const has = (id: string): boolean => sheet.columns.some((one) => one.id === id);
    const key = ((sheet['key'] ?? []) as readonly string[]).filter(has);
    const columns = sheet.columns.map((one) => {
      const isLoose = one['enabled'] !== undefined && (one.id === 't' || !has('t'));
      return isLoose ? { ...one, enabled: true } : one;
    });
    const rows = items ? { ...sheet.rows, items } : sheet.rows;
    return { ...sheet, rows, columns, key: key.length > 0 ? key : undefined };
  }),
});

const changes = (maxLength: number): fc.Arbitrary<Change> =>
  fc
    .array(change, { maxLength })
    .map((all) => (form) => said(mended(all.reduce((now, one) => one(now), settled(form)))));

/** Without what is undefined. */
const said: Change = (form) => JSON.parse(JSON.stringify(form)) as Form;

/** A form some changes away from one with every type of column and every kind of rows. */
export const versionArbitrary: fc.Arbitrary<Form> = changes(4).map((next) => settled(next(BASE)));
/** What makes the next version of a form. */
export const nextVersion: fc.Arbitrary<Change> = changes(6);

/** The form without some of its sheets and columns; one of each always stays. */
export function withoutColumns(form: Form, which: readonly number[]): Form {
  const isLeft = (i: number): boolean => i % 3 !== 0;
  const less = which.reduce<Form>(
    (now, i) =>
      i % 5 === 0
        ? { ...now, sheets: without(now.sheets, i) }
        : columnsAt(i, (all) => (isLeft(i) ? without(all, i) : all))(now),
    form,
  );
  return said(mended(less));
}

export const cellValue: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constantFrom<CellValue>('p', 'q', ['p', 'w'], 1, 2.5, -3, '2023-05-05', true, false),
  fc.constantFrom<CellValue>(
    null,
    '',
    '  ',
    [],
    { $raw: 'x' },
    { $raw: '1 000' },
    'Да',
    '1 000',
    '5,0',
    'p; q',
    ' 5',
  ),
  fc.string({ maxLength: 5 }),
  fc.integer(),
);
const columnName = fc.constantFrom('t', 'i', 'n', 'd', 'b', 'c', 'm', 'x', 'y', 'code', 'stranger');
const rowsOf = (ids: readonly string[]): fc.Arbitrary<Answers['sheets'][string]> =>
  fc.uniqueArray(
    fc.record(
      {
        id: fc.constantFrom(...ids),
        cells: fc.dictionary(columnName, cellValue, { maxKeys: 6, noNullPrototype: true }),
        removed: fc.constant(true as const),
      },
      { requiredKeys: ['id', 'cells'], noNullPrototype: true },
    ),
    { selector: ({ id }) => id, maxLength: 5 },
  );
const rowIds = ['r1', 'r2', 'r3', '01', '02', '03', '04', '05', 'p', 'q', 'w', 'u'];
const justification: fc.Arbitrary<Justification> = fc.record(
  {
    rule: fc.constantFrom('rs', 'rf', 'rp', 'nobody'),
    sheet: fc.constantFrom('s', 'f', 'p', 'x', 'stranger'),
    row: fc.constantFrom(...rowIds),
    text: fc.string(),
  },
  { requiredKeys: ['rule', 'text'], noNullPrototype: true },
);

/** Answers that may or may not suit a form: everything known and unknown. */
export const answersArbitrary: fc.Arbitrary<Answers> = fc.record(
  {
    sheets: fc.record(
      {
        s: rowsOf(rowIds),
        f: rowsOf(rowIds),
        p: rowsOf(rowIds),
        x: rowsOf(rowIds),
        stranger: rowsOf(rowIds),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    justifications: fc.array(justification, { maxLength: 3 }),
  },
  { requiredKeys: ['sheets'], noNullPrototype: true },
);
