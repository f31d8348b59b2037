import type { CompiledForm } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import { WorkExceeded } from '../rules/types';
import type { Answers, Finding, Locale, ValidationContext } from '../types';
import { evaluateInBatches } from './batch/evaluate';
import { batchFindings } from './batch/findings';
import { LazySheet } from './batch/lazy-sheet';
import { cellFindings } from './cells';
import { inOrder } from './order';
import { keyFindings, rowCountFindings } from './rows';
import { type Judging, ruleFindings } from './rules';
import { evaluateAnswers, type SheetState } from './state';

/** Sheets with fewer rows are judged row by row: there is nothing to gain. */
const BATCH_ROWS = 48;

/** All findings about the answers, in order: sheet, row, column, rule; rules of the form come last. */
export function validateAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
  { batchRows = BATCH_ROWS }: { readonly batchRows?: number } = {},
): readonly Finding[] {
  return findingsOf({
    state: evaluateInBatches(form, answers, context, batchRows),
    answers,
    locale: context.locale ?? 'ru',
  });
}

/** The same findings, row by row: where the columns of sheets are not to be read at once. */
export function validateRowByRow(
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
function findingsOf(judging: Judging): readonly Finding[] {
  const { state, locale } = judging;
  const found: Finding[] = [];
  try {
    for (const sheet of state.sheets.values()) {
      for (const finding of sheetFindings(judging, sheet)) found.push(finding);
    }
    for (const rule of state.form.rules) found.push(...ruleFindings(judging, rule));
    if (state.exceeded) found.push(workFinding(locale));
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    found.push(workFinding(locale));
  }
  return found;
}

function sheetFindings(judging: Judging, sheet: SheetState): readonly Finding[] {
  if (sheet instanceof LazySheet) {
    return inOrder(batchFindings(judging, sheet), sheet.sheet, (row) => sheet.positionOf(row));
  }
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
