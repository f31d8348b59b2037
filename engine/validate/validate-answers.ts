import type { CompiledForm } from '../compile/types';
import type { Answers, Finding, ValidationContext } from '../types';
import { evaluateInBatches } from './batch/evaluate';
import { batchFindings } from './batch/findings';
import { LazySheet } from './batch/lazy-sheet';
import { inOrder } from './order';
import { findingsOf, findingsOfRows } from './row-by-row';
import type { Judging } from './rules';
import type { SheetState } from './state';

/** Sheets with fewer rows are judged row by row: there is nothing to gain. */
const BATCH_ROWS = 48;

/** All findings about the answers, in order: sheet, row, column, rule; rules of the form come last. */
export function validateAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
  { batchRows = BATCH_ROWS }: { readonly batchRows?: number } = {},
): readonly Finding[] {
  const state = evaluateInBatches(form, answers, context, batchRows);
  return findingsOf({ state, answers, locale: context.locale ?? 'ru' }, findingsOfSheet);
}

function findingsOfSheet(judging: Judging, sheet: SheetState): readonly Finding[] {
  if (!(sheet instanceof LazySheet)) return findingsOfRows(judging, sheet);
  return inOrder(batchFindings(judging, sheet), sheet.sheet, (row) => sheet.positionOf(row));
}
