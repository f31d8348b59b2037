import { validateAnswers } from 'engine';
import { describe, expect, it } from 'vitest';
import { answersOf, type Cells, explainOne, formOf, integers, rows, today, v } from './explain-support';
import { compiled, oneSheet } from './support';

/** Assertion, cells of the one row, the fact, the sentence, what the first fix sets. */
const COMPARISONS: readonly (readonly [unknown, Cells, string, string, Cells?])[] = [
  [{ '<=': [v('a'), v('b')] }, { a: 3, b: 2 }, '3 > 2', '«A»: 3 – больше, чем «B»: 2.', { a: 2 }],
  [{ '<': [v('a'), v('b')] }, { a: 2, b: 2 }, '2 ≥ 2', '«A»: 2 – не меньше, чем «B»: 2.', { a: 1 }],
  [{ '>': [v('a'), 5] }, { a: 5 }, '5 ≤ 5', '«A»: 5, нужно больше 5.', { a: 6 }],
  [
    { '>=': [{ '*': [v('a'), 2] }, v('b')] },
    { a: 2, b: 5 },
    '4 < 5',
    '«A» × 2: 4 – меньше, чем «B»: 5.',
    { a: 3 },
  ],
  [{ '<': [0, v('a'), v('b')] }, { a: 0, b: 2 }, '0 ≥ 0', '0 – не меньше, чем «A»: 0.', { a: 1 }],
  [{ '<': [0, v('a'), v('b')] }, { a: 4, b: 2 }, '4 ≥ 2', '«A»: 4 – не меньше, чем «B»: 2.', { a: 1 }],
  [{ '!=': [v('a'), v('b')] }, { a: 2, b: 2 }, '2 = 2', '«A» и «B» совпадают: 2.', { a: 3 }],
  [{ '!': [{ '==': [v('c'), 'p'] }] }, { c: 'p' }, 'P = P', '«C»: P – так нельзя.', { c: 'q' }],
  [
    { near: [v('a'), v('b'), 2] },
    { a: 9, b: 2 },
    '9 ≉ 2',
    '«A»: 9, а «B»: 2: отличаются больше, чем на 2.',
    { a: 4 },
  ],
  [
    { '!': [{ near: [v('a'), v('b'), 2] }] },
    { a: 3, b: 2 },
    '3 ≈ 2',
    '«A»: 3, а «B»: 2: отличаются не больше, чем на 2.',
    { a: 5 },
  ],
  [{ between: [v('a'), 1, 3] }, { a: 7 }, '7 > 3', '«A»: 7, можно не больше 3.', { a: 3 }],
  [
    { between: [v('d'), '2023-04-03', '2023-04-05'] },
    { d: '2023-04-01' },
    '01.04.2023 < 03.04.2023',
    '«D»: 01.04.2023, нужно не меньше 03.04.2023.',
    { d: '2023-04-03' },
  ],
  [
    { '<': [v('d'), v('$today')] },
    { d: '2023-04-01' },
    '01.04.2023 ≥ 01.04.2023',
    '«D»: 01.04.2023 – не раньше, чем сегодня: 01.04.2023.',
    { d: '2023-03-31' },
  ],
  [
    { '!=': [{ weekday: [v('d')] }, 7] },
    { d: '2023-04-09' },
    'воскресенье = воскресенье',
    'День недели «D»: воскресенье – так нельзя.',
    { d: '2023-04-10' },
  ],
  [{ in: [v('c'), ['p', 'w']] }, { c: 'q' }, 'Q ∉ P; W', '«C»: Q, можно одно из: P; W.', { c: 'p' }],
  [{ in: [v('a'), [1, 5]] }, { a: 4 }, '4 ∉ 1; 5', '«A»: 4, можно одно из: 1; 5.', { a: 5 }],
  [{ in: ['w', v('cs')] }, { cs: ['p'] }, 'W ∉ P', '«CS»: P – нет «W».', { cs: ['p', 'w'] }],
  [
    { '!': [{ in: ['p', v('cs')] }] },
    { cs: ['p', 'q'] },
    'P ∈ P; Q',
    '«CS»: P; Q – не должно быть «P».',
    { cs: ['q'] },
  ],
  [{ starts_with: [v('t'), '38.'] }, { t: '38' }, '38', '«T»: 38, нужно начало «38.».', { t: '38.' }],
  [v('yes'), { yes: false }, 'Нет ≠ Да', '«Yes»: Нет, нужно Да.', { yes: true }],
  [{ '!': [{ blank: [v('a')] }] }, { b: 1 }, 'пусто', '«A»: не заполнено.'],
  [{ blank: [v('a')] }, { a: 1, b: 1 }, '1', '«A»: 1, а должно быть пусто.', { a: null }],
  [
    { and: [{ '>': [v('a'), 0] }, { '>': [v('b'), 0] }] },
    { a: 1, b: 0 },
    '0 ≤ 0',
    '«B»: 0, нужно больше 0.',
    { b: 1 },
  ],
  [
    { if: [v('yes'), { '>': [v('a'), 0] }, { '==': [v('a'), 0] }] },
    { yes: false, a: 3 },
    '3 ≠ 0',
    '«A»: 3, нужно 0.',
    { a: 0 },
  ],
  [{ none: [rows, { '>': [v('a'), 5] }] }, { a: 7 }, '7 > 5', '«A»: 7, можно не больше 5.', { a: 5 }],
];

describe('comparisons', () => {
  it.each(COMPARISONS.map((one) => [JSON.stringify(one[0]), one] as const))('[X2] [X4] %s', (_name, one) => {
    const [assert, cells, fact, sentence, change] = one;
    const { comparison, message, fix } = explainOne(formOf(assert), answersOf(cells));
    expect(comparison?.fact).toBe(fact);
    expect(message).toBe([sentence, ...(fix ? [fix.message] : [])].join(' '));
    expect(fix?.edits).toEqual(change && [{ kind: 'set', sheet: 's', row: 'r1', cells: change }]);
  });

  it('[X2] of `or` all that fail, each with a way out', () => {
    const either = { or: [{ '>': [v('a'), 0] }, { '==': [v('c'), 'p'] }] };
    const { comparison, otherComparisons, fixes } = explainOne(formOf(either), answersOf({ a: 0, c: 'q' }));
    expect([comparison, ...(otherComparisons ?? [])].map((one) => one?.fact)).toEqual(['0 ≤ 0', 'Q ≠ P']);
    expect(fixes.map(({ message }) => message)).toEqual([
      'Поставьте 1 вместо 0 в «A».',
      'Поставьте P вместо Q в «C».',
    ]);
  });
});

/** Column, what stands in it, what the first fix puts. */
const CELLS: readonly (readonly [string, object, unknown, unknown?])[] = [
  ['range', { type: 'integer', min: 0, max: 9 }, 12, 9],
  ['range', { type: 'integer', min: 0, max: 9 }, -2, 0],
  ['range', { type: 'date', min: '2023-04-03' }, '2023-04-01', '2023-04-03'],
  ['format', { type: 'number', fractionDigits: 1 }, 1.25, 1.3],
  ['type', { type: 'integer' }, '25 чел.', 25],
  ['type', { type: 'date' }, '5/4/2023', '2023-04-05'],
  ['type', { type: 'integer' }, 'пять'],
  ['list', { type: 'choice', list: 'l' }, 'Математка', 'math'],
  ['list', { type: 'choice', list: 'l' }, 'что-то иное'],
  ['length', { type: 'text', maxLength: 5 }, 'а   б  ', 'а б'],
  ['length', { type: 'text', maxLength: 2 }, 'абвг'],
  ['required', { type: 'integer', required: true, prefill: 4 }, null, 4],
  ['required', { type: 'choice', list: 'one', required: true }, null, 'only'],
  ['required', { type: 'integer', required: true }, null],
];

describe('single cells', () => {
  const all = CELLS.map(([code, column, value, expected]) => [code, column, value, expected] as const);

  it.each(all)('[X7] %s %j %j', (code, column, value, expected) => {
    const json = oneSheet([{ id: 'x', title: 'Икс', ...column }, ...integers('a')], {
      lists: {
        l: [
          { value: 'math', label: 'Математика' },
          { value: 'rus', label: 'Русский язык' },
        ],
        one: [{ value: 'only', label: 'Одно' }],
      },
    });
    const answers = answersOf({ a: 1, x: value });
    expect(validateAnswers(compiled(json), answers, { today })[0]?.code).toBe(code);
    const { fixes, values } = explainOne(json, answers);
    expect(values.map(({ address }) => address.column)).toEqual(['x']);
    expect(fixes.map(({ edits }) => edits)).toEqual(
      expected === undefined ? [] : [[{ kind: 'set', sheet: 's', row: 'r1', cells: { x: expected } }]],
    );
  });

  it('[X7] a row that repeats another one in everything is removed', () => {
    const json = oneSheet(integers('a', 'b'), { key: ['a'] });
    expect(
      explainOne(json, answersOf({ a: 1, b: 2 }, { a: 1, b: 2 })).fixes.map(({ edits }) => edits),
    ).toEqual([[{ kind: 'removeRows', sheet: 's', rows: ['r2'] }]]);
    expect(explainOne(json, answersOf({ a: 1, b: 2 }, { a: 1, b: 3 })).fixes).toEqual([]);
  });
});
