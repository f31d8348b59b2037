import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type Answers,
  applyEdits,
  type CompiledForm,
  type Explanation,
  explainFinding,
  type Finding,
  openExplanations,
  validateAnswers,
  type ValidationContext,
} from 'engine';
import { describe, expect, it } from 'vitest';
import { compiled, oneSheet } from './support';

const ROOT = fileURLToPath(new URL('../../../form-definitions/', import.meta.url));
const today = '2023-04-01';

interface Case {
  readonly answers: Answers;
  readonly context?: Omit<ValidationContext, 'today'>;
  readonly today?: string;
}

interface Definition {
  readonly sheets: readonly { readonly rules?: readonly { readonly assert: unknown; params?: unknown }[] }[];
  readonly rules?: readonly { readonly assert: unknown; params?: unknown }[];
}

const read = (path: string): unknown => JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));

/** Every rule says the sides of its comparison in its params as well: the engine itself computes what is compared. */
function withSides(json: Definition): Definition {
  for (const rule of [...json.sheets.flatMap((sheet) => sheet.rules ?? []), ...(json.rules ?? [])]) {
    const [name, args] = Object.entries(rule.assert as Record<string, unknown[]>)[0]!;
    const [first] = name === 'or' ? Object.values(args[0] as Record<string, unknown[]>) : [args];
    const [left, right] = first!;
    if (typeof left !== 'object' || name === 'or') rule.params = { ...(rule.params ?? {}) };
    if (['<', '<=', '>', '>=', '==', '!='].includes(name)) {
      rule.params = { ...(rule.params ?? {}), left, right };
    }
  }
  return json;
}

/** The promise of a fix: the finding is gone, and no error is there that was not. */
function expectFix(
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

describe.each(readdirSync(ROOT))('%s', (id) => {
  const form = compiled(withSides(read(`${id}/1.json`) as Definition));
  const cases = readdirSync(`${ROOT}${id}/cases`).map(
    (file) => [file, read(`${id}/cases/${file}`) as Case] as const,
  );

  it.each(cases)(
    '[X1] [X2] [X4] explains the findings of %s with true sides and fixes that do',
    (_file, one) => {
      const context = { today: one.today ?? today, ...one.context };
      const explanations = openExplanations(form, one.answers, context);
      for (const finding of validateAnswers(form, one.answers, context)) {
        const explanation = explanations.explain(finding);
        expect(explanation.message).not.toBe('');
        expect(explanation.fixes.length).toBeLessThanOrEqual(3);
        expect(explanation.fix).toEqual(explanation.fixes[0]);
        expectFix(form, one.answers, context, finding, explanation);
        if (finding.rule === undefined) continue;
        expect(explanation.comparison).toBeDefined();
        const { left, right } = finding.params;
        if (left !== undefined) {
          expect(explanation.comparison?.left.value).toEqual(left);
          expect(explanation.comparison?.right?.value).toEqual(right);
        }
      }
    },
  );
});

function explainOne(json: unknown, answers: Answers, more: Partial<ValidationContext> = {}): Explanation {
  const form = compiled(json);
  const context = { today, ...more };
  const finding = validateAnswers(form, answers, context)[0]!;
  const explanation = explainFinding(form, answers, context, finding);
  expectFix(form, answers, context, finding, explanation);
  return explanation;
}

const integers = (...ids: readonly string[]): unknown[] =>
  ids.map((id) => ({ id, title: id.toUpperCase(), type: 'integer' }));
const rule = (assert: unknown, more: object = {}): object => ({
  rules: [{ id: 'r', assert, message: 'Не так.', ...more }],
});

describe('fixed rows', () => {
  const json = oneSheet(integers('n'), {
    rows: {
      kind: 'fixed',
      items: ['01', '02', '03', '04', '05'].map((id) => ({
        id,
        title: id === '01' ? 'Всего' : `Часть ${id}`,
      })),
    },
    ...rule(
      {
        '==': [
          { cell: ['01', '$column'] },
          { '+': ['02', '03', '04', '05'].map((row) => ({ cell: [row, '$column'] })) },
        ],
      },
      { each: 'column', columns: ['n'] },
    ),
  });
  const answers: Answers = {
    sheets: {
      s: [{ id: '01', cells: { n: 10 } }, ...['02', '03', '04', '05'].map((id) => ({ id, cells: { n: 3 } }))],
    },
  };

  it('[X1] [X9] says both sides and what to put', () => {
    const { message, values, comparison, fixes } = explainOne(json, answers);
    expect(message).toBe('Строка 01: 10, а сумма строк 02–05: 12. Поставьте 12 вместо 10 в «N», строка 01.');
    expect(comparison?.fact).toBe('10 ≠ 12');
    expect(values.map(({ title, text }) => `${title} ${text}`)).toEqual([
      'Всего – N 10',
      ...['02', '03', '04', '05'].map((id) => `Часть ${id} – N 3`),
    ]);
    expect(fixes.map(({ edits }) => edits)).toEqual([
      [{ kind: 'set', sheet: 's', row: '01', cells: { n: 12 } }],
      [{ kind: 'set', sheet: 's', row: '02', cells: { n: 1 } }],
      [{ kind: 'set', sheet: 's', row: '03', cells: { n: 1 } }],
    ]);
  });

  it('[X9] in English', () => {
    expect(explainOne(json, answers, { locale: 'en' }).message).toBe(
      'Row 01: 10, but the sum of rows 02–05: 12. Enter 12 instead of 10 in "N", row 01.',
    );
  });
});
