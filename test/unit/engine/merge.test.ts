import { type Answers, applyEdits, type IncomingSheet, type MergeOptions, planMerge } from 'engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiled, oneSheet } from './support';

const columns = [
  { id: 'k', title: 'Ключ', type: 'text' },
  { id: 'n', title: 'Число', type: 'integer' },
  { id: 'm', title: 'Ещё', type: 'integer' },
  { id: 'd', title: 'Вдвое', type: 'integer', value: { '+': [{ var: 'n' }, { var: 'n' }] } },
];
const keyed = compiled(oneSheet(columns, { key: ['k'], rows: { kind: 'open', max: 6 } }));
const plain = compiled(oneSheet(columns));
const given = compiled(
  oneSheet(columns, {
    rows: { kind: 'fixed', items: [{ id: '01', cells: { k: 'всего' } }, { id: '02' }] },
    cells: [{ row: '02', column: 'm', readOnly: true }],
  }),
);

let made = 0;
const options = (more: Partial<MergeOptions> = {}): MergeOptions => ({
  mode: 'merge',
  removeAbsent: false,
  newRowId: () => `new${++made}`,
  ...more,
});
const answers = (
  ...rows: readonly (readonly [string, Record<string, number | string | null>])[]
): Answers => ({
  sheets: { s: rows.map(([id, cells]) => ({ id, cells })) },
});
const file = (
  ...rows: readonly (readonly [string | null, Record<string, number | string | null>])[]
): readonly IncomingSheet[] => [
  {
    sheet: 's',
    columns: ['k', 'n', 'm'],
    rows: rows.map(([id, cells], i) => ({
      id,
      number: 5 + i,
      cells: { k: null, n: null, m: null, ...cells },
    })),
  },
];
const rowsOf = (after: Answers): readonly unknown[] =>
  (after.sheets['s'] ?? [])
    .filter((row) => !row.removed)
    .map(({ cells }) => Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null)));

describe('a file merged into a draft', () => {
  it('[M1] rows are matched by id, then by key, then by equal content; the others are new, behind their neighbours', () => {
    const draft = answers(['a', { k: 'x', n: 1 }], ['b', { k: 'y', n: 2 }], ['c', { k: 'z', n: 3 }]);
    const incoming = file(
      ['a', { k: 'x', n: 9 }],
      [null, { k: 'new', n: 7 }],
      [null, { k: 'z', n: 3, m: 4 }],
    );
    const plan = planMerge(keyed, draft, incoming, options());
    expect(plan.sheets[0]).toMatchObject({
      added: [{ number: 6, cells: { k: 'new', n: 7 } }],
      changed: [
        { row: 'a', number: 5, cells: [{ column: 'n', before: 1, after: 9 }] },
        { row: 'c', number: 7, cells: [{ column: 'm', before: null, after: 4 }] },
      ],
      absent: ['b'],
    });
    const { answers: after, rejected } = applyEdits(keyed, draft, plan.edits);
    expect(rejected).toEqual([]);
    expect(rowsOf(after)).toEqual([
      { k: 'x', n: 9 },
      { k: 'new', n: 7 },
      { k: 'y', n: 2 },
      { k: 'z', n: 3, m: 4 },
    ]);
  });

  it('[M2] a blank cell of the file clears nothing, unless the file replaces, or is known to have been cleared there', () => {
    const draft = answers(['a', { k: 'x', n: 1, m: 2 }]);
    const incoming = file(['a', { k: 'x', n: 1 }]);
    expect(planMerge(plain, draft, incoming, options()).edits).toEqual([]);
    const cleared = [{ kind: 'set', sheet: 's', row: 'a', cells: { m: null } }];
    expect(planMerge(plain, draft, incoming, options({ mode: 'replace' })).edits).toEqual(cleared);
    expect(planMerge(plain, draft, incoming, options({ base: draft })).edits).toEqual(cleared);
  });

  it('[M3] what colleagues entered since the file was made stays where the file says nothing new', () => {
    const base = answers(['a', { k: 'x', n: 1, m: 2 }], ['b', { k: 'y' }]);
    const draft: Answers = {
      sheets: {
        s: [
          { id: 'a', cells: { k: 'x', n: 100, m: 2 } },
          { id: 'b', cells: { k: 'y' }, removed: true },
        ],
      },
    };
    const incoming = file(['a', { k: 'x', n: 1, m: 3 }], ['b', { k: 'y' }]);
    const plan = planMerge(plain, draft, incoming, options({ base }));
    expect(plan.sheets[0]).toMatchObject({ gone: 1, added: [] });
    expect(rowsOf(applyEdits(plain, draft, plan.edits).answers)).toEqual([{ k: 'x', n: 100, m: 3 }]);
  });

  it('[M4] a removed row that was changed in the file comes back under its own id', () => {
    const base = answers(['b', { k: 'y', n: 1 }]);
    const draft: Answers = { sheets: { s: [{ id: 'b', cells: { k: 'y', n: 1 }, removed: true }] } };
    const plan = planMerge(plain, draft, file(['b', { k: 'y', n: 2 }]), options({ base }));
    expect(plan.sheets[0]?.added.map(({ row }) => row)).toEqual(['b']);
    expect(rowsOf(applyEdits(plain, draft, plan.edits).answers)).toEqual([{ k: 'y', n: 2 }]);
  });

  it('[M5] absent rows go only where that was asked for; rows beyond the limit are named, never half taken', () => {
    const draft = answers(['a', { k: 'x' }], ['b', { k: 'y' }]);
    const many = file(...['1', '2', '3', '4', '5', '6', '7'].map((k) => [null, { k }] as const));
    const kept = planMerge(keyed, draft, many, options());
    expect(kept.sheets[0]?.noRoom).toEqual([9, 10, 11]);
    const replaced = planMerge(keyed, draft, many, options({ removeAbsent: true }));
    expect(replaced.sheets[0]).toMatchObject({ absent: ['a', 'b'], noRoom: [11] });
    for (const plan of [kept, replaced]) expect(applyEdits(keyed, draft, plan.edits).rejected).toEqual([]);
  });

  it('[M6] given rows take what may be changed; given, locked and computed cells are passed over and counted', () => {
    const draft: Answers = { sheets: { s: [] } };
    const incoming = file(['01', { k: 'другое', n: 5 }], ['02', { k: 'своё', m: 7 }], ['99', { n: 1 }]);
    const plan = planMerge(given, draft, incoming, options());
    expect(plan.sheets[0]).toMatchObject({ locked: 2, added: [], absent: [] });
    const { answers: after, rejected } = applyEdits(given, draft, plan.edits);
    expect(rejected).toEqual([]);
    expect(after.sheets['s']).toEqual([
      { id: '01', cells: { n: 5 } },
      { id: '02', cells: { k: 'своё' } },
    ]);
  });

  it('[M7] blank rows of the draft are filled before new ones are added', () => {
    const draft = answers(['a', {}], ['b', { k: null }]);
    const plan = planMerge(
      plain,
      draft,
      file([null, { k: '1' }], [null, { k: '2' }], [null, { k: '3' }]),
      options(),
    );
    expect(rowsOf(applyEdits(plain, draft, plan.edits).answers)).toEqual([
      { k: '1' },
      { k: '2' },
      { k: '3' },
    ]);
  });

  it('[M9] a cell that was changed in the file and in the draft stays as in the draft, is named, and is taken only where the file wins', () => {
    const base = answers(['a', { k: 'x', n: 1 }]);
    const draft = answers(['a', { k: 'x', n: 7 }]);
    const incoming = file(['a', { k: 'x', n: 3 }]);
    const kept = planMerge(plain, draft, incoming, options({ base }));
    expect(kept.edits).toEqual([]);
    expect(kept.sheets[0]?.conflicts).toMatchObject([
      { row: 'a', cells: [{ column: 'n', before: 7, after: 3 }] },
    ]);
    const taken = planMerge(plain, draft, incoming, options({ base, fileWins: true }));
    expect(taken.edits).toEqual([{ kind: 'set', sheet: 's', row: 'a', cells: { n: 3 } }]);
  });

  it('[M1] contents that were moved away from under their ids are matched by their key', () => {
    const draft = answers(['a', { k: 'x', n: 1 }], ['b', { k: 'y', n: 2 }]);
    const plan = planMerge(keyed, draft, file(['a', { k: 'y', n: 2 }], ['b', { k: 'x', n: 1 }]), options());
    expect(plan.edits).toEqual([]);
  });

  it('[M4] a file that was corrected and comes again finds the rows that it brought before', () => {
    const empty: Answers = { sheets: { s: [] } };
    const first = planMerge(plain, empty, file(['x1', { k: 'Ана' }]), options());
    const draft = applyEdits(plain, empty, first.edits).answers;
    const again = planMerge(plain, draft, file(['x1', { k: 'Анна' }]), options());
    expect(rowsOf(applyEdits(plain, draft, again.edits).answers)).toEqual([{ k: 'Анна' }]);
  });

  it('[M8] merging twice changes nothing the second time, and no edit is ever refused', () => {
    const value = fc.constantFrom(null, 1, 2);
    const cells = fc.record({ k: fc.constantFrom(null, 'x', 'y', 'z'), n: value, m: value });
    const ids = fc.constantFrom('a', 'b', 'c', 'd');
    const draftRows = fc.uniqueArray(fc.tuple(ids, cells), { selector: ([id]) => id, maxLength: 4 });
    const fileRows = fc.array(fc.tuple(fc.option(ids), cells), { maxLength: 6 });
    fc.assert(
      fc.property(
        draftRows,
        fileRows,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (rows, lines, isKeyed, all, removes) => {
          const form = isKeyed ? keyed : plain;
          const draft = answers(...rows);
          const seen = new Set<string>();
          const incoming = file(
            ...lines.map(([id, own]) => {
              const fresh = id !== null && !seen.has(id) ? id : null;
              if (fresh !== null) seen.add(fresh);
              return [fresh, own] as const;
            }),
          );
          const how = options({ mode: all ? 'replace' : 'merge', removeAbsent: removes, fileWins: true });
          const plan = planMerge(form, draft, incoming, how);
          const { answers: after, rejected } = applyEdits(form, draft, plan.edits);
          expect(rejected).toEqual([]);
          const named = incoming.map((sheet) => ({
            ...sheet,
            rows: sheet.rows.map((row) => ({
              ...row,
              id: [...(plan.places.get('s') ?? [])].find(([, number]) => number === row.number)?.[0] ?? null,
            })),
          }));
          const kept = named.map((sheet) => ({ ...sheet, rows: sheet.rows.filter(({ id }) => id !== null) }));
          expect(planMerge(form, after, kept, how).edits).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
