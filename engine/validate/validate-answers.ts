import type { CompiledForm, CompiledSheet } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import { WorkExceeded } from '../rules/types';
import type { Answers, Finding, ValidationContext } from '../types';
import { cellFindings } from './cells';
import { keyFindings, rowCountFindings } from './rows';
import { ruleFindings } from './rules';
import { evaluateAnswers, type FormState } from './state';

/** All findings about the answers, in order: sheet, row, column, rule; rules of the form come last. */
export function validateAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): readonly Finding[] {
  return findingsOf(evaluateAnswers(form, answers, context), answers, context);
}

/** Findings of answers whose values are already known. */
export function findingsOf(
  state: FormState,
  answers: Answers,
  context: ValidationContext,
): readonly Finding[] {
  const locale = context.locale ?? 'ru';
  const judging = { state, answers, locale };
  const found: Finding[] = [];
  try {
    for (const sheet of state.form.sheets) {
      const ofSheet = [
        ...rowCountFindings(state, sheet, locale),
        ...(state.rowsBySheet.get(sheet.id) ?? []).flatMap((row) => cellFindings(state, row, locale)),
        ...keyFindings(state, sheet, locale),
        ...sheet.rules.flatMap((rule) => ruleFindings(judging, rule)),
      ];
      found.push(...inOrder(ofSheet, state, sheet));
    }
    found.push(...state.form.rules.flatMap((rule) => ruleFindings(judging, rule)));
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    const params = { work: true };
    found.push({
      code: 'rule',
      severity: 'error',
      message: findingMessage('rule', params, null, locale),
      params,
    });
  }
  return found;
}

/** By row, then column (neither comes first), cells before rules; otherwise as found. */
function inOrder(findings: readonly Finding[], state: FormState, sheet: CompiledSheet): readonly Finding[] {
  const position = new Map((state.rowsBySheet.get(sheet.id) ?? []).map((row, i) => [row.id, i]));
  const rank = (finding: Finding): readonly [number, number, number] => [
    finding.row === undefined ? -1 : (position.get(finding.row) ?? Number.MAX_SAFE_INTEGER),
    finding.column === undefined ? -1 : (sheet.columnById.get(finding.column)?.index ?? -1),
    finding.rule === undefined ? 0 : 1,
  ];
  return findings
    .map((finding, i) => ({ finding, rank: rank(finding), i }))
    .sort((a, b) => a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2] || a.i - b.i)
    .map(({ finding }) => finding);
}
