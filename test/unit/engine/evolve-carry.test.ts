import { type Answers, applyEdits, carryAnswers, type CellValue, restoreAnswers } from 'engine';
import { describe, expect, it } from 'vitest';
import { column, fixedRows, form, type Json, listed, sheet, withColumn, withRule } from './evolve-support';
import { compiled } from './support';

const answersOf = (cells: Record<string, CellValue>, row = 'r1'): Answers => ({
  sheets: { s: [{ id: row, cells }] },
});
const cellsAfter = (from: Json, to: Json, cells: Record<string, CellValue>): unknown =>
  carryAnswers(compiled(from), compiled(to), answersOf(cells)).answers.sheets['s']?.[0]?.cells;

/** Old column, new column, value → the value carried. */
const VALUES: readonly (readonly [Json, Json, CellValue, CellValue])[] = [
  [{ type: 'text' }, { type: 'integer' }, '1 234', 1234],
  [{ type: 'text' }, { type: 'integer' }, 'много', { $raw: 'много' }],
  [{ type: 'integer' }, { type: 'text' }, 1234567, '1234567'],
  [{ type: 'integer' }, { type: 'number' }, 5, 5],
  [{ type: 'number' }, { type: 'integer' }, 5, 5],
  [{ type: 'number' }, { type: 'integer' }, 5.5, { $raw: '5.5' }],
  [{ type: 'date' }, { type: 'text' }, '2023-05-05', '05.05.2023'],
  [{ type: 'text' }, { type: 'date' }, '5.5.2023', '2023-05-05'],
  [{ type: 'boolean' }, { type: 'text' }, true, 'Да'],
  [{ type: 'integer' }, { type: 'boolean' }, 1, true],
  [{ type: 'integer' }, { type: 'date' }, { $raw: '5.5.2023' }, '2023-05-05'],
  [{ type: 'integer' }, { type: 'integer' }, { $raw: 'х' }, { $raw: 'х' }],
];

describe('carryAnswers', () => {
  it.each(VALUES)('[E11] %j to %j: %j', (from, to, value, expected) => {
    expect(cellsAfter(withColumn(from), withColumn(to), { a: value })).toEqual({ a: expected });
  });

  it('[E10] follows the names that sheets, columns, rows and codes had', () => {
    const from = form({
      lists: {
        l: [
          { value: '1', label: 'x' },
          { value: 'gone', label: 'y' },
        ],
      },
      sheets: [
        sheet({
          rows: { kind: 'fixed', items: [{ id: '01' }] },
          columns: [column('a', { type: 'choice', list: 'l' }), column('b', { type: 'choices', list: 'l' })],
        }),
      ],
    });
    const to = form({
      lists: { l: [{ value: '2', was: '1', label: 'x' }] },
      sheets: [
        sheet({
          id: 't',
          was: 's',
          rows: { kind: 'fixed', items: [{ id: '02', was: '01' }] },
          columns: [
            column('c', { was: 'a', type: 'choice', list: 'l' }),
            column('b', { type: 'choices', list: 'l' }),
          ],
        }),
      ],
    });
    const { answers, report } = carryAnswers(
      compiled(from),
      compiled(to),
      answersOf({ a: '1', b: ['1', 'gone'] }, '01'),
    );
    expect(answers).toEqual({ sheets: { t: [{ id: '02', cells: { c: '2', b: { $raw: '2; gone' } } }] } });
    expect(report).toEqual({
      lost: [],
      converted: [
        { sheet: 't', row: '02', column: 'c', from: '1', to: '2' },
        { sheet: 't', row: '02', column: 'b', from: ['1', 'gone'], to: { $raw: '2; gone' } },
      ],
      renamed: [
        { kind: 'sheet', from: 's', to: 't' },
        { kind: 'column', sheet: 't', from: 'a', to: 'c' },
        { kind: 'row', sheet: 't', from: '01', to: '02' },
      ],
    });
  });

  it('[E11] keeps a removed code as it was typed', () => {
    expect(cellsAfter(listed({ value: '1' }, { value: '2' }), listed({ value: '1' }), { a: '2' })).toEqual({
      a: { $raw: '2' },
    });
  });

  it('[E13] reports what finds no place: columns, rows, sheets, cells computed or given now', () => {
    const lost = (from: Json, to: Json, answers: Answers): unknown =>
      carryAnswers(compiled(from), compiled(to), answers).report.lost;
    expect(
      lost(form(), form({ sheets: [sheet({ columns: [column('b')] })] }), answersOf({ a: 1, b: 2 })),
    ).toEqual([{ sheet: 's', row: 'r1', column: 'a', value: 1 }]);
    expect(lost(form(), form({ sheets: [sheet({ id: 't' })] }), answersOf({ a: 1, b: null }))).toEqual([
      { sheet: 's', row: 'r1', column: 'a', value: 1 },
    ]);
    expect(
      lost(fixedRows({ id: '1' }, { id: '2' }), fixedRows({ id: '1' }), answersOf({ a: 7 }, '2')),
    ).toEqual([{ sheet: 's', row: '2', column: 'a', value: 7 }]);
    expect(lost(form(), withColumn({ value: { '+': [{ var: 'b' }, 1] } }), answersOf({ a: 1 }))).toHaveLength(
      1,
    );
    expect(
      lost(fixedRows({ id: '1' }), fixedRows({ id: '1', cells: { a: 5 } }), answersOf({ a: 7 }, '1')),
    ).toHaveLength(1);
  });

  it('[E16] keeps explanations of rules that live on', () => {
    const explained = (rule: string): Answers => ({
      ...answersOf({ a: 1 }),
      justifications: [{ rule, sheet: 's', row: 'r1', text: 'так' }],
    });
    const carried = carryAnswers(compiled(withRule({})), compiled(withRule({})), explained('r'));
    expect(carried.answers.justifications).toHaveLength(1);
    const dropped = carryAnswers(compiled(withRule({})), compiled(withRule(null)), explained('r'));
    expect(dropped.answers.justifications).toEqual([]);
    expect(dropped.report.lost).toEqual([{ sheet: 's', row: 'r1', value: 'так' }]);
  });

  it('[E16] explanations follow sheets and rows', () => {
    const rules = [{ id: 'r', assert: { '>': [{ var: 'a' }, 0] }, message: 'м' }];
    const from = form({
      sheets: [sheet({ rules, rows: { kind: 'fixed', items: [{ id: '1' }, { id: '2' }] } })],
    });
    const items = [{ id: '3', was: '1' }];
    const to = form({ sheets: [sheet({ rules, id: 't', was: 's', rows: { kind: 'fixed', items } })] });
    const { answers, report } = carryAnswers(compiled(from), compiled(to), {
      sheets: {},
      justifications: ['1', '2'].map((row) => ({ rule: 'r', sheet: 's', row, text: row })),
    });
    expect(answers.justifications).toEqual([{ rule: 'r', sheet: 't', row: '3', text: '1' }]);
    expect(report.lost).toEqual([{ sheet: 's', row: '2', value: '2' }]);
  });

  it('[E15] rows that people keep now know what the form gave in them', () => {
    const from = compiled(fixedRows({ id: '01', cells: { a: 5 } }));
    const to = compiled(form());
    const carried = carryAnswers(from, to, answersOf({ b: 1 }, '01'));
    expect(carried.answers).toEqual(answersOf({ a: 5, b: 1 }, '01'));
    const back = restoreAnswers(from, to, carried.answers, carried.pocket);
    expect(back.answers).toEqual(answersOf({ b: 1 }, '01'));
    expect(back.report).toEqual({ lost: [], converted: [], renamed: [] });
  });

  it('[E17] what no version knows stays, unless its name is taken', () => {
    const to = form({ sheets: [sheet({ columns: [column('x', { was: 'a' }), column('b')] })] });
    const { answers, report } = carryAnswers(compiled(form()), compiled(to), {
      sheets: { s: [{ id: 'r1', cells: { a: 1, x: 2, y: 3 } }], other: [{ id: 'r1', cells: { q: 4 } }] },
    });
    expect(answers.sheets).toEqual({
      s: [{ id: 'r1', cells: { x: 1, y: 3 } }],
      other: [{ id: 'r1', cells: { q: 4 } }],
    });
    expect(report.lost).toEqual([{ sheet: 's', row: 'r1', column: 'x', value: 2 }]);
  });
});

describe('restoreAnswers', () => {
  const from = compiled(form({ sheets: [sheet({ columns: [column('a', { type: 'text' }), column('b')] })] }));
  const to = compiled(form({ sheets: [sheet({ columns: [column('x', { was: 'a' }), column('c')] })] }));
  const entered = answersOf({ a: ' 1 000', b: 2 });
  const carried = carryAnswers(from, to, entered);

  it('[E20] gives back spellings and lost values', () => {
    expect(carried.answers).toEqual(answersOf({ x: 1000 }));
    const back = restoreAnswers(from, to, carried.answers, carried.pocket);
    expect(back).toEqual({
      answers: entered,
      report: {
        lost: [],
        converted: [{ sheet: 's', row: 'r1', column: 'a', from: 1000, to: ' 1 000' }],
        renamed: [{ kind: 'column', sheet: 's', from: 'x', to: 'a' }],
      },
      pocket: { cells: [] },
    });
  });

  it('[E21] keeps what was written since, and takes it to the next version again', () => {
    const edited = applyEdits(to, carried.answers, [
      { kind: 'set', sheet: 's', row: 'r1', cells: { x: 7, c: 8 } },
      { kind: 'insertRows', sheet: 's', after: 'r1', rows: [{ id: 'r2', cells: { x: 9 } }] },
    ]).answers;
    const back = restoreAnswers(from, to, edited, carried.pocket);
    expect(back.answers).toEqual({
      sheets: {
        s: [
          { id: 'r1', cells: { a: '7', b: 2 } },
          { id: 'r2', cells: { a: '9' } },
        ],
      },
    });
    expect(back.report.lost).toEqual([{ sheet: 's', row: 'r1', column: 'c', value: 8 }]);
    expect(carryAnswers(from, to, back.answers, back.pocket).answers).toEqual(edited);
  });

  it('[E22] a column that comes back under another name finds its values; of another type, as people write them', () => {
    const again = compiled(
      form({ sheets: [sheet({ columns: [column('x'), column('n', { was: 'b', type: 'text' })] })] }),
    );
    const here = carryAnswers(to, again, carried.answers, carried.pocket);
    expect(here.answers).toEqual(answersOf({ x: 1000, n: '2' }));
    expect(here.pocket.cells).toEqual([]);
    // An edit of what came out of the pocket goes all the way back.
    const edit = { kind: 'set' as const, sheet: 's', row: 'r1', cells: { n: '3' } };
    const edited = applyEdits(again, here.answers, [edit]).answers;
    const middle = restoreAnswers(to, again, edited, here.pocket);
    expect(middle.answers).toEqual(carried.answers);
    const first = restoreAnswers(from, to, middle.answers, middle.pocket);
    expect(first.answers).toEqual(answersOf({ a: ' 1 000', b: 3 }));
  });
});
