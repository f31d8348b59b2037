import {
  type Answers,
  checkDefinition,
  computeAnswers,
  type Finding,
  prefillEdits,
  validateAnswers,
  type ValidationContext,
} from 'engine';
import { describe, expect, it } from 'vitest';
import { spend } from '../../../engine/rules/visits';
import { WorkExceeded } from '../../../engine/rules/types';
import { compiled, oneSheet, parsed } from './support';

type Cells = Readonly<Record<string, unknown>>;

/** Answers of sheets from the cells of their rows; ids are r1, r2 … where a row names none. */
function answersOf(sheets: Readonly<Record<string, readonly Cells[]>>, more: object = {}): Answers {
  const rows = ([id, cells]: [string, readonly Cells[]]): [string, unknown] => [
    id,
    cells.map(({ $id, ...own }, i) => ({ id: $id ?? `r${i + 1}`, cells: own })),
  ];
  return { sheets: Object.fromEntries(Object.entries(sheets).map(rows)), ...more } as Answers;
}

const at = ({ code, rule, sheet, row, column }: Finding): string =>
  [code, rule, sheet, row, column].map((part) => part ?? '-').join(' ');

interface Case {
  readonly name: string;
  readonly form: unknown;
  readonly sheets: Readonly<Record<string, readonly Cells[]>>;
  readonly found: readonly string[];
  readonly context?: Partial<ValidationContext>;
  readonly more?: object;
}

const a = { var: 'a' };
const b = { var: 'b' };
const int = (id: string, more: object = {}): unknown => ({ id, title: id, type: 'integer', ...more });
const text = (id: string, more: object = {}): unknown => ({ id, title: id, type: 'text', ...more });
const rule = (assert: unknown, more: object = {}): unknown => ({ id: 'x', assert, message: 'нет', ...more });
const list = ['p', 'q', 'w'].map((value) => ({
  value,
  label: value.toUpperCase(),
  attributes: { big: value > 'p' },
}));
const items = ['01', '02', '03'].map((id) => ({ id, title: id }));
const sheets = (...all: readonly object[]): unknown => ({
  format: 1,
  id: 'f',
  version: 1,
  title: 'Ф',
  sheets: all.map((sheet, i) => ({ id: `s${i + 1}`, title: 'Л', ...sheet })),
});

const cases: readonly Case[] = [
  {
    name: '[V1] a required cell of a visible row; a row without values is invisible',
    form: oneSheet([int('a', { required: true }), int('b')]),
    sheets: { s: [{ b: 1 }, {}, { b: null }, { a: 1 }] },
    found: ['required - s r1 a'],
  },
  {
    name: '[V2] what cannot be read is one finding, and never also required',
    form: oneSheet([int('a', { required: true, min: 5 })]),
    sheets: { s: [{ a: 'пять' }, { a: { $raw: 'x' } }, { a: '7' }, { a: '4' }] },
    found: ['type - s r1 a', 'type - s r2 a', 'range - s r4 a'],
  },
  {
    name: '[V3] a choice that is no code: list; a code that the filter excludes: list, and blank in rules',
    form: oneSheet(
      [
        {
          id: 'c',
          title: 'c',
          type: 'choice',
          list: 'l',
          filter: { '==': [{ var: '$code.attributes.big' }, true] },
        },
      ],
      { lists: { l: list }, rules: [rule({ blank: { var: 'c' } }, { when: true })] },
    ),
    sheets: { s: [{ c: 'zzz' }, { c: 'p' }, { c: 'Q' }] },
    found: ['list - s r1 c', 'list - s r2 c', 'rule x s r3 c'],
  },
  {
    name: '[V4] a cell that is not enabled is blank in rules and not judged',
    form: oneSheet([int('a'), int('b', { enabled: { '>': [a, 0] }, required: true, max: 5 })], {
      rules: [rule({ blank: [b] }, { when: { blank: [b] } })],
    }),
    sheets: { s: [{ a: 0, b: 99 }, { a: 1 }, { a: 1, b: 99 }, { a: 'q', b: 99 }] },
    found: ['required - s r2 b', 'range - s r3 b', 'type - s r4 a'],
  },
  {
    name: '[V5] key: each row after the first alike; rows with a blank part are skipped',
    form: oneSheet([int('a'), int('b')], { key: ['b', 'a'] }),
    sheets: { s: [{ a: 1, b: 2 }, { a: 1 }, { a: 1 }, { a: 1, b: '2' }, { a: 1, b: 2 }] },
    found: ['key - s r4 b', 'key - s r5 b'],
  },
  {
    name: '[V6] rows: too few, and a row that a sheet with given rows does not know',
    form: sheets(
      { rows: { kind: 'open', min: 2 }, columns: [int('a')] },
      { rows: { kind: 'fixed', items }, columns: [int('a')] },
    ),
    sheets: { s1: [{ a: 1 }, {}], s2: [{ $id: '09', a: 1 }] },
    found: ['rows - s1 - -', 'rows - s2 09 -'],
  },
  {
    name: '[V7] without `when` a rule waits for the cells it reads directly, not for those in coalesce',
    form: oneSheet([int('a'), int('b')], { rules: [rule({ '>': [a, { coalesce: [b, 0] }] })] }),
    sheets: { s: [{ b: 1 }, { a: 0 }, { a: 5, b: 9 }, { a: 5, b: 'x' }] },
    found: ['rule x s r2 a', 'rule x s r3 a', 'type - s r4 b'],
  },
  {
    name: '[V8] an explicit `when` replaces that, and a blank verdict is no failure',
    form: oneSheet([int('a'), int('b')], { rules: [rule({ '>': [a, b] }, { when: { '!': { blank: b } } })] }),
    sheets: { s: [{ b: 1 }, { a: 0, b: 1 }] },
    found: ['rule x s r2 a'],
  },
  {
    name: '[V9] groups: one finding at the first row; a blank key part is in no group; all other cells are highlighted',
    form: oneSheet([text('a'), int('b')], {
      rules: [
        rule(
          { '<=': [{ sum: [{ var: '$rows' }, b] }, 5] },
          { each: 'group', groupBy: ['a'], highlight: ['b'] },
        ),
      ],
    }),
    sheets: { s: [{ b: 9 }, { a: 'к', b: 3 }, { a: 'л', b: 3 }, { a: 'к', b: 3 }] },
    found: ['rule x s r2 b'],
  },
  {
    name: '[V10] a rule for each column, with `cell` in given rows',
    form: oneSheet([int('a'), int('b')], {
      rows: { kind: 'fixed', items },
      rules: [
        rule(
          {
            '==': [
              { cell: ['01', '$column'] },
              { '+': [{ cell: ['02', '$column'] }, { cell: ['03', '$column'] }] },
            ],
          },
          { each: 'column', columns: ['a', 'b'], message: '{$column}' },
        ),
      ],
    }),
    sheets: {
      s: [
        { $id: '01', a: 5, b: 7 },
        { $id: '02', a: 2, b: 3 },
        { $id: '03', a: 3, b: 3 },
      ],
    },
    found: ['rule x s 01 b'],
  },
  {
    name: '[V11] findings of the form come last and have no sheet',
    form: {
      ...(sheets({ columns: [int('a')] }, { columns: [int('a', { min: 5 })] }) as object),
      rules: [rule({ '==': [{ sum: [{ var: '$sheets.s1' }, a] }, { sum: [{ var: '$sheets.s2' }, a] }] })],
    },
    sheets: { s1: [{ a: 1 }], s2: [{ a: 2 }] },
    found: ['range - s2 r1 a', 'rule x - - -'],
  },
  {
    name: '[V12] a justified warning stays, and blocks while its text is missing',
    form: oneSheet([int('a')], { rules: [rule({ '<': [a, 5] }, { severity: 'warning', justify: true })] }),
    sheets: { s: [{ a: 9 }, { a: 9 }] },
    more: { justifications: [{ rule: 'x', sheet: 's', row: 'r2', text: 'так было' }] },
    found: ['rule x s r1 a', 'justify x s r1 a', 'rule x s r2 a'],
  },
  {
    name: '[V13] order: without row or column first, then row, column, rule as defined',
    form: oneSheet([int('a', { max: 1 }), int('b', { max: 1 })], {
      rules: [
        rule({ '<': [b, 1] }, { id: 'second' }),
        rule({ '<': [a, 1] }, { id: 'first' }),
        rule({ '<': [a, 0] }, { id: 'alpha' }),
        rule({ '<': [{ count: [{ var: '$rows' }] }, 1] }, { id: 'sheet', each: 'sheet' }),
      ],
    }),
    sheets: { s: [{ a: 2, b: 2 }] },
    found: [
      'rule sheet s - -',
      'range - s r1 a',
      'rule first s r1 a',
      'rule alpha s r1 a',
      'range - s r1 b',
      'rule second s r1 b',
    ],
  },
  {
    name: '[V14] joins: what stands in another sheet, found by its key',
    form: sheets(
      {
        columns: [text('a'), int('b')],
        rules: [
          rule(
            { '==': [b, { lookup: [{ var: '$sheets.s2' }, { '==': [a, { var: '$row.a' }] }, b] }] },
            { id: 'l' },
          ),
          rule({ some: [{ var: '$sheets.s2' }, { '==': [{ var: '$row.a' }, a] }] }, { id: 's' }),
          rule(
            {
              '==': [
                { count: [{ var: '$rows' }, { and: [{ '==': [a, { var: '$row.a' }] }, { '>': [b, 1] }] }] },
                1,
              ],
            },
            { id: 'c' },
          ),
        ],
      },
      { columns: [text('a'), int('b')] },
    ),
    sheets: {
      s1: [
        { a: 'k1', b: 2 },
        { a: 'k2', b: 3 },
        { a: 'k99', b: 4 },
        { a: 'k2', b: 5 },
      ],
      s2: Array.from({ length: 20 }, (_, i) => ({ a: `k${i}`, b: i + 1 })),
    },
    found: ['rule c s1 r2 a', 'rule s s1 r3 a', 'rule l s1 r4 a', 'rule c s1 r4 a'],
  },
  {
    name: '[V15] lists from another sheet: its distinct filled values',
    form: sheets(
      { columns: [{ id: 'c', title: 'c', type: 'choice', list: { sheet: 's2', column: 'n' } }] },
      { columns: [text('n')] },
    ),
    sheets: { s1: [{ c: 'Анна' }, { c: 'Пётр' }], s2: [{ n: 'Анна' }] },
    found: ['list - s1 r2 c'],
  },
  {
    name: '[V16] given cells win, and are not judged; overrides of single cells',
    form: oneSheet([int('a', { required: true }), int('b', { required: true })], {
      rows: { kind: 'fixed', items: [{ id: '01', cells: { a: 7 } }, { id: '02' }] },
      cells: [
        { row: '02', column: 'a', required: false },
        { row: '02', column: 'b', readOnly: true },
      ],
      rules: [rule({ '==': [a, 7] })],
    }),
    sheets: { s: [{ $id: '01', a: 1 }] },
    found: ['required - s 01 b'],
  },
  {
    name: '[V17] one row per code, with its code given',
    form: oneSheet([{ id: 'c', title: 'c', type: 'choice', list: 'l' }, int('a', { required: true })], {
      lists: { l: list },
      rows: { kind: 'perCode', list: 'l', column: 'c' },
      rules: [rule({ '!=': [{ var: 'c' }, 'q'] }, { when: true })],
    }),
    sheets: {
      s: [
        { $id: 'p', a: 1 },
        { $id: 'w', a: 1 },
      ],
    },
    found: ['rule x s q c', 'required - s q a'],
  },
  {
    name: '[V18] the day, the organisation, the window, an earlier collection',
    form: {
      ...(oneSheet([text('a'), int('b')], {
        rules: [
          rule({ '<': [{ var: '$today' }, '2023-05-01'] }, { id: 'day', when: true }),
          rule({ '==': [{ var: '$org.region' }, '77'] }, { id: 'org', when: true }),
          rule({ '==': [{ var: '$collection.closesAt' }, '2023-05-01'] }, { id: 'end', when: true }),
          rule({
            near: [b, { lookup: [{ var: '$previous.s' }, { '==': [a, { var: '$row.a' }] }, b] }, 2],
          }),
        ],
      }) as object),
      previous: { form: 'test', version: 1 },
    },
    sheets: { s: [{ a: 'к', b: 5 }] },
    context: {
      today: '2023-05-01',
      org: { region: '78' },
      collection: { closesAt: '2023-05-01T22:00:00Z' },
      previous: answersOf({ s: [{ a: 'к', b: 2 }] }),
    },
    found: ['rule day s r1 -', 'rule org s r1 -', 'rule end s r1 -', 'rule x s r1 a'],
  },
];

describe('findings', () => {
  it.each(cases)('$name', ({ form, sheets: given, found, context, more }) => {
    const findings = validateAnswers(compiled(form), answersOf(given, more), {
      today: '2023-06-01',
      ...context,
    });
    expect(findings.map(at)).toEqual(found);
  });
});

describe('[V19] computed cells', () => {
  const form = compiled(
    sheets(
      {
        columns: [
          int('a'),
          { id: 'half', title: 'h', type: 'number', fractionDigits: 1, max: 4, value: { '/': [a, 3] } },
          { id: 'twice', title: 't', type: 'number', value: { '*': [{ var: 'half' }, 2] }, total: 'sum' },
        ],
      },
      {
        rows: { kind: 'fixed', items },
        columns: [int('a', { value: { sum: [{ var: '$sheets.s1' }, { var: 'twice' }] } })],
      },
    ),
  );
  const answers = answersOf({ s1: [{ a: 10, half: 77 }, { a: 20 }, { half: 5 }], s2: [] });

  it('are rounded, everyone sees the rounded one, and stored ones are ignored', () => {
    const { computed, totals } = computeAnswers(form, answers, { today: '2023-01-01' });
    expect(computed['s1']).toEqual({ r1: { half: 3.3, twice: 6.6 }, r2: { half: 6.7, twice: 13.4 } });
    expect(computed['s2']).toEqual({ '01': { a: 20 }, '02': { a: 20 }, '03': { a: 20 } });
    expect(totals).toEqual({ s1: { twice: 20 } });
  });

  it('are judged by min and max', () => {
    expect(validateAnswers(form, answers, { today: '2023-01-01' }).map(at)).toEqual(['range - s1 r2 half']);
  });
});

it('[V20] messages show params first, then columns, as labels and in local formats', () => {
  const form = compiled(
    oneSheet(
      [
        { id: 'c', title: 'c', type: 'choice', list: 'l' },
        { id: 'n', title: 'n', type: 'number' },
      ],
      {
        lists: { l: list },
        rules: [
          rule(
            { '<': [{ var: 'n' }, 1] },
            { message: '{c}: {n}, {day}, {c2}', params: { day: { var: '$today' }, c2: { var: 'c' } } },
          ),
        ],
      },
    ),
  );
  const [finding] = validateAnswers(form, answersOf({ s: [{ c: 'p', n: 1234.5 }] }), { today: '2023-05-01' });
  expect(finding?.message).toBe('P: 1\u00a0234,5, 01.05.2023, P');
  expect(finding?.params).toEqual({ day: '2023-05-01', c2: 'p' });
});

it('[V21] first values are set once, where nothing was ever stored', () => {
  const form = compiled(oneSheet([text('a', { prefill: { var: '$org.region' } }), int('b')]));
  const answers = answersOf({ s: [{ b: 1 }, { b: 1, a: null }, {}, { b: 1, a: 'своё' }] });
  expect(prefillEdits(form, answers, { today: '2023-01-01', org: { region: '77' } })).toEqual([
    { kind: 'set', sheet: 's', row: 'r1', cells: { a: '77' } },
  ]);
});

describe('[V22] work is bounded', () => {
  const rows = { var: '$rows' };
  const scan = (condition: unknown): unknown => ({ some: [rows, condition] });

  it('[D6] a definition past the bound is refused', () => {
    const nested = scan({ and: [scan({ near: [a, { var: '$row.a' }, 1] }), { blank: a }] });
    const definition = parsed(oneSheet([int('a')], { rules: [rule(nested)] }));
    expect(checkDefinition(definition).map(({ code, path }) => [code, path])).toEqual([
      ['too_much_work', '/sheets/0/rules/0/assert'],
    ]);
  });

  it('[L7] a join is no scan', () => {
    const nested = scan({ '==': [a, { count: [rows, { '==': [a, { var: '$row.a' }] }] }] });
    expect(checkDefinition(parsed(oneSheet([int('a')], { rules: [rule(nested)] })))).toEqual([]);
  });

  it('a validation stops where nothing is left', () => {
    expect(() => {
      spend({ visits: 5 }, 6);
    }).toThrow(WorkExceeded);
  });
});
