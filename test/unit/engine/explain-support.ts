import {
  type Answers,
  applyEdits,
  type CompiledForm,
  type Explanation,
  explainFinding,
  type Finding,
  validateAnswers,
  type ValidationContext,
} from 'engine';
import { expect } from 'vitest';
import { compiled, oneSheet } from './support';

export const today = '2023-04-01';

/** The promise of a fix: the finding is gone, and no error is there that was not. */
export function expectFix(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
  finding: Finding,
  explanation: Explanation,
): void {
  const addressOf = ({ code, rule, sheet, row, column }: Finding): string =>
    JSON.stringify([code, rule, sheet, row, column]);
  const before = new Set(validateAnswers(form, answers, context).map(addressOf));
  for (const { edits, message } of explanation.fixes) {
    expect(message).not.toBe('');
    const applied = applyEdits(form, answers, edits);
    expect(applied.rejected).toEqual([]);
    const after = validateAnswers(form, applied.answers, context);
    expect(after.map(addressOf)).not.toContain(addressOf(finding));
    const fresh = after.filter((one) => one.severity === 'error' && !before.has(addressOf(one)));
    expect(fresh).toEqual([]);
  }
}

export function explainOne(
  json: unknown,
  answers: Answers,
  more: Partial<ValidationContext> = {},
): Explanation {
  const form = compiled(json);
  const context = { today, ...more };
  const finding = validateAnswers(form, answers, context)[0]!;
  const explanation = explainFinding(form, answers, context, finding);
  expectFix(form, answers, context, finding, explanation);
  return explanation;
}

export const integers = (...ids: readonly string[]): unknown[] =>
  ids.map((id) => ({ id, title: id.toUpperCase(), type: 'integer' }));
export const rule = (assert: unknown, more: object = {}): object => ({
  rules: [{ id: 'r', assert, message: 'Не так.', ...more }],
});

export const v = (name: string): unknown => ({ var: name });
export const rows = v('$rows');
export type Cells = Readonly<Record<string, unknown>>;
export const answersOf = (...cells: readonly Cells[]): Answers =>
  ({ sheets: { s: cells.map((one, i) => ({ id: `r${i + 1}`, cells: one })) } }) as Answers;

export const COLUMNS = [
  ...integers('a', 'b'),
  { id: 'd', title: 'D', type: 'date' },
  { id: 'c', title: 'C', type: 'choice', list: 'l' },
  { id: 'cs', title: 'CS', type: 'choices', list: 'l' },
  { id: 'yes', title: 'Yes', type: 'boolean' },
  { id: 't', title: 'T', type: 'text' },
];
export const LISTS = { l: ['p', 'q', 'w'].map((value) => ({ value, label: value.toUpperCase() })) };
export const formOf = (assert: unknown, more: object = {}, columns: readonly unknown[] = COLUMNS): unknown =>
  oneSheet(columns, { lists: LISTS, ...rule(assert, more) });
