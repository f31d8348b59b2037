import type { CompiledForm, Finding, Justification } from 'engine';
import { toSubmittedAnswers, type Answers, type ValidationContext } from 'engine';

/** Rows of each sheet as they would be submitted, by sheet id: blank ones do not count. */
export function countRows(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): ReadonlyMap<string, number> {
  const submitted = toSubmittedAnswers(form, answers, context);
  return new Map(
    form.sheets.map((sheet) => [
      sheet.id,
      sheet.rows.kind === 'open'
        ? (submitted.sheets[sheet.id] ?? []).filter((row) => !row.removed).length
        : sheet.givenById.size,
    ]),
  );
}

/** The explanation that was written for a warning, or null. */
export function justificationOf(
  { rule, sheet, row }: Finding,
  justifications: readonly Justification[] = [],
): string | null {
  const found = justifications.find(
    (other) =>
      other.rule === rule &&
      (other.sheet === undefined || other.sheet === sheet) &&
      (other.row === undefined || other.row === row),
  );
  return found?.text ?? null;
}
