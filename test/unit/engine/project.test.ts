import { type Answers, toExportTables, toGridModel, toSubmittedAnswers } from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled } from './support';

const form = compiled({
  format: 1,
  id: 'views',
  version: 1,
  title: { ru: 'Виды', en: 'Views' },
  lists: { units: [{ value: '07', label: { ru: 'Седьмой', en: 'Seventh' } }] },
  sheets: [
    {
      id: 'open',
      title: { ru: 'Открытый', en: 'Open' },
      hint: 'Подсказка листа',
      rows: { kind: 'open', min: 1, max: 9 },
      columns: [
        { id: 'unit', title: 'Отдел', type: 'choice', list: 'units', hint: { ru: 'Какой', en: 'Which' } },
        {
          id: 'n',
          title: 'Число',
          group: 'Числа',
          type: 'integer',
          enabled: { '==': [{ var: 'unit' }, '07'] },
          total: 'sum',
        },
        { id: 'twice', title: 'Вдвое', group: 'Числа', type: 'integer', value: { '*': [{ var: 'n' }, 2] } },
        { id: 'when', title: 'Дата', type: 'date', width: 90 },
        { id: 'ok', title: 'Да?', type: 'boolean' },
        { id: 'note', title: 'Текст', type: 'text' },
      ],
    },
    {
      id: 'fixed',
      title: 'Постоянный',
      rows: { kind: 'fixed', items: [{ id: '3.1', title: 'Всего', cells: { unit: '07' } }, { id: '3.2' }] },
      columns: [
        { id: 'unit', title: 'Отдел', type: 'choice', list: 'units' },
        { id: 'n', title: 'Число', type: 'number' },
      ],
      cells: [{ row: '3.2', column: 'n', hint: 'Подсказка ячейки' }],
    },
    {
      id: 'codes',
      title: 'По кодам',
      rows: { kind: 'perCode', list: 'units', column: 'unit' },
      columns: [
        { id: 'unit', title: 'Отдел', type: 'choice', list: 'units' },
        { id: 'n', title: 'Число', type: 'integer' },
      ],
    },
  ],
});

describe('toGridModel', () => {
  const [open, fixed, codes] = toGridModel(form, 'ru').sheets;

  it('[A25] [A26] gives titles, hints and limits in the language', () => {
    expect(open).toMatchObject({
      id: 'open',
      title: 'Открытый',
      hint: 'Подсказка листа',
      open: true,
      minRows: 1,
      maxRows: 9,
    });
    expect(open?.columns[0]).toMatchObject({ hint: 'Какой', codes: [{ value: '07', label: 'Седьмой' }] });
    expect(toGridModel(form, 'en').sheets[0]).toMatchObject({
      title: 'Open',
      columns: [{ hint: 'Which' }, {}, {}, {}, {}, {}],
    });
    expect(fixed?.hint).toBeNull();
  });

  it('[A27] gives what an empty cell expects, and a width for every column', () => {
    expect(open?.columns.map(({ placeholder, width }) => [placeholder, width])).toEqual([
      ['list', 200],
      ['number', 120],
      ['number', 120],
      ['date', 90],
      ['list', 200],
      ['text', 220],
    ]);
    expect(open?.columns.map(({ group, computed, total }) => [group, computed, total]).slice(1, 3)).toEqual([
      ['Числа', false, true],
      ['Числа', true, false],
    ]);
  });

  it('gives the rows of the form with their cells, and hints of single cells', () => {
    expect(fixed).toMatchObject({
      open: false,
      minRows: 2,
      maxRows: 2,
      givenRows: [
        { id: '3.1', title: 'Всего', cells: { unit: '07' } },
        { id: '3.2', title: '', cells: {} },
      ],
      cellHints: { '3.2': { n: 'Подсказка ячейки' } },
    });
    expect(codes?.givenRows).toEqual([{ id: '07', title: 'Седьмой', cells: { unit: '07' } }]);
  });
});

const ANSWERS: Answers = {
  sheets: {
    open: [
      { id: 'r1', cells: { unit: '07', n: 5, when: '2023-05-05', ok: true, note: '007' } },
      { id: 'r2', cells: { unit: null, n: 7, note: ' ' } },
      { id: 'r3', cells: {} },
      { id: 'r4', cells: { note: 'x' }, removed: true },
    ],
    fixed: [{ id: '3.2', cells: { n: 0.5 } }],
    unknown: [{ id: 'r1', cells: { a: 1 } }],
  },
};
const CONTEXT = { today: '2023-05-05' };

describe('toSubmittedAnswers', () => {
  const submitted = toSubmittedAnswers(form, ANSWERS, CONTEXT);

  it('freezes computed and given values, and leaves out what is not enabled, empty or removed', () => {
    expect(submitted.sheets['open']).toEqual([
      { id: 'r1', cells: { unit: '07', n: 5, twice: 10, when: '2023-05-05', ok: true, note: '007' } },
    ]);
    expect(submitted.sheets['fixed']).toEqual([
      { id: '3.1', cells: { unit: '07' } },
      { id: '3.2', cells: { n: 0.5 } },
    ]);
    expect(submitted.sheets['unknown']).toBeUndefined();
  });
});

describe('toExportTables', () => {
  it('[A43] gives stable names, headings and values: labels, numbers, dates', () => {
    const [open, fixed, codes] = toExportTables([form], { locale: 'ru', values: 'labels' });
    expect(open?.columns.map(({ name, heading, group, type }) => [name, heading, group, type])).toEqual([
      ['unit', 'Отдел', null, 'text'],
      ['n', 'Число', 'Числа', 'integer'],
      ['twice', 'Вдвое', 'Числа', 'integer'],
      ['when', 'Дата', null, 'date'],
      ['ok', 'Да?', null, 'boolean'],
      ['note', 'Текст', null, 'text'],
    ]);
    const submitted = toSubmittedAnswers(form, ANSWERS, CONTEXT);
    expect(open?.rows(submitted, 1)[0]?.cells).toEqual(['Седьмой', 5, 10, '2023-05-05', true, '007']);
    expect(fixed?.columns[0]).toMatchObject({ name: '_row', heading: 'Строка' });
    expect(fixed?.rows(submitted, 1).map(({ cells }) => cells)).toEqual([
      ['3.1 Всего', 'Седьмой', null],
      ['3.2', null, 0.5],
    ]);
    expect(codes?.columns.map(({ name }) => name)).toEqual(['unit', 'n']);
  });
});
