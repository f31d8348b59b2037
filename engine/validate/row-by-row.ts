import type { CompiledForm } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import { WorkExceeded } from '../rules/types';
import type { Answers, Finding, Locale, ValidationContext } from '../types';
import { cellFindings } from './cells';
import { inOrder } from './order';
import { keyFindings, rowCountFindings } from './rows';
import { type Judging, ruleFindings } from './rules';
import { evaluateAnswers, type SheetState } from './state';

/** All findings as `validateAnswers` gives them, found row by row. */
export function validateRowByRow(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): readonly Finding[] {
  const state = evaluateAnswers(form, answers, context);
  return findingsOf({ state, answers, locale: context.locale ?? 'ru' }, findingsOfRows);
}

/** Findings of answers whose values are already known; sheets are judged by `ofSheet`. */
export function findingsOf(
  judging: Judging,
  ofSheet: (judging: Judging, sheet: SheetState) => readonly Finding[],
): readonly Finding[] {
  const { state, locale } = judging;
  const found: Finding[] = [];
  try {
    for (const sheet of state.sheets.values()) {
      for (const finding of ofSheet(judging, sheet)) found.push(finding);
    }
    for (const rule of state.form.rules) found.push(...ruleFindings(judging, rule));
    if (state.exceeded) found.push(workFinding(locale));
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    found.push(workFinding(locale));
  }
  return found;
}

/** The findings of one sheet, in order. */
export function findingsOfRows(judging: Judging, sheet: SheetState): readonly Finding[] {
  const { state, locale } = judging;
  const found = [...rowCountFindings(sheet, sheet.rows.length, locale)];
  for (const row of sheet.rows) for (const finding of cellFindings(state, row, locale)) found.push(finding);
  for (const finding of keyFindings(sheet, locale)) found.push(finding);
  for (const rule of sheet.sheet.rules) {
    for (const finding of ruleFindings(judging, rule)) found.push(finding);
  }
  return inOrder(found, sheet.sheet, (row) => sheet.byId.get(row)?.position);
}

/** Said once where the bound on work was passed: not everything could be judged. */
function workFinding(locale: Locale): Finding {
  const params = { work: true };
  return {
    code: 'rule',
    severity: 'error',
    message: findingMessage('rule', params, null, locale),
    params,
  };
}
