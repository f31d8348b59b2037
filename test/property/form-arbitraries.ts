/** Random forms whose sheets read each other, with answers and edits for them. */
import type { CellValue, Edit } from 'engine';
import fc from 'fast-check';

type Logic = fc.Arbitrary<unknown>;
/** What is judged: it decides which names there are. */
type Unit = 'row' | 'group' | 'sheet' | 'form';

const SHEETS = ['main', 'far', 'fixed', 'codes'] as const;
const FIRST = ['a', 'b', 'c', 'd', 'e', 'f', 'h'] as const;
const v = (name: string): unknown => ({ var: name });
const one = (...values: readonly unknown[]): Logic => fc.constantFrom(...values);
const call = (names: readonly string[], ...args: readonly Logic[]): Logic =>
  fc.tuple(fc.constantFrom(...names), ...args).map(([name, ...values]) => ({ [name]: values }));

const ORDER = ['<', '<=', '>', '>=', '==', '!='];
const anyCell: Logic = fc
  .tuple(fc.constantFrom(['fixed', '01'], ['fixed', '02'], ['codes', 'p']), fc.constantFrom('n', 'm'))
  .map(([place, column]) => ({ cell: [...place, column] }));

/** Conditions on a visited row: joins, and what joins have beside them. */
function conditionOf(unit: Unit): Logic {
  const plain: Logic = fc.oneof(
    call(ORDER, one(v('n'), v('m')), one(0, 1, 2)),
    one({ '==': [v('c'), 'p'] }, { '!=': [v('k'), 'q'] }, { blank: v('m') }, { '==': [v('c'), v('k')] }),
  );
  if (unit === 'sheet' || unit === 'form') return plain;
  const key = unit === 'group' ? one('k') : one('k', 'c');
  const join = fc.tuple(one('k', 'c'), key, fc.boolean()).map(([mine, theirs, isFirst]) => {
    const sides = [v(String(mine)), v(`$row.${String(theirs)}`)];
    return { '==': isFirst ? sides : sides.reverse() };
  });
  return fc.oneof(join, join, call(['and', 'or'], join, plain), call(['and'], plain, join), plain);
}

function rowsFor(unit: Unit): Logic {
  const far = SHEETS.map((id) => v(`$sheets.${id}`));
  const source = unit === 'form' ? one(...far) : one(v('$rows'), v('$rows'), ...far);
  return fc.oneof({ weight: 3, arbitrary: source }, call(['filter'], source, conditionOf(unit)));
}

interface Kinds {
  readonly number: unknown;
  readonly verdict: unknown;
}

function logicFor(unit: Unit): fc.LetrecValue<Kinds> {
  const [rows, condition] = [rowsFor(unit), conditionOf(unit)];
  const visited = one(v('n'), v('m'), v('n'), v('x'), { '+': [v('n'), v('m')] });
  const overRows = fc.oneof(
    call(['sum', 'avg', 'lowest', 'highest', 'count_distinct'], rows, visited),
    call(['count_distinct'], rows, one(v('k'), v('c'))),
    call(['count'], rows),
    call(['count'], rows, condition),
    call(['lookup'], rows, condition, visited),
  );
  const own = unit === 'row' ? [one(v('n'), v('m'), v('n'))] : [];
  const ownVerdicts = unit === 'row' ? [one({ '==': [v('c'), 'q'] }, { blank: v('m') }, { '==': [v('k'), 'p'] })] : [];
  return fc.letrec<Kinds>((tie) => ({
    number: fc.oneof(
      { depthSize: 'small' },
      one(0, 1, 2),
      ...own,
      overRows,
      overRows,
      anyCell,
      call(['+', '-', 'min', 'coalesce', 'sum_filled'], tie('number'), tie('number')),
      call(['if'], tie('verdict'), tie('number'), tie('number')),
    ),
    verdict: fc.oneof(
      { depthSize: 'small' },
      ...ownVerdicts,
      call(ORDER, overRows, one(0, 1, 2, 3)),
      call(ORDER, tie('number'), tie('number')),
      call(['some', 'all', 'none'], rows, condition),
      call(['and', 'or'], tie('verdict'), tie('verdict')),
      call(['!'], tie('verdict')),
    ),
  }));
} // prettier-ignore

const LOGIC = {
  row: logicFor('row'),
  group: logicFor('group'),
  sheet: logicFor('sheet'),
  form: logicFor('form'),
};
const rarely = (logic: Logic, otherwise: unknown): Logic =>
  fc.oneof({ weight: 2, arbitrary: one(otherwise) }, logic);

const ownFilter = one(
  { '==': [v('$code.attributes.big'), true] },
  { '!=': [v('$code.value'), v('k')] },
  { or: [v('$code.attributes.big'), { '>': [v('n'), 0] }] },
);
const anyFilter = fc.oneof(ownFilter, anyCell.map((cell) => ({ '>': [cell, 1] }))); // prettier-ignore

const present = (parts: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));

function anyColumns(sheet: string): fc.Arbitrary<readonly object[]> {
  const list =
    sheet === 'far' ? one(undefined) : one(undefined, 'l', { sheet: 'far', column: 'k' }, { sheet: 'main', column: 'c' });
  return fc
    .record({
      list,
      filter: rarely(anyFilter, undefined),
      required: rarely(LOGIC.row.verdict, undefined),
      enabled: rarely(LOGIC.row.verdict, undefined),
      value: LOGIC.row.number,
      total: one('sum', 'avg', 'count', 'highest', undefined),
    })
    .map(({ list: source, filter, required, enabled, value, total }) => [
      present({ id: 'k', title: 'k', type: source ? 'choice' : 'text', list: source }),
      present({ id: 'c', title: 'c', type: 'choice', list: 'l', filter, required }),
      present({ id: 'n', title: 'n', type: 'integer', max: 2, total, required }),
      present({ id: 'm', title: 'm', type: 'number', enabled }),
      present({ id: 'x', title: 'x', type: 'number', fractionDigits: 1, max: 3, value, total }),
    ]);
} // prettier-ignore

/** Rules of a sheet, or of the form; justified warnings among them. */
function anyRules(prefix: string, units: readonly Unit[]): fc.Arbitrary<readonly object[]> {
  const rule = fc.constantFrom(...units).chain((unit) =>
    fc.record({
      assert: LOGIC[unit].verdict,
      when: rarely(LOGIC[unit].verdict, undefined),
      each: fc.constant(unit),
      groupBy: unit === 'group' ? one(['k'], ['k'], ['k', 'c']) : one(undefined),
      kind: one({}, { severity: 'warning' }, { severity: 'warning', justify: true }),
      message: one('!', unit === 'row' ? '{n} {x}' : unit === 'group' ? '{k}' : '?'),
    }),
  );
  return fc
    .array(rule, { maxLength: 3 })
    .map((rules) =>
      rules.map(({ kind, ...rest }, i) => present({ id: `${prefix}${i}`, ...rest, ...(kind as object) })),
    );
}

const ROWS: Readonly<Record<(typeof SHEETS)[number], object>> = {
  main: { kind: 'open', min: 2, max: 9 },
  far: { kind: 'open' },
  fixed: { kind: 'fixed', items: [{ id: '01', cells: { n: 2, k: 'p' } }, { id: '02' }, { id: '03' }] },
  codes: { kind: 'perCode', list: 'l', column: 'c' },
};

const anySheet = (id: (typeof SHEETS)[number]): fc.Arbitrary<object> =>
  fc
    .record({
      columns: anyColumns(id),
      rules: anyRules(`${id}-`, ['row', 'row', 'group', 'sheet']),
      key: id === 'main' || id === 'far' ? one(undefined, ['k'], ['k', 'n'], ['x']) : one(undefined),
      cells:
        id === 'fixed' || id === 'codes'
          ? rarely(
              LOGIC.row.verdict.map((required) => [
                { row: id === 'fixed' ? '02' : 'p', column: 'n', required, readOnly: false },
                { row: id === 'fixed' ? '03' : 'q', column: 'm', readOnly: true },
              ]),
              undefined,
            )
          : one(undefined),
    })
    .map((parts) => present({ id, title: id, rows: ROWS[id], ...parts }));

/** A form; where columns read each other in a circle it is none, and refused. */
export const anyForm: fc.Arbitrary<unknown> = fc
  .record({ sheets: fc.tuple(...SHEETS.map(anySheet)), rules: anyRules('form-', ['form']) })
  .map((parts) => ({
    format: 1,
    id: 'random',
    version: 1,
    title: 'random',
    lists: { l: ['p', 'q', 'w'].map((value) => ({ value, label: value, attributes: { big: value > 'p' } })) },
    ...parts,
  }));

const CODES: readonly CellValue[] = ['p', 'p', 'p', 'q', 'q', 'w', null, '?', '1'];
const NUMBERS: readonly CellValue[] = [1, 1, 2, 3, 0, null, '1', { $raw: '?' }];
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
/** Rows as stored at first. */
export const filledRows = fc.tuple(...FIRST.map((id) => cells.map((own) => ({ id, cells: own }))));

const sheet = fc.constantFrom(...SHEETS, 'main', 'main');
const rowId = fc.constantFrom(...FIRST, 'g', '01', '02', 'p', 'q');
const inserted = fc.record({
  kind: fc.constant('insertRows' as const),
  sheet,
  after: fc.option(rowId),
  rows: fc.array(fc.record({ id: rowId, cells }), { minLength: 1, maxLength: 3 }),
});

/** Any edit; rows come back under the ids that removed ones had. */
export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('set' as const), sheet, row: rowId, cells }) },
  { weight: 3, arbitrary: inserted },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('removeRows' as const), sheet, rows: fc.array(rowId, { maxLength: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: sheet.chain((own) =>
      fc.record({
        kind: fc.constant('justify' as const),
        rule: fc.constantFrom(`${own}-0`, `${own}-1`, 'form-0'),
        sheet: fc.constant(own),
        row: rowId,
        text: fc.constantFrom('', 'так'),
      }),
    ),
  },
); // prettier-ignore
