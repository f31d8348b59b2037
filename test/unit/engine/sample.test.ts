import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compileForm, parseDefinition, sampleAnswers, validateAnswers } from '../../../engine/index';

const context = { today: '2023-05-05' };

function formOf(id: string) {
  const url = new URL(`../../../form-definitions/${id}/1.json`, import.meta.url);
  const parsed = parseDefinition(JSON.parse(readFileSync(url, 'utf8')));
  if (!parsed.ok) throw new Error('not parsed');
  const compiled = compileForm(parsed.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return compiled.value;
}

for (const id of ['spo-professions-2023', 'vpr-spo-schedule'])
  for (const seed of [1, 2, 3])
    it(`[S1] [S2] answers without errors to ${id}, seed ${seed}`, () => {
      const form = formOf(id);
      const sampled = sampleAnswers(form, { seed, context });
      if (!sampled.ok) throw new Error(JSON.stringify(sampled.error.findings.slice(0, 3)));
      const errors = validateAnswers(form, sampled.value, context).filter(
        (each) => each.severity === 'error',
      );
      expect(errors).toEqual([]);
      expect(sampleAnswers(form, { seed, context })).toEqual(sampled);
    });

it('[S3] says honestly what stayed wrong where no answers are found', () => {
  const parsed = parseDefinition({
    format: 1,
    id: 'hopeless',
    version: 1,
    title: 'Безнадёжная',
    sheets: [
      {
        id: 'main',
        title: 'Лист',
        rows: { kind: 'open', min: 1, max: 2 },
        columns: [{ id: 'code', title: 'Код', type: 'text', required: true, pattern: '[\u4e00-\u4e10]{3}' }],
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const compiled = compileForm(parsed.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  const sampled = sampleAnswers(compiled.value, { rows: 1, context });
  expect(sampled).toMatchObject({ ok: false, error: { code: 'not_found' } });
  expect(sampled.ok ? 0 : sampled.error.findings.length).toBe(1);
});

it('[S1] dates stand across the end of a leap February', () => {
  const parsed = parseDefinition({
    format: 1,
    id: 'leap',
    version: 1,
    title: 'Дни',
    sheets: [
      {
        id: 'main',
        title: 'Лист',
        rows: { kind: 'open', min: 1, max: 9 },
        key: ['day'],
        columns: [{ id: 'day', title: 'День', type: 'date', required: true }],
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const compiled = compileForm(parsed.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  const sampled = sampleAnswers(compiled.value, { rows: 4, context: { today: '2024-02-28' } });
  const days = sampled.ok ? sampled.value.sheets.main?.map(({ cells }) => cells.day) : [];
  expect(days).toEqual(['2024-02-28', '2024-02-29', '2024-03-01', '2024-03-02']);
});

const judgedAt = {
  today: '2023-04-05',
  collection: { opensAt: '2023-04-05T09:00:00Z', closesAt: '2023-05-31T15:00:00Z' },
};
const rulesOf = (id: string): readonly string[] => {
  const form = formOf(id);
  const all = [...form.sheets.slice(0, 1).flatMap((sheet) => sheet.rules), ...form.rules];
  return [...new Set(all.map((rule) => rule.id))];
};

for (const id of ['spo-professions-2023', 'vpr-spo-schedule'])
  it.each(rulesOf(id))(`[S4] ${id}: answers that break just %s, and are small`, (rule) => {
    const form = formOf(id);
    const sampled = sampleAnswers(form, { violate: rule, context: judgedAt });
    if (!sampled.ok) throw new Error(sampled.error.message);
    const findings = validateAnswers(form, sampled.value, judgedAt);
    expect(findings.some((finding) => finding.rule === rule)).toBe(true);
    expect(findings.filter((finding) => finding.severity === 'error' && finding.rule !== rule)).toEqual([]);
    expect(Object.values(sampled.value.sheets).flat().length).toBeLessThanOrEqual(8);
    expect(sampleAnswers(form, { violate: rule, context: judgedAt })).toEqual(sampled);
  });

it('[S5] says that there is no such rule', () => {
  const sampled = sampleAnswers(formOf('vpr-spo-schedule'), { violate: 'nobody', context });
  expect(sampled).toMatchObject({ ok: false, error: { code: 'unknown_rule' } });
});

it('[S6] texts have the control digits and the pattern that their column asks for, and every column is shown', () => {
  const text = (id: string, more: object): object => ({ id, title: id, type: 'text', ...more });
  const parsed = parseDefinition({
    format: 1,
    id: 'texts',
    version: 1,
    title: 'Тексты',
    sheets: [
      {
        id: 'main',
        title: 'Лист',
        rows: { kind: 'open' },
        key: ['inn'],
        columns: [
          ...['inn', 'kpp', 'ogrn', 'snils', 'email', 'phone'].map((format) =>
            text(format, { format, required: true }),
          ),
          text('group', { pattern: '(?:БИ|ПИ)-\\d{2}[а-в]?', maxLength: 6 }),
          { id: 'share', title: 'share', type: 'number', fractionDigits: 1, value: 0.5 },
        ],
      },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const compiled = compileForm(parsed.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  const sampled = sampleAnswers(compiled.value, { rows: 5, context });
  if (!sampled.ok) throw new Error(JSON.stringify(sampled.error.findings));
  const rows = sampled.value.sheets['main'] ?? [];
  expect(validateAnswers(compiled.value, sampled.value, context)).toEqual([]);
  expect(new Set(rows.map((row) => row.cells['inn'])).size).toBe(5);
  expect(rows.every((row) => Object.keys(row.cells).length === 7)).toBe(true);
});

it.each([3, 40])('[S7] [S1] a list from another sheet offers what stands there, %i rows', (rows) => {
  const sheet = (id: string, column: object): object => ({
    id,
    title: id,
    rows: { kind: 'open', min: 1, max: 50 },
    columns: [column],
  });
  const who = { id: 'who', title: 'Кто', type: 'choice', required: true };
  const parsed = parseDefinition({
    format: 1,
    id: 'lessons',
    version: 1,
    title: 'Уроки',
    sheets: [
      sheet('lessons', { ...who, list: { sheet: 'staff', column: 'name' } }),
      { ...sheet('staff', { id: 'name', title: 'Имя', type: 'text', required: true }), key: ['name'] },
    ],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const compiled = compileForm(parsed.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  const sampled = sampleAnswers(compiled.value, { rows, context });
  if (!sampled.ok) throw new Error(JSON.stringify(sampled.error.findings));
  expect(validateAnswers(compiled.value, sampled.value, context)).toEqual([]);
  const { lessons = [], staff = [] } = sampled.value.sheets;
  expect([lessons.length, staff.length]).toEqual([rows, rows]);
  const names = staff.map((row) => row.cells['name']);
  expect(lessons.every((row) => names.includes(row.cells['who'] ?? null))).toBe(true);
});
