import { type Answers, applyEdits, type Edit, invertEdits, type Row, stillHolding } from 'engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiled } from './support';

const form = compiled({
  format: 1,
  id: 'edits',
  version: 1,
  title: 'Правки',
  lists: { units: [{ value: '01', label: 'Первый' }] },
  sheets: [
    {
      id: 'open',
      title: 'Открытый',
      rows: { kind: 'open', max: 5 },
      columns: [
        { id: 'a', title: 'А', type: 'integer' },
        { id: 'b', title: 'Б', type: 'date' },
        { id: 'c', title: 'В', type: 'integer', value: { var: 'a' } },
        { id: 'd', title: 'Г', type: 'text', readOnly: true },
      ],
    },
    {
      id: 'fixed',
      title: 'Постоянный',
      rows: { kind: 'fixed', items: [{ id: '01', title: 'Всего', cells: { unit: 'чел.' } }, { id: '3.1' }] },
      columns: [
        { id: 'unit', title: 'Единица', type: 'text' },
        { id: 'n', title: 'Число', type: 'integer' },
      ],
      cells: [{ row: '3.1', column: 'n', readOnly: true }],
    },
    {
      id: 'codes',
      title: 'По кодам',
      rows: { kind: 'perCode', list: 'units', column: 'unit' },
      columns: [
        { id: 'unit', title: 'Отдел', type: 'choice', list: 'units' },
        { id: 'n', title: 'Число', type: 'integer' },
      ],
    },
  ],
});

const EMPTY: Answers = { sheets: {} };
const set = (sheet: string, row: string, cells: Row['cells']): Edit => ({ kind: 'set', sheet, row, cells });
const insert = (after: string | null, ...ids: readonly string[]): Edit => ({
  kind: 'insertRows',
  sheet: 'open',
  after,
  rows: ids.map((id) => ({ id, cells: {} })),
});
const remove = (...rows: readonly string[]): Edit => ({ kind: 'removeRows', sheet: 'open', rows });
const after = (...edits: readonly Edit[]): Answers => applyEdits(form, EMPTY, edits).answers;
const idsOf = (answers: Answers): string[] =>
  (answers.sheets['open'] ?? []).filter((row) => !row.removed).map((row) => row.id);

describe('applyEdits', () => {
  it('[W2] stores canonical values and keeps what cannot be read', () => {
    const answers = after(
      insert(null, 'r1'),
      set('open', 'r1', { a: { $raw: '1 234' }, b: { $raw: '31.04.2023' } }),
    );
    expect(answers.sheets['open']).toEqual([{ id: 'r1', cells: { a: 1234, b: { $raw: '31.04.2023' } } }]);
  });

  it('[W14] a first value is set only where nothing was ever stored', () => {
    const before = after(insert(null, 'r'), set('open', 'r', { a: 1 }), set('fixed', '01', { n: null }));
    const first: Edit[] = [
      { kind: 'set', sheet: 'open', row: 'r', cells: { a: 2, b: '2023-05-01' }, first: true },
      { kind: 'set', sheet: 'fixed', row: '01', cells: { n: 5 }, first: true },
      { kind: 'set', sheet: 'fixed', row: '3.1', cells: { unit: 'чел.' }, first: true },
    ];
    const { answers, rejected } = applyEdits(form, before, first);
    expect(rejected).toEqual([]);
    expect(answers.sheets).toEqual({
      open: [{ id: 'r', cells: { a: 1, b: '2023-05-01' } }],
      fixed: [
        { id: '01', cells: { n: null } },
        { id: '3.1', cells: { unit: 'чел.' } },
      ],
    });
  });

  it('[W3] inserts after an anchor, at the beginning, after a tombstone, at the end where the anchor is unknown', () => {
    expect(idsOf(after(insert(null, 'r1', 'r2'), insert('r1', 'r3')))).toEqual(['r1', 'r3', 'r2']);
    expect(idsOf(after(insert(null, 'r1'), insert(null, 'r2')))).toEqual(['r2', 'r1']);
    const anchored = after(insert(null, 'r1', 'r2', 'r3'), remove('r2'), insert('r2', 'r4'));
    expect(idsOf(anchored)).toEqual(['r1', 'r4', 'r3']);
    expect(idsOf(after(insert(null, 'r1', 'r2'), insert('gone', 'r3')))).toEqual(['r1', 'r2', 'r3']);
  });

  it('[W4] keeps removed rows as tombstones, which take edits and come back where they stood', () => {
    const removed = after(insert(null, 'r1', 'r2'), set('open', 'r1', { a: 1 }), remove('r1'));
    expect(removed.sheets['open']?.[0]).toEqual({ id: 'r1', cells: { a: 1 }, removed: true });
    const back = applyEdits(form, removed, [set('open', 'r1', { a: 2 }), insert('r2', 'r1')]).answers;
    expect(back.sheets['open']).toEqual([
      { id: 'r1', cells: { a: 2 } },
      { id: 'r2', cells: {} },
    ]);
  });

  it('[W2] makes given rows when they are first written into', () => {
    expect(after(set('fixed', '01', { n: 5 }), set('codes', '01', { n: 7 })).sheets).toEqual({
      fixed: [{ id: '01', cells: { n: 5 } }],
      codes: [{ id: '01', cells: { n: 7 } }],
    });
  });

  it('[A24] [W5] keeps explanations of rules that exist, and withdraws one by an empty text', () => {
    const ruled = compiled({
      format: 1,
      id: 'ruled',
      version: 1,
      title: 'Правила',
      sheets: [{ id: 's', title: 'Лист', columns: [{ id: 'a', title: 'А', type: 'integer' }] }],
      rules: [{ id: 'r', severity: 'warning', justify: true, assert: true, message: 'Поясните' }],
    });
    const explain: Edit = { kind: 'justify', rule: 'r', text: 'Так и есть' };
    const { answers } = applyEdits(ruled, EMPTY, [explain]);
    expect(answers.justifications).toEqual([{ rule: 'r', text: 'Так и есть' }]);
    const withdrawn = applyEdits(ruled, answers, [{ ...explain, text: ' ' }]).answers;
    expect(withdrawn.justifications).toEqual([]);
  });

  const REFUSED: readonly (readonly [string, readonly Edit[], object])[] = [
    ['an unknown sheet', [set('gone', 'r1', {})], { reason: 'unknown_sheet', sheet: 'gone' }],
    ['an inherited name as a sheet', [set('constructor', 'r1', {})], { reason: 'unknown_sheet' }],
    ['an unknown row', [set('open', 'r1', { a: 1 })], { reason: 'unknown_row', sheet: 'open', row: 'r1' }],
    ['an unknown column', [set('fixed', '01', { zzz: 1 })], { reason: 'unknown_column', column: 'zzz' }],
    [
      'a computed cell',
      [insert(null, 'r1'), set('open', 'r1', { c: 1 })],
      { reason: 'read_only', column: 'c' },
    ],
    ['a read-only column', [insert(null, 'r1'), set('open', 'r1', { d: '1' })], { reason: 'read_only' }],
    ['a given cell', [set('fixed', '01', { unit: 'кг' })], { reason: 'read_only', column: 'unit' }],
    ['a cell that the form locks', [set('fixed', '3.1', { n: 1 })], { reason: 'read_only', row: '3.1' }],
    ['the code of a row', [set('codes', '01', { unit: '01' })], { reason: 'read_only', column: 'unit' }],
    ['rows in a fixed sheet', [{ ...remove('01'), sheet: 'fixed' }], { reason: 'fixed_rows' }],
    ['rows in a per-code sheet', [{ ...insert(null, 'x'), sheet: 'codes' }], { reason: 'fixed_rows' }],
    ['a row that exists', [insert(null, 'r1'), insert(null, 'r1')], { reason: 'duplicate_row', row: 'r1' }],
    ['a row twice in one edit', [insert(null, 'r1', 'r1')], { reason: 'duplicate_row' }],
    ['a row too many', [insert(null, '1', '2', '3', '4', '5', '6')], { reason: 'too_many_rows', row: '6' }],
    ['a row without a name', [insert(null, '')], { reason: 'invalid_value' }],
    ['a row with an endless name', [insert(null, 'x'.repeat(101))], { reason: 'invalid_value' }],
    ['a row with a line break in its name', [insert(null, 'a\nb')], { reason: 'invalid_value' }],
    ['removing an unknown row', [remove('r1')], { reason: 'unknown_row', row: 'r1' }],
    [
      'explaining an unknown rule',
      [{ kind: 'justify', rule: 'gone', text: 'x' }],
      { reason: 'unknown_rule' },
    ],
  ];

  it.each(REFUSED)('[W6] refuses %s and says where', (_name, edits, expected) => {
    const { rejected } = applyEdits(form, EMPTY, edits);
    expect(rejected).toHaveLength(1);
    expect(rejected[0]).toMatchObject({ editIndex: edits.length - 1, ...expected });
  });

  it('[W1] applies the rest of an edit that is refused in part', () => {
    const { answers, rejected } = applyEdits(form, EMPTY, [
      insert(null, 'r1'),
      set('open', 'r1', { a: 1, c: 2, zzz: 3 }),
    ]);
    expect(answers.sheets['open']?.[0]?.cells).toEqual({ a: 1 });
    expect(rejected.map((one) => one.column)).toEqual(['c', 'zzz']);
  });

  it('[W4] a removed row makes room for another', () => {
    const full = after(insert(null, '1', '2', '3', '4', '5'));
    expect(idsOf(applyEdits(form, full, [remove('1'), insert(null, '6')]).answers)).toEqual([
      '6',
      '2',
      '3',
      '4',
      '5',
    ]);
  });

  it('names of prototypes are ordinary names or unknown', () => {
    const cells: Row['cells'] = JSON.parse('{"__proto__": 1, "constructor": 2, "a": 3}') as Row['cells'];
    const { answers, rejected } = applyEdits(form, EMPTY, [
      { kind: 'insertRows', sheet: 'open', after: '__proto__', rows: [{ id: '__proto__', cells }] },
    ]);
    expect(answers.sheets['open']).toEqual([{ id: '__proto__', cells: { a: 3 } }]);
    expect(rejected.map((one) => one.column)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(answers.sheets)).toBe(Object.prototype);
  });

  it('[W1] shares what did not change, and returns the answers themselves where nothing did', () => {
    const before = after(insert(null, 'r1', 'r2'), set('open', 'r1', { a: 1 }), set('fixed', '01', { n: 1 }));
    const next = applyEdits(form, before, [set('open', 'r1', { a: 2 })]).answers;
    expect(next.sheets['fixed']).toBe(before.sheets['fixed']);
    expect(next.sheets['open']?.[1]).toBe(before.sheets['open']?.[1]);
    expect(applyEdits(form, before, [set('open', 'r1', { a: 1 }), set('open', 'r9', { a: 1 })]).answers).toBe(
      before,
    );
  });
});

/** Random edits over a handful of rows, so that they meet each other. */
const rowId = fc.constantFrom('r1', 'r2', 'r3', 'r4', 'r5', 'r6');
const cells = fc.record(
  {
    a: fc.option(fc.integer({ min: 0, max: 3 })),
    b: fc.constantFrom('2023-05-05', '2023-05-06', null, { $raw: 'завтра' }),
    c: fc.constant(1),
  },
  { requiredKeys: [] },
);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), sheet: fc.constant('open'), row: rowId, cells }),
  fc.record({
    kind: fc.constant('set' as const),
    sheet: fc.constant('fixed'),
    row: fc.constantFrom('01', '3.1'),
    cells: fc.record({ n: fc.nat(3) }),
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
);
const edits = fc.array(edit, { maxLength: 12 });

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** What people see: living rows and filled cells. */
const seen = (answers: Answers): unknown =>
  Object.entries(answers.sheets).flatMap(([sheet, rows]) =>
    rows
      .filter((row) => !row.removed)
      .map(
        (row) =>
          [
            sheet,
            row.id,
            Object.entries(row.cells)
              .filter(([, value]) => value !== null)
              .sort(),
          ] as const,
      )
      .filter(([of, , filled]) => of === 'open' || filled.length > 0),
  );

describe('laws of edits', () => {
  it('[W1] one list and the same list in parts give the same answers, and never change the input', () => {
    fc.assert(
      fc.property(edits, edits, edits, (before, first, second) => {
        const start = frozen(after(...before));
        const whole = applyEdits(form, start, [...first, ...second]).answers;
        const half = frozen(applyEdits(form, start, first).answers);
        expect(applyEdits(form, half, second).answers).toEqual(whole);
      }),
    );
  });

  it('[W7] applying what was applied already changes nothing where the order of rows was settled', () => {
    fc.assert(
      fc.property(edits, edits, (before, list) => {
        const sets = list.filter((one) => one.kind === 'set');
        const once = applyEdits(form, after(...before), sets).answers;
        expect(applyEdits(form, once, sets).answers).toEqual(once);
      }),
    );
  });

  it('[W3] never more living rows than allowed, never two rows of one id', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const rows = after(...list).sheets['open'] ?? [];
        expect(rows.filter((row) => !row.removed).length).toBeLessThanOrEqual(5);
        expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
      }),
    );
  });

  it('[A24] [W10] undo brings back what was seen before', () => {
    fc.assert(
      fc.property(edits, edits, (before, list) => {
        const start = after(...before);
        const real = list.slice(0, 4);
        const done = applyEdits(form, start, real);
        fc.pre(done.rejected.length === 0);
        const back = stillHolding(invertEdits(start, real), real, done.answers);
        const undone = applyEdits(form, done.answers, back).answers;
        fc.pre(new Set(real.flatMap(touched)).size === real.flatMap(touched).length);
        expect(seen(undone)).toEqual(seen(start));
      }),
      { numRuns: 200 },
    );
  });

  it('[A24] [W11] undo never takes back a cell that somebody else has written since', () => {
    fc.assert(
      fc.property(edits, edits, fc.integer({ min: 10, max: 20 }), rowId, (before, mine, value, row) => {
        const start = after(...before);
        const done = applyEdits(form, start, mine).answers;
        const theirs = applyEdits(form, done, [set('open', row, { a: value })]);
        fc.pre(theirs.rejected.length === 0);
        const back = stillHolding(invertEdits(start, mine), mine, theirs.answers);
        const undone = applyEdits(form, theirs.answers, back).answers;
        const of = (answers: Answers): Row | undefined =>
          answers.sheets['open']?.find((one) => one.id === row);
        expect(of(undone)?.cells['a']).toBe(value);
        if (!of(theirs.answers)?.removed) expect(of(undone)?.removed).toBeUndefined();
      }),
    );
  });
});

/** Cells and rows that an edit is about. */
function touched(one: Edit): readonly string[] {
  switch (one.kind) {
    case 'set':
      return Object.keys(one.cells).map((id) => `${one.sheet} ${one.row} ${id}`);
    case 'insertRows':
      return one.rows.flatMap((row) => [
        row.id,
        ...Object.keys(row.cells).map((id) => `open ${row.id} ${id}`),
      ]);
    case 'removeRows':
      return one.rows;
    case 'justify':
      return [];
  }
}
