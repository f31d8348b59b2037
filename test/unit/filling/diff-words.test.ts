import { type Answers, compileForm, diffAnswers, type Finding, parseDefinition } from 'engine';
import { describe, expect, it } from 'vitest';
import { toDiffWords } from '../../../app/wording/diff-words';
import { countRows, justificationOf } from '../../../app/components/filling/model/summary';

const parsed = parseDefinition({
  format: 1,
  id: 'words',
  version: 1,
  title: 'Слова',
  lists: { subjects: [{ value: 'math', label: { ru: 'Математика', en: 'Mathematics' } }] },
  sheets: [
    {
      id: 'open',
      title: 'Уроки',
      rows: { kind: 'open', min: 0, max: 200 },
      columns: [
        { id: 'subject', title: 'Предмет', type: 'choice', list: 'subjects' },
        { id: 'day', title: 'День', type: 'date' },
        { id: 'note', title: 'Примечание', type: 'text' },
      ],
    },
    {
      id: 'fixed',
      title: 'Итоги',
      rows: { kind: 'fixed', items: [{ id: '01', title: 'Всего' }, { id: '02' }] },
      columns: [{ id: 'n', title: 'Число', type: 'number', fractionDigits: 1 }],
    },
  ],
});
const compiled = parsed.ok ? compileForm(parsed.value) : parsed;
if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
const form = compiled.value;
const EMPTY: Answers = { sheets: {} };
const words = (after: Answers, locale: 'ru' | 'en' = 'ru', before = EMPTY) =>
  toDiffWords(form, locale, diffAnswers(form, before, after));

describe('differences in words', () => {
  it('writes labels, dates and numbers as people do, rows by their title or number', () => {
    const after: Answers = {
      sheets: {
        open: [{ id: 'r1', cells: { subject: 'math', day: '2023-04-12', note: { $raw: 'что-то' } } }],
        fixed: [{ id: '01', cells: { n: 2.5 } }],
      },
    };
    expect(words(after).rows).toEqual([
      {
        kind: 'added',
        sheet: 'Уроки',
        title: null,
        number: 1,
        cells: [
          { column: 'Предмет', before: '', after: 'Математика' },
          { column: 'День', before: '', after: '12.04.2023' },
          { column: 'Примечание', before: '', after: 'что-то' },
        ],
      },
      {
        kind: 'changed',
        sheet: 'Итоги',
        title: 'Всего',
        number: 1,
        cells: [{ column: 'Число', before: '', after: '2,5' }],
      },
    ]);
    expect(words(after, 'en').rows[0]?.cells[0]?.after).toBe('Mathematics');
  });

  it('is never longer than a person reads: rows are counted, texts are cut', () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({ id: `r${i}`, cells: { note: 'я'.repeat(5000) } }));
    const { rows: listed, hidden } = words({ sheets: { open: rows } });
    expect([listed.length, hidden]).toEqual([50, 70]);
    expect(listed[0]?.cells[0]?.after).toBe(`${'я'.repeat(300)}…`);
  });

  it('tells explanations, with the sheet where they have one', () => {
    const after: Answers = {
      sheets: {},
      justifications: [
        { rule: 'a', sheet: 'open', row: 'r1', text: 'так надо' },
        { rule: 'b', text: 'верно' },
      ],
    };
    expect(words(after).justifications).toEqual([
      { sheet: 'Уроки', before: '', after: 'так надо' },
      { sheet: null, before: '', after: 'верно' },
    ]);
  });
});

describe('the summary before submitting', () => {
  it('counts rows as they would be submitted: neither blank nor removed ones', () => {
    const answers: Answers = {
      sheets: {
        open: [
          { id: 'r1', cells: { note: 'есть' } },
          { id: 'r2', cells: { note: null } },
          { id: 'r3', cells: { note: 'был' }, removed: true },
        ],
      },
    };
    const counts = countRows(form, answers, { today: '2023-04-12' });
    expect([...counts]).toEqual([
      ['open', 1],
      ['fixed', 2],
    ]);
  });

  it('finds the explanation of just this warning', () => {
    const finding: Finding = {
      code: 'rule',
      severity: 'warning',
      rule: 'a',
      sheet: 'open',
      row: 'r1',
      message: '',
      params: {},
    };
    const at = (row: string) => [{ rule: 'a', sheet: 'open', row, text: row }];
    expect(justificationOf(finding, at('r1'))).toBe('r1');
    expect(justificationOf(finding, at('r2'))).toBeNull();
    expect(justificationOf(finding)).toBeNull();
  });
});
