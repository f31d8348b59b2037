import {
  type Answers,
  applyEdits,
  type CellValue,
  checkDefinition,
  type Finding,
  openExplanations,
  validateAnswers,
} from 'engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compiled, parsed } from './support';

const v = (name: string): unknown => ({ var: name });
const rows = v('$rows');
const far = v('$sheets.far');
const join = { '==': [v('k'), v('$row.k')] };

/** Sides of comparisons of a row, by what may be compared with what. */
const NUMBERS: readonly unknown[] = [
  0,
  3,
  2.5,
  v('n'),
  v('m'),
  v('twice'),
  { '+': [v('n'), v('m')] },
  { '-': [v('n'), { cell: ['fixed', '01', 'x'] }] },
  { '*': [v('n'), v('m')] },
  { sum_filled: [v('n'), v('m'), 1] },
  { coalesce: [v('m'), 4] },
  { sum: [rows, v('n')] },
  { count: [rows, { '>': [v('n'), 1] }] },
  { count_distinct: [rows, v('d')] },
  { count_distinct: [{ filter: [rows, { '!=': [v('c'), 'q'] }] }, v('n')] },
  { sum: [{ filter: [far, join] }, v('m')] },
  { lookup: [far, join, v('m')] },
  { highest: [far, v('m')] },
  { '+': [{ cell: ['fixed', '01', 'x'] }, { cell: ['fixed', '02', 'x'] }] },
  { weekday: [v('d')] },
  { sum: [v('$previous.main'), v('n')] },
  { lookup: [v('$previous.main'), { '==': [v('k'), v('$row.k')] }, v('m')] },
  { if: [{ '==': [v('c'), 'p'] }, v('n'), v('m')] },
];
const DATES: readonly unknown[] = [
  v('d'),
  v('$today'),
  '2023-04-05',
  v('$collection.opensAt'),
  { lowest: [rows, v('d')] },
];
const TEXTS: readonly unknown[] = [v('k'), 'a', { lookup: [far, { '==': [v('m'), v('$row.m')] }, v('k')] }];
const CODES: readonly unknown[] = [v('c'), 'p', 'q'];

const OPERATORS = ['<', '<=', '>', '>=', '==', '!='];
const anyOf = (values: readonly unknown[]): fc.Arbitrary<unknown> => fc.constantFrom(...values);
const pairOf = (values: readonly unknown[], operators = OPERATORS): fc.Arbitrary<object> =>
  fc
    .tuple(fc.constantFrom(...operators), anyOf(values), anyOf(values))
    .filter(([, a, b]) => typeof a === 'object' || typeof b === 'object')
    .map(([name, a, b]) => ({ [name]: [a, b] }));

const comparison = fc.oneof(
  { weight: 4, arbitrary: pairOf(NUMBERS) },
  pairOf(DATES),
  pairOf(TEXTS, ['==', '!=']),
  pairOf(CODES, ['==', '!=']),
);

/** Everything else that an assertion may be. */
const assertion: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  any: fc.oneof(
    { weight: 4, arbitrary: comparison },
    fc.tuple(anyOf(NUMBERS), anyOf(NUMBERS)).map(([a, b]) => ({ near: [a, b, 1] })),
    anyOf(NUMBERS.slice(3)).map((a) => ({ between: [a, 1, 4] })),
    anyOf(DATES.slice(0, 1)).map((a) => ({ between: [a, '2023-04-03', '2023-04-06'] })),
    anyOf(CODES.slice(0, 1)).map((a) => ({ in: [a, ['p', 'w']] })),
    fc.constant({ '<': [0, v('n'), v('m')] }),
    fc.constantFrom('n', 'd', 'c', 'b', 'cs').map((name) => ({ '!': [{ blank: [v(name)] }] })),
    fc.constantFrom('n', 'd', 'c').map((name) => ({ blank: [v(name)] })),
    fc.constant(v('b')),
    fc.constant({ in: ['q', v('cs')] }),
    fc.constant({ starts_with: [v('k'), 'a'] }),
    fc.constant({ missing: ['n', 'm'] }),
    fc
      .tuple(fc.constantFrom('all', 'some', 'none'), fc.constantFrom('n', 'm'))
      .map(([name, id]) => ({ [name]: [far, { '<=': [v('m'), v(`$row.${id}`)] }] })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('any'), { minLength: 1, maxLength: 3 }))
      .map(([name, parts]) => ({ [name]: parts })),
    tie('any').map((part) => ({ '!': [part] })),
    fc.tuple(tie('any'), tie('any'), tie('any')).map((parts) => ({ if: parts })),
  ),
})).any;

const GROUPS: readonly unknown[] = [
  { '<=': [{ count_distinct: [rows, v('d')] }, 1] },
  { '==': [{ count: [rows] }, 1] },
  { '<': [{ sum: [rows, v('n')] }, 5] },
  { all: [rows, { '<': [v('n'), v('m')] }] },
];
const LIST = ['p', 'q', 'w'].map((value) => ({ value, label: value.toUpperCase() }));
const integer = (id: string, more: object = {}): object => ({ id, title: id, type: 'integer', ...more });

function formOf(
  asserts: readonly unknown[],
  groups: readonly unknown[],
  enabled: unknown,
  required: boolean,
): unknown {
  const rule = (assert: unknown, i: number, more: object): object => {
    const [name, args] = Object.entries(assert as object)[0] as [string, unknown[]];
    const isPair = OPERATORS.includes(name) && args.length === 2;
    const params = isPair ? { params: { left: args[0], right: args[1] } } : {};
    return { id: `r${i}`, assert, message: 'Не так.', ...params, ...more };
  };
  return {
    format: 1,
    id: 'f',
    version: 1,
    title: 'Ф',
    previous: { form: 'f', version: 1 },
    lists: { l: LIST },
    sheets: [
      {
        id: 'main',
        title: 'M',
        columns: [
          { id: 'k', title: 'k', type: 'text' },
          { id: 'c', title: 'c', type: 'choice', list: 'l' },
          integer('n', { min: 0, max: 50, required }),
          { id: 'm', title: 'm', type: 'number', fractionDigits: 1, enabled },
          { id: 'twice', title: 'twice', type: 'number', value: { '*': [v('n'), 2] } },
          { id: 'd', title: 'd', type: 'date', min: '2023-04-01' },
          { id: 'b', title: 'b', type: 'boolean' },
          { id: 'cs', title: 'cs', type: 'choices', list: 'l' },
        ],
        rules: [
          ...asserts.map((assert, i) => rule(assert, i, i % 2 ? { severity: 'warning' } : {})),
          ...groups.map((assert, i) => rule(assert, asserts.length + i, { each: 'group', groupBy: ['k'] })),
        ],
      },
      {
        id: 'far',
        title: 'F',
        key: ['k'],
        columns: [{ id: 'k', title: 'k', type: 'text' }, integer('m')],
      },
      {
        id: 'fixed',
        title: 'X',
        rows: {
          kind: 'fixed',
          items: [
            { id: '01', title: 'Всего' },
            { id: '02', cells: { x: 2 } },
          ],
        },
        columns: [integer('x')],
      },
    ],
  };
}

const cell = (...values: readonly CellValue[]): fc.Arbitrary<CellValue> => fc.constantFrom(...values);
const rowsOf = (
  shape: Readonly<Record<string, fc.Arbitrary<CellValue>>>,
  most: number,
): fc.Arbitrary<object[]> =>
  fc
    .array(fc.record(shape), { maxLength: most })
    .map((all) => all.map((cells, i) => ({ id: `r${i + 1}`, cells })));
const mainRows = rowsOf(
  {
    k: cell('a', 'a', 'b', null),
    c: cell('p', 'q', 'w', null, 'zzz'),
    n: cell(0, 1, 3, 7, null, 'пять'),
    m: cell(0.5, 2, 3.5, null),
    d: cell('2023-04-02', '2023-04-03', '2023-04-09', null),
    b: cell(true, false, null),
    cs: cell(['p'], ['p', 'q'], null),
  },
  4,
);
const answersArbitrary = fc
  .record({
    main: mainRows,
    far: rowsOf({ k: cell('a', 'b', null), m: cell(1, 2, 3, null) }, 3),
    x: cell(1, 5, null),
  })
  .map(
    ({ x, ...sheets }) =>
      ({ sheets: { ...sheets, fixed: [{ id: '01', cells: { x } }] } }) as unknown as Answers,
  );

const addressOf = ({ code, rule, sheet, row, column }: Finding): string =>
  JSON.stringify([code, rule, sheet, row, column]);

it('[X2] [X4] [X5] sides are what the rule computes; a fix removes its finding and adds no error', () => {
  const seen = { findings: 0, compared: 0, fixes: 0 };
  fc.assert(
    fc.property(
      fc.array(assertion, { minLength: 1, maxLength: 3 }),
      fc.array(anyOf(GROUPS), { maxLength: 2 }),
      anyOf([true, { '>': [v('n'), 0] }]),
      fc.boolean(),
      answersArbitrary,
      mainRows,
      (asserts, groups, enabled, required, answers, before) => {
        const json = formOf(asserts, groups, enabled, required);
        fc.pre(checkDefinition(parsed(json)).every(({ severity }) => severity !== 'error'));
        const form = compiled(json);
        const previous = { sheets: { main: before } } as unknown as Answers;
        const context = { today: '2023-04-04', previous, collection: { opensAt: '2023-04-03T00:00:00Z' } };
        const findings = validateAnswers(form, answers, context);
        const known = new Set(findings.map(addressOf));
        const explanations = openExplanations(form, answers, context);
        for (const finding of findings) {
          seen.findings++;
          const explanation = explanations.explain(finding);
          if (finding.params['left'] !== undefined) {
            seen.compared++;
            expect(explanation.comparison?.left.value).toEqual(finding.params['left']);
            expect(explanation.comparison?.right?.value).toEqual(finding.params['right']);
          }
          expect(explanation.fixes.length).toBeLessThanOrEqual(3);
          for (const { edits } of explanation.fixes) {
            seen.fixes++;
            const applied = applyEdits(form, answers, edits);
            expect(applied.rejected).toEqual([]);
            expect(edits).toHaveLength(1);
            const after = validateAnswers(form, applied.answers, context);
            expect(after.map(addressOf)).not.toContain(addressOf(finding));
            expect(after.filter((one) => one.severity === 'error' && !known.has(addressOf(one)))).toEqual([]);
          }
        }
        // The same answers, the same explanations: nothing that was tried is left behind.
        expect(findings.map((one) => openExplanations(form, answers, context).explain(one))).toEqual(
          findings.map((one) => explanations.explain(one)),
        );
      },
    ),
    { numRuns: 400 },
  );
  expect(seen.compared).toBeGreaterThan(50);
  expect(seen.fixes).toBeGreaterThan(seen.findings / 4);
});
