import {
  type Answers,
  applyEdits,
  type CellValue,
  computeAnswers,
  type Edit,
  openValidation,
  prefillEdits,
  validateAnswers,
} from 'engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compiled } from '../unit/engine/support';

const v = (name: string): unknown => ({ var: name });
const rows = v('$rows');
const far = v('$sheets.far');
const fixed = v('$sheets.fixed');

/** Parts of forms: whatever is drawn together must make a form. */
const ENABLED: readonly unknown[] = [
  true,
  { '>': [v('n'), 0] },
  { '!=': [v('c'), 'p'] },
  { some: [far, { '==': [v('k'), v('$row.k')] }] },
  { '>': [{ count: [rows] }, 2] },
];
const VALUES: readonly unknown[] = [
  { '+': [v('n'), v('m')] },
  { sum: [far, v('m')] },
  { sum: [{ filter: [rows, { '==': [v('k'), v('$row.k')] }] }, v('n')] },
  { lookup: [far, { '==': [v('k'), v('$row.k')] }, v('m')] },
  { '-': [{ cell: ['fixed', '01', 'x'] }, { count: [rows, { '==': [v('c'), v('$row.c')] }] }] },
];
const FILTERS: readonly unknown[] = [
  true,
  { '==': [v('$code.attributes.big'), true] },
  { '!=': [v('$code.value'), v('k')] },
  { '>': [{ cell: ['fixed', '02', 'x'] }, 1] },
];
const ASSERTS: readonly unknown[] = [
  { '<': [v('n'), 2] },
  { '<=': [v('n'), { coalesce: [v('m'), 1] }] },
  { '==': [{ count: [rows, { '==': [v('k'), v('$row.k')] }] }, 1] },
  { none: [far, { and: [{ '==': [v('k'), v('$row.k')] }, { '>': [v('m'), 1] }] }] },
  { or: [{ blank: v('m') }, { '>=': [v('x'), v('n')] }] },
  { '<': [v('$today'), '2023-01-01'] },
];
const GROUP_ASSERTS: readonly unknown[] = [
  { '<=': [{ count_distinct: [rows, v('n')] }, 1] },
  { '<=': [{ sum: [rows, v('n')] }, { count: [far] }] },
  { some: [rows, { '==': [v('m'), 1] }] },
  { '<': [{ count: [rows, { '==': [v('c'), v('$row.k')] }] }, 2] },
];
const SHEET_ASSERTS: readonly unknown[] = [
  { '<': [{ count: [rows] }, 3] },
  { '<=': [{ sum: [rows, v('n')] }, { sum: [fixed, v('x')] }] },
  { all: [rows, { '>': [v('n'), 0] }] },
];
const WHENS: readonly unknown[] = [undefined, true, { '==': [v('c'), 'q'] }];

const LIST = ['p', 'q', 'w'].map((value) => ({ value, label: value, attributes: { big: value > 'p' } }));
const oneOf = (...values: readonly unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...values);
const when = (logic: unknown): object => (logic === undefined ? {} : { when: logic });

const formArbitrary = fc
  .record({
    enabled: oneOf(...ENABLED),
    value: oneOf(...VALUES),
    filter: oneOf(...FILTERS),
    required: oneOf(true, false, { '==': [v('c'), 'q'] }, { '>': [{ count: [far] }, 1] }),
    key: fc.constantFrom(undefined, ['k'], ['k', 'c']),
    asserts: fc.array(
      fc.record({ assert: oneOf(...ASSERTS), when: oneOf(...WHENS), justify: fc.boolean() }),
      {
        maxLength: 4,
      },
    ),
    groups: fc.array(oneOf(...GROUP_ASSERTS), { maxLength: 2 }),
    sheets: fc.array(oneOf(...SHEET_ASSERTS), { maxLength: 2 }),
    sourced: fc.boolean(),
    min: fc.integer({ min: 0, max: 2 }),
  })
  .map((parts) => {
    const rule = (id: string, assert: unknown, more: object): object => ({
      id,
      assert,
      message: '{n}',
      ...more,
    });
    const own = [
      ...parts.asserts.map(({ assert, when: condition, justify }, i) =>
        rule(`r${i}`, assert, {
          ...when(condition),
          ...(justify ? { severity: 'warning', justify } : {}),
        }),
      ),
      ...parts.groups.map((assert, i) =>
        rule(`g${i}`, assert, { each: 'group', groupBy: ['k'], message: '{k}' }),
      ),
      ...parts.sheets.map((assert, i) => rule(`s${i}`, assert, { each: 'sheet', message: '!' })),
    ];
    return {
      format: 1,
      id: 'f',
      version: 1,
      title: 'Ф',
      lists: { l: LIST },
      sheets: [
        {
          id: 'main',
          title: 'M',
          rows: { kind: 'open', min: parts.min, max: 9 },
          ...(parts.key ? { key: parts.key } : {}),
          columns: [
            parts.sourced
              ? { id: 'k', title: 'k', type: 'choice', list: { sheet: 'far', column: 'k' } }
              : { id: 'k', title: 'k', type: 'text' },
            {
              id: 'c',
              title: 'c',
              type: 'choice',
              list: 'l',
              filter: parts.filter,
              required: parts.required,
            },
            { id: 'n', title: 'n', type: 'integer', max: 2, total: 'sum' },
            {
              id: 'm',
              title: 'm',
              type: 'number',
              enabled: parts.enabled,
              required: parts.required,
              prefill: parts.value,
            },
            {
              id: 'x',
              title: 'x',
              type: 'number',
              fractionDigits: 1,
              value: parts.value,
              max: 3,
              total: 'avg',
            },
          ],
          rules: own,
        },
        {
          id: 'far',
          title: 'F',
          columns: [
            { id: 'k', title: 'k', type: 'text' },
            { id: 'm', title: 'm', type: 'integer', enabled: { '!=': [v('k'), 'p'] } },
          ],
        },
        {
          id: 'fixed',
          title: 'X',
          rows: { kind: 'fixed', items: [{ id: '01', cells: {} }, { id: '02' }] },
          columns: [{ id: 'x', title: 'x', type: 'integer', required: true }],
          rules: [
            {
              id: 'order',
              each: 'column',
              columns: ['x'],
              assert: { '<=': [{ cell: ['01', '$column'] }, { cell: ['02', '$column'] }] },
              message: '{$column}',
            },
          ],
        },
      ],
      rules: [
        {
          id: 'all',
          assert: { '<': [{ sum: [far, v('m')] }, 3] },
          message: '!',
          severity: 'warning',
          justify: true,
        },
      ],
    };
  });

const CODES: readonly CellValue[] = ['p', 'p', 'p', 'p', 'q', 'q', 'w', null, '?'];
const NUMBERS: readonly CellValue[] = [1, 1, 2, 2, 3, 0, null, '1', { $raw: '?' }];
const FIRST = ['a', 'b', 'c', 'd', 'e', 'f', 'h', 'i'] as const;
const rowId = fc.constantFrom(...FIRST, 'g', '01', '02', '09');
const sheet = fc.constantFrom('main', 'main', 'far', 'fixed');
const cells: fc.Arbitrary<Readonly<Record<string, CellValue>>> = fc.record(
  {
    k: fc.constantFrom(...CODES),
    c: fc.constantFrom(...CODES),
    n: fc.constantFrom(...NUMBERS),
    m: fc.constantFrom(...NUMBERS),
    x: fc.constantFrom(...NUMBERS),
  },
  { requiredKeys: [] },
);
const filled = fc.tuple(...FIRST.map((id) => cells.map((own) => ({ id, cells: own }))));
const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('set' as const), sheet, row: rowId, cells }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('insertRows' as const),
      sheet,
      after: fc.option(rowId),
      rows: fc.array(fc.record({ id: rowId, cells }), { minLength: 1, maxLength: 3 }),
    }),
  },
  fc.record({ kind: fc.constant('removeRows' as const), sheet, rows: fc.array(rowId, { maxLength: 2 }) }),
  fc.record({
    kind: fc.constant('justify' as const),
    rule: fc.constantFrom('r0', 'r1', 'all'),
    sheet: fc.constant('main'),
    row: rowId,
    text: fc.constantFrom('', 'так'),
  }),
);

const context = { today: '2023-06-01' };

it('[V30] [V33] after any edits the live findings, cells, totals and first values are those of a whole validation', () => {
  const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 300);
  fc.assert(
    fc.property(
      formArbitrary,
      filled,
      filled,
      fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      (json, main, others, steps) => {
        const form = compiled(json);
        let answers: Answers = { sheets: { main, far: others } };
        const live = openValidation(form, answers, context);
        for (const edits of steps) {
          const before = live.findings;
          const change = live.apply(edits);
          answers = applyEdits(form, answers, edits).answers;
          const whole = validateAnswers(form, answers, context);
          expect(live.findings).toEqual(whole);
          expect(live.answers).toEqual(answers);
          const kept = before.map((one) => JSON.stringify(one));
          for (const one of change.removed) kept.splice(kept.indexOf(JSON.stringify(one)), 1);
          const together = [...kept, ...change.added.map((one) => JSON.stringify(one))];
          expect(together.sort()).toEqual(whole.map((one) => JSON.stringify(one)).sort());
          const { computed, totals } = computeAnswers(form, answers, context);
          expect(live.totals('main')).toEqual(totals['main']);
          const first = prefillEdits(form, answers, context);
          expect(live.prefill()).toEqual(first);
          const ofRow = first.filter((one) => one.kind === 'set' && one.sheet === 'main' && one.row === 'b');
          expect(live.prefill(new Map([['main', new Set(['b'])]]))).toEqual(ofRow);
          for (const [id, row] of Object.entries(computed['main'] ?? {})) {
            expect(live.cellState('main', id, 'x').value).toEqual(row['x']);
          }
        }
      },
    ),
    { numRuns },
  );
});
