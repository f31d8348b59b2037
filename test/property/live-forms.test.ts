import {
  type Answers,
  applyEdits,
  compileForm,
  computeAnswers,
  openValidation,
  parseDefinition,
  validateAnswers,
} from 'engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyEdit, anyForm, filledRows } from './form-arbitraries';

const context = { today: '2023-06-01' };
const steps = fc.array(fc.array(anyEdit, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 });

it('[V30] of random forms too the live findings, in order, are those of a whole validation after any edits', () => {
  let judged = 0;
  const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 500);
  fc.assert(
    fc.property(anyForm, filledRows, filledRows, steps, (json, main, far, changes) => {
      const parsed = parseDefinition(json);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      const form = compileForm(parsed.value);
      if (!form.ok) {
        // Columns that read each other in a circle, and nothing else, may be refused.
        expect(new Set(form.error.map(({ code }) => code))).toEqual(new Set(['cycle']));
        return;
      }
      judged++;
      let answers: Answers = { sheets: { main, far } };
      const live = openValidation(form.value, answers, context);
      expect(live.findings).toEqual(validateAnswers(form.value, answers, context));
      for (const edits of changes) {
        live.apply(edits);
        answers = applyEdits(form.value, answers, edits).answers;
        expect(live.answers).toEqual(answers);
        expect(live.findings).toEqual(validateAnswers(form.value, answers, context));
        const { totals } = computeAnswers(form.value, answers, context);
        for (const id of ['main', 'far', 'fixed', 'codes']) expect(live.totals(id)).toEqual(totals[id] ?? {});
      }
    }),
    { numRuns },
  );
  expect(judged).toBeGreaterThan(numRuns / 5);
});
