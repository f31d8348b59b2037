import type { CompiledForm } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import { WorkExceeded } from '../rules/types';
import type { Answers, Finding, Locale, ValidationContext } from '../types';
import { cellFindings } from './cells';
import { keyFindings, rowCountFindings } from './rows';
import { type Judging, ruleFindings } from './rules';
import { evaluateAnswers, type SheetState } from './state';

/** All findings about the answers, in order: sheet, row, column, rule; rules of the form come last. */
export function validateAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): readonly Finding[] {
  return findingsOf({
    state: evaluateAnswers(form, answers, context),
    answers,
    locale: context.locale ?? 'ru',
  });
}

/** Findings of answers whose values are already known. */
export function findingsOf(judging: Judging): readonly Finding[] {
  const { state, locale } = judging;
  const found: Finding[] = [];
  try {
    for (const sheet of state.sheets.values()) {
      found.push(...inOrder(sheetFindings(judging, sheet), sheet));
    }
    for (const rule of state.form.rules) found.push(...ruleFindings(judging, rule));
    if (state.exceeded) found.push(workFinding(locale));
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    found.push(workFinding(locale));
  }
  return found;
}

function sheetFindings(judging: Judging, sheet: SheetState): Finding[] {
  const { state, locale } = judging;
  const found = [...rowCountFindings(sheet, locale)];
  for (const row of sheet.rows) for (const finding of cellFindings(state, row, locale)) found.push(finding);
  for (const finding of keyFindings(sheet, locale)) found.push(finding);
  for (const rule of sheet.sheet.rules) {
    for (const finding of ruleFindings(judging, rule)) found.push(finding);
  }
  return found;
}

/** Said once where the bound on work was passed: not everything could be judged. */
export function workFinding(locale: Locale): Finding {
  const params = { work: true };
  return {
    code: 'rule',
    severity: 'error',
    message: findingMessage('rule', params, null, locale),
    params,
  };
}

/** Findings of one sheet: those without row or column first, then by row, column, and rule as defined. */
export function inOrder(findings: readonly Finding[], state: SheetState): readonly Finding[] {
  if (findings.length < 2) return findings;
  const ruleOrder = new Map<string, number>();
  for (const [i, rule] of state.sheet.rules.entries())
    if (!ruleOrder.has(rule.id)) ruleOrder.set(rule.id, i + 1);
  return findings
    .map((finding, i) => ({ finding, rank: rankOf(finding, state, ruleOrder), i }))
    .sort((a, b) => {
      for (const [k, part] of a.rank.entries()) {
        const other = b.rank[k] ?? 0;
        if (part !== other) return part - other;
      }
      return a.i - b.i;
    })
    .map(({ finding }) => finding);
}

function rankOf(
  { row, column, rule }: Finding,
  { sheet, byId }: SheetState,
  ruleOrder: ReadonlyMap<string, number>,
): readonly number[] {
  return [
    row === undefined || column === undefined ? 0 : 1,
    row === undefined ? -1 : (byId.get(row)?.position ?? Number.MAX_SAFE_INTEGER),
    column === undefined ? -1 : (sheet.columnById.get(column)?.index ?? -1),
    rule === undefined ? 0 : (ruleOrder.get(rule) ?? 0),
  ];
}
