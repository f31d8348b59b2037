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
        columns: [
          { id: 'code', title: 'Код', type: 'text', required: true, pattern: '[A-Z]{3}[0-9]{4}-[A-F]' },
        ],
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
