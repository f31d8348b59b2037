import { checkDefinition, compileForm, parseDefinition } from 'engine';
import type { Diagnostic, Locale } from 'engine';
import { describe, expect, it } from 'vitest';

const v = (id: string): unknown => ({ var: id });
const integer = (id: string, more: object = {}): object => ({
  id,
  title: id.toUpperCase(),
  type: 'integer',
  ...more,
});

/** A form of one sheet; rules are called r0, r1, … */
function definition(columns: readonly object[], rules: readonly object[], more: object = {}): unknown {
  return {
    format: 1,
    id: 'form',
    version: 1,
    title: 'form',
    ...(JSON.stringify(columns).includes('"kinds"') ? { lists: { kinds: KINDS } } : {}),
    sheets: [
      {
        id: 'main',
        title: 'main',
        hint: 'hint',
        rows: { kind: 'open' },
        columns,
        rules: rules.map((rule, i) => ({ id: `r${i}`, message: 'message', ...rule })),
        ...more,
      },
    ],
  };
}

const KINDS = [
  { value: 'none', label: 'None' },
  { value: 'tech', label: 'Technical', attributes: { profile: 'tech' } },
  { value: 'art', label: 'Art', attributes: { profile: 'art' } },
];

function check(json: unknown, locale: Locale = 'ru'): readonly Diagnostic[] {
  const parsed = parseDefinition(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return checkDefinition(parsed.value, undefined, locale);
}

const said = (json: unknown): readonly string[] => check(json).map(({ code, path }) => `${code} ${path}`);

describe('rules that can be proven wrong', () => {
  it('[N3] contradict each other: where both are judged, one is broken', () => {
    const found = check(
      definition(
        [integer('a'), integer('b')],
        [{ assert: { '>': [v('a'), v('b')] } }, { assert: { '<': [v('a'), v('b')] } }],
      ),
    );
    expect(found).toEqual([
      {
        code: 'rules_contradict',
        severity: 'error',
        path: '/sheets/0/rules/1/assert',
        message:
          'Правило противоречит правилу «r0»: где проверяются оба, одно из них всегда нарушено. Например: «A» = 0; «B» = 0.',
        witness: { sheet: 'main', rows: [{ cells: { a: 0, b: 0 } }] },
      },
    ]);
  });
  it('[N3] contradict each other through a sum, through days, through aggregates of a group', () => {
    const columns = [integer('a', { min: 0 }), integer('b', { min: 0 }), integer('t')];
    const sum = [
      { assert: { '==': [{ '+': [v('a'), v('b')] }, v('t')] } },
      { assert: { '<': [v('t'), v('a')] } },
    ];
    expect(said(definition(columns, sum))).toEqual(['rules_contradict /sheets/0/rules/1/assert']);
    const days = [
      { id: 'from', title: 'f', type: 'date' },
      { id: 'to', title: 't', type: 'date' },
    ];
    const order = [
      { assert: { '>': [{ days_between: [v('from'), v('to')] }, 3] } },
      { assert: { '<=': [v('to'), v('from')] } },
    ];
    expect(said(definition(days, order))).toEqual(['rules_contradict /sheets/0/rules/1/assert']);
    const distinct = { count_distinct: [v('$rows'), v('a')] };
    const group = { each: 'group', groupBy: ['b'] };
    const groups = [
      { ...group, assert: { '<=': [distinct, 5] } },
      { ...group, assert: { '>': [distinct, 7] } },
    ];
    expect(said(definition(columns.slice(0, 2), groups))).toEqual([
      'rules_contradict /sheets/0/rules/1/assert',
    ]);
  });
  it('[N3] contradict each other about cells of given rows, which are shown', () => {
    const rows = {
      kind: 'fixed',
      items: [
        { id: '01', title: 'x' },
        { id: '02', title: 'y' },
      ],
    };
    const [a, b] = [{ cell: ['01', 'a'] }, { cell: ['02', 'a'] }];
    const rules = [
      { each: 'sheet', assert: { '>': [a, b] } },
      { each: 'sheet', assert: { '>': [b, a] } },
    ];
    const [found] = check(definition([integer('a')], rules, { rows }), 'en');
    expect(found?.message).toContain('For example: 01, «A» = 0; 02, «A» = 0.');
    expect(found?.witness?.rows.map((row) => row.id)).toEqual(['01', '02']);
  });
  it('[N3] always fail beside the bounds of their columns', () => {
    const [found] = check(definition([integer('a', { max: 5 })], [{ assert: { '>': [v('a'), 10] } }]));
    expect(found).toMatchObject({
      code: 'always_fails',
      severity: 'error',
      path: '/sheets/0/rules/0/assert',
    });
    expect(found?.witness?.rows).toHaveLength(1);
  });
  it('[N4] always hold, are never judged, repeat another', () => {
    const a = [integer('a', { min: 0, max: 5 })];
    expect(said(definition(a, [{ assert: { '<=': [v('a'), 10] } }]))).toEqual([
      'always_holds /sheets/0/rules/0/assert',
    ]);
    expect(said(definition(a, [{ when: { '>': [v('a'), 7] }, assert: { '>': [v('a'), 1] } }]))).toEqual([
      'never_fires /sheets/0/rules/0/when',
    ]);
    const [lower, higher] = [{ assert: { '<': [v('b'), 5] } }, { assert: { '<': [v('b'), 10] } }];
    expect(said(definition([integer('b')], [lower, higher]))).toEqual([
      'rule_redundant /sheets/0/rules/1/assert',
    ]);
    expect(said(definition([integer('b')], [higher, lower]))).toEqual([
      'rule_redundant /sheets/0/rules/0/assert',
    ]);
    // A warning does not replace an error.
    expect(said(definition([integer('b')], [{ ...lower, severity: 'warning' }, higher]))).toEqual([]);
  });
  it('[N5] make codes and columns unreachable', () => {
    const kind = { id: 'kind', title: 'kind', type: 'choice', list: 'kinds' };
    const filter = { '==': [v('$code.attributes.profile'), 'tech'] };
    expect(check(definition([{ ...kind, filter }], [])).map((one) => one.message)).toEqual([
      'Значение «none» нельзя выбрать ни в одной строке: его исключает отбор.',
      'Значение «art» нельзя выбрать ни в одной строке: его исключает отбор.',
    ]);
    expect(said(definition([kind], [{ assert: { '!=': [v('kind'), 'none'] } }]))).toEqual([
      'unreachable_code /sheets/0/columns/0',
    ]);
    const columns = [integer('a', { max: 5 }), integer('b', { enabled: { '>': [v('a'), 7] } })];
    expect(said(definition(columns, []))).toEqual(['never_enabled /sheets/0/columns/1/enabled']);
  });
  it('[N6] required columns without a hint are worth an advice, which is no error', () => {
    const form = definition([integer('a', { required: true }), integer('b')], [], { hint: undefined });
    const found = check(JSON.parse(JSON.stringify(form)));
    expect(found.map(({ code, severity, path }) => [code, severity, path])).toEqual([
      ['hint_missing', 'advice', '/sheets/0/columns/0'],
    ]);
  });
  it('[N1] are refused when they are checked, not when they are compiled', () => {
    const json = definition([integer('a', { max: 5 })], [{ assert: { '>': [v('a'), 10] } }]);
    const parsed = parseDefinition(json);
    expect(parsed.ok && compileForm(parsed.value).ok).toBe(true);
  });
  it('[N7] are looked for within bounds: what is too hard is passed over', () => {
    const columns = Array.from({ length: 14 }, (_, i) => integer(`c${i}`, { min: 0 }));
    const pair = (i: number): unknown => ({
      or: columns.map((_, j) => ({
        '==': [{ '+': [v(`c${i}`), v(`c${j}`)] }, { '*': [v(`c${(i + j) % 14}`), j + 2] }],
      })),
    });
    const rules = columns.map((_, i) => ({
      assert: { and: [pair(i), pair((i + 3) % 14), pair((i + 5) % 14)] },
    }));
    expect(said(definition(columns, rules))).toEqual([]);
  });
});
