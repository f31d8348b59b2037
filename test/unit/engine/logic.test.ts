import { checkDefinition, computeAnswers } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled, oneSheet, parsed } from './support';

const columns = [
  { id: 'a', title: 'A', type: 'number' },
  { id: 'b', title: 'B', type: 'number' },
  { id: 'd', title: 'D', type: 'date' },
  { id: 't', title: 'T', type: 'text' },
  { id: 'y', title: 'Y', type: 'boolean' },
  { id: 'nn', title: 'N', type: 'number' },
  { id: 'tt', title: 'TT', type: 'text' },
];
const A = { var: 'a' };
const B = { var: 'b' };
const D = { var: 'd' };
const Y = { var: 'y' };
const ROW = { a: 0.1, b: 0.2, d: '2023-05-07', t: 'абв' };

/** The value of logic in a row, through a computed column. */
function evaluate(logic: unknown, type: string, cells: Record<string, unknown> = ROW): unknown {
  const form = compiled(oneSheet([...columns, { id: 'x', title: 'X', type, value: logic }]));
  const rows = [{ id: 'r', cells: cells as never }];
  return computeAnswers(form, { sheets: { s: rows } }, { today: '2023-06-01' }).computed['s']?.['r']?.['x'];
}

const values: readonly (readonly [string, unknown, string, unknown])[] = [
  ['0.1 + 0.2 is 0.3', { '+': [A, B] }, 'number', 0.3],
  ['3.1 + 3.2 is 6.3', { '+': [3.1, 3.2] }, 'number', 6.3],
  ['1/3 keeps digits', { '*': [{ '/': [1, 3] }, 3] }, 'number', 1],
  ['division by zero is blank', { '/': [A, 0] }, 'number', null],
  ['remainder has the sign of the dividend', { '%': [-5, 3] }, 'number', -2],
  ['half away from zero', { round: [{ '-': [2.5] }] }, 'number', -3],
  ['round to digits', { round: [1.005, 2] }, 'number', 1.01],
  ['abs', { abs: [{ '-': [A, B] }] }, 'number', 0.1],
  ['min', { min: [A, B] }, 'number', 0.1],
  ['between includes its ends', { between: [A, 0.1, 0.2] }, 'boolean', true],
  ['near is inclusive', { near: [A, B, 0.1] }, 'boolean', true],
  ['days_between is b - a', { days_between: [D, '2023-05-10'] }, 'number', 3],
  ['weekday of a Sunday', { weekday: [D] }, 'number', 7],
  ['year', { year: [D] }, 'number', 2023],
  ['today', { '<': [D, { var: '$today' }] }, 'boolean', true],
  ['length in code points', { length: ['я😀'] }, 'number', 2],
  ['cat treats blank as empty', { cat: [{ var: 't' }, '-', Y] }, 'text', 'абв-'],
  ['starts_with', { starts_with: [{ var: 't' }, 'аб'] }, 'boolean', true],
  ['substr', { substr: [{ var: 't' }, -2] }, 'text', 'бв'],
  ['in text', { in: ['б', { var: 't' }] }, 'boolean', true],
  ['in list', { in: [{ var: 't' }, ['абв', 'г']] }, 'boolean', true],
  ['[L4] comparison with blank is blank', { '==': [Y, true] }, 'boolean', null],
  ['[L4] blank and false is false', { and: [Y, false] }, 'boolean', false],
  ['[L4] blank and true is blank', { and: [Y, true] }, 'boolean', null],
  ['[L4] blank or true is true', { or: [Y, true] }, 'boolean', true],
  ['[L4] not blank is blank', { '!': [Y] }, 'boolean', null],
  ['[L4] if takes else on blank', { if: [Y, 1, 2] }, 'number', 2],
  ['[L4] blank asks', { blank: [Y] }, 'boolean', true],
  ['[L4] coalesce', { coalesce: [Y, true] }, 'boolean', true],
  ['[L5] count of rows', { count: [{ var: '$rows' }] }, 'number', 1],
  ['[L5] sum over rows', { sum: [{ var: '$rows' }, A] }, 'number', 0.1],
  [
    '[L5] avg of nothing is blank',
    { avg: [{ filter: [{ var: '$rows' }, { '>': [A, 1] }] }, A] },
    'number',
    null,
  ],
  ['[L5] sum of nothing is 0', { sum: [{ filter: [{ var: '$rows' }, { '>': [A, 1] }] }, A] }, 'number', 0],
  ['[L6] some over rows', { some: [{ var: '$rows' }, { '==': [A, { var: '$row.a' }] }] }, 'boolean', true],
  ['[L5] lookup', { lookup: [{ var: '$rows' }, { '>': [B, 0] }, B] }, 'number', 0.2],
  [
    '[L5] reduce',
    { reduce: [{ var: '$rows' }, { '+': [{ var: 'accumulator' }, { var: 'current.a' }] }, 1] },
    'number',
    1.1,
  ],
  ['quotients have 20 digits', { '==': [{ '*': [{ '/': [2, 3] }, 3] }, 2] }, 'boolean', false],
  ['large numbers are exact', { '==': [{ '-': [{ '+': [1e20, 1] }, 1e20] }, 1] }, 'boolean', true],
  ['products of kopecks', { '*': [1.1, 1.1] }, 'number', 1.21],
  ['round to tens', { round: [1250, -2] }, 'number', 1300],
  ['a number of three', { '<': [0, A, B] }, 'boolean', true],
  ['texts are ordered by their signs', { '<': ['а', { var: 't' }] }, 'boolean', true],
  ['substr of a part', { substr: [{ var: 't' }, 0, -1] }, 'text', 'аб'],
  ['a default stands for blank', { '+': [{ var: ['nn', 7] }, 0] }, 'number', 7],
  ['merge and in', { in: ['б', { merge: [['а'], 'б'] }] }, 'boolean', true],
  ['[L4] in with blank is blank', { in: [{ var: 'tt' }, ['а']] }, 'boolean', null],
  ['[L4] sum_filled skips blanks', { sum_filled: [{ var: 'nn' }, A] }, 'number', 0.1],
  ['[L4] sum_filled of blanks is blank', { sum_filled: [{ var: 'nn' }] }, 'number', null],
  ['[L4] max with blank is blank', { max: [A, { var: 'nn' }] }, 'number', null],
  ['[L4] missing names what is blank', { cat: { missing: ['a', 'y', 'tt'] } }, 'text', 'y,tt'],
  ['[L4] missing_some is content with enough', { '!': { missing_some: [1, ['a', 'y']] } }, 'boolean', true],
  ['[L4] missing as a condition', { if: [{ missing: ['y'] }, 1, 2] }, 'number', 1],
  ['[L5] count with a condition', { count: [{ var: '$rows' }, { '>': [A, 1] }] }, 'number', 0],
  ['[L5] count_distinct of nothing is 0', { count_distinct: [{ var: '$rows' }, Y] }, 'number', 0],
  ['[L5] highest of dates', { highest: [{ var: '$rows' }, D] }, 'date', '2023-05-07'],
  [
    '[L5] map and reduce of a list',
    { reduce: [{ map: [{ var: '$rows' }, A] }, { '+': [{ var: 'accumulator' }, { var: 'current' }] }, 1] },
    'number',
    1.1,
  ],
  ['[L5] all over blanks is blank', { all: [{ var: '$rows' }, Y] }, 'boolean', null],
  [
    '[L5] none over no rows',
    { none: [{ filter: [{ var: '$rows' }, { '>': [A, 1] }] }, { '>': [A, 0] }] },
    'boolean',
    true,
  ],
  ['[L9] a literal date in branches', { if: [{ '>': [A, 1] }, D, '2024-01-31'] }, 'date', '2024-01-31'],
  ['[L9] a literal date in a list', { in: [D, ['2023-05-07']] }, 'boolean', true],
  ['[L9] a literal date as an operand', { weekday: ['2023-05-07'] }, 'number', 7],
  ['[L9] a literal date as a value', '2023-05-07', 'date', '2023-05-07'],
];

describe('[L1] logic over values, exact and with blanks', () => {
  it.each(values)('%s', (_name, logic, type, expected) => {
    expect(evaluate(logic, type)).toEqual(expected);
  });
});

const refused: readonly (readonly [string, unknown, string])[] = [
  ['an unknown name', { '+': [{ var: 'nobody' }, 1] }, 'unknown_name'],
  ['an unknown operator', { log: [1] }, 'unknown_operator'],
  ['text beside a number', { '==': [A, 'x'] }, 'kinds_differ'],
  ['comparison with null', { '==': [A, null] }, 'compare_with_null'],
  ['a text that is no date beside a date', { '==': [D, '05.05.2023'] }, 'not_a_date'],
  ['a number as a condition', { if: [A, 1, 2] }, 'wrong_kind'],
  ['two operations in one object', { '+': [1], '-': [1] }, 'not_logic'],
  ['a computed path', { '+': [{ var: { cat: ['a'] } }, 1] }, 'var_path'],
  ['a prototype name', { '+': [{ var: 'toString' }, 1] }, 'unknown_name'],
];

describe('[L2] logic that cannot be meant is refused with a diagnostic', () => {
  it.each(refused)('%s', (_name, logic, code) => {
    const definition = parsed(
      oneSheet([...columns, { id: 'x', title: 'X', type: 'number', enabled: true, value: logic }]),
    );
    expect(checkDefinition(definition).map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('a column that depends on itself', () => {
    const definition = parsed(
      oneSheet([
        { id: 'a', title: 'A', type: 'number', value: { '+': [{ var: 'b' }, 1] } },
        { id: 'b', title: 'B', type: 'number', value: { '+': [{ var: 'a' }, 1] } },
      ]),
    );
    expect(checkDefinition(definition).map((diagnostic) => diagnostic.code)).toEqual(['cycle']);
  });
});

describe('[L3] sums are exact', () => {
  it('of 10,000 amounts in kopecks', () => {
    const form = compiled(
      oneSheet([{ id: 'a', title: 'A', type: 'number', fractionDigits: 2, total: 'sum' }]),
    );
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      id: `r${i}`,
      cells: { a: 0.01 + (i % 7) / 10 },
    }));
    const expected = rows.reduce((kopecks, row) => kopecks + Math.round(row.cells.a * 100), 0) / 100;
    const exact = rows.map((row) => ({ ...row, cells: { a: Math.round(row.cells.a * 100) / 100 } }));
    expect(computeAnswers(form, { sheets: { s: exact } }, { today: '2023-01-01' }).totals['s']).toEqual({
      a: expected,
    });
  });
});
