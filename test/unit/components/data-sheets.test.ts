import { readFileSync } from 'node:fs';
import type { Answers } from 'engine';
import { expect, it } from 'vitest';
import { toDataSheets } from '~/routes/monitoring/data-sheets.server';
import { contentDisposition } from '~/routes/file-response.server';

const now = new Date('2023-05-10T21:30:00Z');

function tablesOf(definition: unknown, answers: Answers, isDraft = false) {
  const source = { formId: 'f', version: 1, definition, codeLists: {} };
  return toDataSheets(source, answers, { locale: 'ru', isDraft, now });
}

const form = {
  format: 1,
  id: 'demo-form',
  version: 1,
  title: 'Форма',
  lists: { subjects: [{ value: 'math', label: 'Математика' }] },
  sheets: [
    {
      id: 'own',
      title: 'Свои строки',
      rows: { kind: 'open', min: 0, max: 10 },
      columns: [
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
        { id: 'day', title: 'Дата', group: '1й курс', type: 'date' },
        { id: 'n', title: 'Число', group: '1й курс', type: 'integer' },
        { id: 'twice', title: 'Дважды', type: 'integer', value: { '*': [{ var: 'n' }, 2] } },
      ],
    },
    {
      id: 'given',
      title: 'Строки формы',
      rows: { kind: 'fixed', items: [{ id: '01', title: 'Всего' }] },
      columns: [{ id: 'n', title: 'Число', type: 'number' }],
    },
  ],
};

const answers: Answers = {
  sheets: {
    own: [
      { id: 'r1', cells: { subject: 'math', day: '2023-04-03', n: 1200 } },
      { id: 'r2', cells: { subject: { $raw: 'матем' }, day: null } },
      { id: 'r3', cells: { n: 5 }, removed: true },
    ],
  },
};

it('[A42] labels, dates and numbers as people write them; what could not be read as it was typed; removed rows are gone', () => {
  const [own] = tablesOf(form, answers);
  expect(own?.columns.map(({ title, isNumber }) => [title, isNumber])).toEqual([
    ['Предмет', false],
    ['Дата', false],
    ['Число', true],
    ['Дважды', true],
  ]);
  expect(own?.groups).toEqual([
    { title: '', span: 1 },
    { title: '1й курс', span: 2 },
    { title: '', span: 1 },
  ]);
  const plain = own?.rows.map(({ cells }) => cells.map((cell) => cell.replaceAll('\u00a0', '')));
  expect(plain).toEqual([
    ['Математика', '03.04.2023', '1200', ''],
    ['матем', '', '', ''],
  ]);
});

it('[A42] a draft shows its computed cells', () => {
  expect(tablesOf(form, answers, true)[0]?.rows[0]?.cells[3]?.replaceAll('\u00a0', '')).toBe('2400');
});

it('[A42] rows that the form gives are there before anything was entered in them', () => {
  const [, given] = tablesOf(form, answers);
  expect(given?.groups).toBeNull();
  expect(given?.rows).toEqual([{ id: '01', title: 'Всего', cells: [''] }]);
});

it('[A36] [A37] the forms of the manual become tables', () => {
  for (const id of ['vpr-spo-schedule', 'spo-professions-2023']) {
    const path = new URL(`../../../form-definitions/${id}/1.json`, import.meta.url);
    const definition: unknown = JSON.parse(readFileSync(path, 'utf8'));
    expect(tablesOf(definition, { sheets: {} }).length).toBeGreaterThan(0);
  }
});

it('a file keeps its Cyrillic name, and no name breaks out of the header', () => {
  expect(contentDisposition('Отчёт "1".xlsx')).toBe(
    `attachment; filename="_____ _1_.xlsx"; filename*=UTF-8''%D0%9E%D1%82%D1%87%D1%91%D1%82%20%221%22.xlsx`,
  );
  expect(contentDisposition("a'(b)*\r\n.txt")).toBe(
    `attachment; filename="a'(b)*__.txt"; filename*=UTF-8''a%27%28b%29%2A%0D%0A.txt`,
  );
});
