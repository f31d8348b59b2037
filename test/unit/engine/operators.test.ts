import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Cells, checkDefinition, computeAnswers } from 'engine';
import { describe, expect, it } from 'vitest';
import { aggregateOperators } from '../../../engine/rules/aggregates';
import { arithmeticOperators } from '../../../engine/rules/arithmetic';
import { comparisonOperators } from '../../../engine/rules/comparison';
import { logicalOperators } from '../../../engine/rules/logical';
import { textualOperators } from '../../../engine/rules/textual';
import { namingOperators } from '../../../engine/rules/variables';
import { walkOperators } from '../../../engine/rules/walks';
import { compiled, parsed } from './support';

type Json = Readonly<Record<string, unknown>>;

const v = (name: string): unknown => ({ var: name });
const LIST = ['p', 'q', 'w'].map((value) => ({ value, label: value }));
const COLUMNS: readonly Json[] = [
  { id: 'a', title: 'a', type: 'number' },
  { id: 'n', title: 'n', type: 'number' },
  { id: 't', title: 't', type: 'text' },
  { id: 'd', title: 'd', type: 'date' },
  { id: 'y', title: 'y', type: 'boolean' },
  { id: 'm', title: 'm', type: 'choices', list: 'l' },
];
/** `n` and `y` stay blank. */
const ROW: Cells = { a: 2, t: 'абв', d: '2024-02-29', m: ['p', 'q'] };
const FAR: readonly Cells[] = [{ a: 1 }, { a: 3, t: 'x' }, { a: 3 }, { t: 'z' }];

const formWith = (value: unknown, type: string): unknown => ({
  format: 1,
  id: 'f',
  version: 1,
  title: 'Ф',
  lists: { l: LIST },
  sheets: [
    { id: 's', title: 's', columns: [...COLUMNS, { id: 'x', title: 'x', type, value }] },
    { id: 'far', title: 'far', columns: COLUMNS },
    { id: 'none', title: 'none', columns: COLUMNS },
    {
      id: 'fix',
      title: 'fix',
      rows: { kind: 'fixed', items: [{ id: '01' }, { id: '02' }] },
      columns: COLUMNS,
    },
  ],
});

function valueOf(logic: unknown, type: string): unknown {
  const answers = {
    sheets: {
      s: [{ id: 'r', cells: ROW }],
      far: FAR.map((cells, i) => ({ id: `r${i}`, cells })),
      fix: [{ id: '01', cells: { a: 7 } }],
    },
  };
  const context = { today: '2024-03-01', org: { code: '5' } };
  return computeAnswers(compiled(formWith(logic, type)), answers, context).computed['s']?.['r']?.['x'];
}

const far = v('$sheets.far');
const nobody = v('$sheets.none');
const [a, n, t, d, y, m] = ['a', 'n', 't', 'd', 'y', 'm'].map(v);
const big = { '>': [v('a'), 1] };

/** Behaviour, logic, type of the result, result. */
const VALUES: readonly (readonly [string, unknown, string, unknown])[] = [
  ['[L50]', null, 'number', null],
  ['[L50]', 5, 'number', 5],
  ['[L50]', { length: [[1, a, { '+': [1, 1] }]] }, 'number', 3],
  ['[L51]', { var: ['n', 9] }, 'number', 9],
  ['[L51]', { var: ['a', 9] }, 'number', 2],
  ['[L51]', v('$today'), 'date', '2024-03-01'],
  ['[L51]', v('$org.code'), 'text', '5'],
  ['[L51]', v('$org.kind'), 'text', null],
  ['[L52]', { '==': [t, 'АБВ'] }, 'boolean', false],
  ['[L52]', { '!==': [a, 2.0] }, 'boolean', false],
  ['[L52]', { '==': [m, ['p', 'q']] }, 'boolean', true],
  ['[L52]', { '==': [m, ['q', 'p']] }, 'boolean', false],
  ['[L52]', { '!=': [n, 1] }, 'boolean', null],
  ['[L53]', { '<=': [1, a, 2] }, 'boolean', true],
  ['[L53]', { '<': [5, a, n] }, 'boolean', null],
  ['[L53]', { '<': ['Я', 'а'] }, 'boolean', true],
  ['[L53]', { '>': [d, '2024-02-28'] }, 'boolean', true],
  ['[L54]', { between: [d, '2024-02-29', '2024-03-01'] }, 'boolean', true],
  ['[L54]', { between: [a, n, 5] }, 'boolean', null],
  ['[L55]', { and: [y, false] }, 'boolean', false],
  ['[L55]', { or: [y, false] }, 'boolean', null],
  ['[L55]', { and: [m, true] }, 'boolean', true],
  ['[L56]', { '!': [{ merge: [] }] }, 'boolean', true],
  ['[L56]', { '!!': [y] }, 'boolean', null],
  ['[L57]', { if: [y, 1, { '>': [a, 5] }, 2] }, 'number', null],
  ['[L57]', { '?:': [y, 1, 2] }, 'number', 2],
  ['[L57]', { if: [a] }, 'number', 2],
  ['[L57]', { if: [] }, 'number', null],
  ['[L58]', { blank: nobody }, 'boolean', true],
  ['[L58]', { blank: far }, 'boolean', false],
  ['[L58]', { blank: [{ merge: [] }] }, 'boolean', true],
  ['[L59]', { coalesce: [n, a, 7] }, 'number', 2],
  ['[L59]', { coalesce: [n] }, 'number', null],
  ['[L60]', { '+': [] }, 'number', 0],
  ['[L60]', { '+': [a, n] }, 'number', null],
  ['[L61]', { '-': a }, 'number', -2],
  ['[L61]', { '-': [10, a, 1] }, 'number', 7],
  ['[L62]', { '*': [] }, 'number', 1],
  ['[L62]', { '*': [a, 3, 2] }, 'number', 12],
  ['[L63]', { '/': [12, a, 3] }, 'number', 2],
  ['[L63]', { '/': [1, 0] }, 'number', null],
  ['[L64]', { '%': [-7, 3] }, 'number', -1],
  ['[L64]', { '%': [1, 0] }, 'number', null],
  ['[L65]', { min: [d, '2024-01-01'] }, 'date', '2024-01-01'],
  ['[L65]', { max: [a, n] }, 'number', null],
  ['[L66]', { round: [-2.5] }, 'number', -3],
  ['[L66]', { round: [1234.5, -2.9] }, 'number', 1200],
  ['[L66]', { round: [n, 1] }, 'number', null],
  ['[L67]', { abs: -3 }, 'number', 3],
  ['[L68]', { sum_filled: [n, a, 1] }, 'number', 3],
  ['[L68]', { sum_filled: [n, n] }, 'number', null],
  ['[L69]', { near: [a, 2.5, 0.5] }, 'boolean', true],
  ['[L69]', { near: [a, 2.5, n] }, 'boolean', null],
  ['[L70]', { cat: [t, n, 1e-7, true, m] }, 'text', 'абв0.0000001truep,q'],
  ['[L71]', { substr: [t, 1, 1] }, 'text', 'б'],
  ['[L71]', { substr: ['a😀b', -2, -1] }, 'text', '😀'],
  ['[L71]', { substr: [t, n] }, 'text', null],
  ['[L72]', { in: ['бв', t] }, 'boolean', true],
  ['[L72]', { in: ['q', m] }, 'boolean', true],
  ['[L72]', { in: [a, [1, 2]] }, 'boolean', true],
  ['[L72]', { in: [n, [1, 2]] }, 'boolean', null],
  ['[L73]', { starts_with: [t, 'а'] }, 'boolean', true],
  ['[L74]', { length: ['a😀'] }, 'number', 2],
  ['[L74]', { length: [m] }, 'number', 2],
  ['[L75]', { days_between: ['2024-03-01', d] }, 'number', -1],
  ['[L76]', { weekday: d }, 'number', 4],
  ['[L76]', { year: d }, 'number', 2024],
  ['[L77]', { length: [{ merge: [a, [1, 2], n] }] }, 'number', 4],
  ['[L78]', { cat: [{ missing: ['a', 'n', 'y'] }] }, 'text', 'n,y'],
  ['[L78]', { cat: [{ missing: [['n']] }] }, 'text', 'n'],
  ['[L78]', { length: [{ missing_some: [1, ['a', 'n']] }] }, 'number', 0],
  ['[L78]', { cat: [{ missing_some: [2, ['a', 'n', 'y']] }] }, 'text', 'n,y'],
  ['[L79]', { cell: ['fix', '01', 'a'] }, 'number', 7],
  ['[L79]', { cell: ['fix', '02', 'a'] }, 'number', null],
  ['[L80]', { count: [far] }, 'number', 4],
  ['[L80]', { count: [far, big] }, 'number', 2],
  ['[L81]', { count_distinct: [far, a] }, 'number', 2],
  ['[L81]', { count_distinct: [nobody, a] }, 'number', 0],
  ['[L82]', { sum: [far, a] }, 'number', 7],
  ['[L82]', { sum: [nobody, a] }, 'number', 0],
  ['[L82]', { avg: [{ filter: [far, { '<': [a, 2] }] }, a] }, 'number', 1],
  ['[L82]', { avg: [nobody, a] }, 'number', null],
  ['[L83]', { lowest: [far, a] }, 'number', 1],
  ['[L83]', { highest: [nobody, d] }, 'date', null],
  ['[L84]', { lookup: [far, big, t] }, 'text', 'x'],
  ['[L84]', { lookup: [far, { '>': [a, 9] }, t] }, 'text', null],
  ['[L85]', { count: [{ filter: [far, big] }] }, 'number', 2],
  ['[L85]', { length: [{ filter: [[1, 2, 3], { '>': [v(''), 1] }] }] }, 'number', 2],
  ['[L86]', { length: [{ map: [far, a] }] }, 'number', 4],
  ['[L87]', { reduce: [[1, 2, 3], { '+': [v('accumulator'), v('current')] }, 10] }, 'number', 16],
  [
    '[L87]',
    { reduce: [far, { '+': [v('accumulator'), { coalesce: [v('current.a'), 0] }] }, 0] },
    'number',
    7,
  ],
  ['[L88]', { all: [nobody, big] }, 'boolean', true],
  ['[L88]', { some: [nobody, big] }, 'boolean', false],
  ['[L88]', { none: [nobody, big] }, 'boolean', true],
  ['[L88]', { some: [far, { '>': [a, 5] }] }, 'boolean', null],
  ['[L88]', { all: [far, { '>': [a, 5] }] }, 'boolean', false],
];

/** Behaviour, logic, code of the diagnostic. */
const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ['[L50]', { '+': [1], '-': [1] }, 'not_logic'],
  ['[L51]', v(''), 'var_path'],
  ['[L51]', { var: ['n', 'x'] }, 'kinds_differ'],
  ['[L51]', { var: ['n', [1]] }, 'var_default'],
  ['[L51]', v('$org.title'), 'unknown_name'],
  ['[L52]', { '==': [a, null] }, 'compare_with_null'],
  ['[L52]', { '==': [a, t] }, 'kinds_differ'],
  ['[L53]', { '<': [null, a] }, 'compare_with_null'],
  ['[L53]', { '<': [y, true] }, 'wrong_kind'],
  ['[L53]', { '<': [a] }, 'arity'],
  ['[L55]', { and: [a] }, 'wrong_kind'],
  ['[L57]', { if: [y, a, t] }, 'kinds_differ'],
  ['[L60]', { '+': [t] }, 'wrong_kind'],
  ['[L70]', { cat: [far] }, 'wrong_kind'],
  ['[L75]', { days_between: [d, 'завтра'] }, 'not_a_date'],
  ['[L78]', { missing: [1] }, 'var_path'],
  ['[L79]', { cell: ['fix', '09', 'a'] }, 'unknown_row'],
  ['[L79]', { cell: ['fix', a] }, 'cell_names'],
  ['[L80]', { count: [a] }, 'rows_expected'],
  ['[L82]', { sum: [far, t] }, 'wrong_kind'],
  ['[L85]', { filter: [far, big] }, 'wrong_kind'],
];

describe('operators', () => {
  it.each(VALUES)('%s %j as %s', (_behaviour, logic, type, expected) => {
    expect(valueOf(logic, type)).toEqual(expected);
  });

  it.each(REFUSED)('%s refuses %j: %s', (_behaviour, logic, code) => {
    const found = checkDefinition(parsed(formWith(logic, 'number'))).map((one) => one.code);
    expect(found).toContain(code);
  });

  it('every operator has a line of its own', () => {
    const names = [
      'var',
      'cell',
      ...Object.keys({
        ...arithmeticOperators,
        ...comparisonOperators,
        ...logicalOperators,
        ...textualOperators,
        ...aggregateOperators,
        ...walkOperators,
        ...namingOperators,
      }),
    ];
    const spec = readFileSync(fileURLToPath(new URL('../../../engine/SPEC.md', import.meta.url)), 'utf8');
    const described = new Set(
      [...spec.matchAll(/^- \*\*L[5-8]\d\*\* .*$/gm)].flatMap(([line]) =>
        [...line.matchAll(/`(?:\{")?([^`"]+)/g)].map(([, name]) => name),
      ),
    );
    expect(names.filter((name) => !described.has(name))).toEqual([]);
  });
});
