import type { CompiledForm } from '../../compile/types';
import type { Answers, ValidationContext } from '../../types';
import { evaluateAnswers, type FormState, storedRows } from '../state';
import { LazySheet } from './lazy-sheet';
import { readBlock } from './sheet-block';

/** Reads large open sheets column by column where their logic allows it, all others row by row. */
export function evaluateInBatches(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
  leastRows: number,
): FormState {
  let state: FormState | null = null;
  const lazy = form.sheets.flatMap((sheet) => {
    const stored = storedRows(answers, sheet.id);
    if (stored.length < leastRows) return [];
    const block = readBlock(form, sheet, stored, context);
    const stateOf = (): FormState => state ?? evaluateAnswers(form, answers, context);
    return block ? [new LazySheet(block, stateOf, form.columnOrder)] : [];
  });
  state = evaluateAnswers(form, answers, context, new Map(lazy.map((sheet) => [sheet.sheet.id, sheet])));
  return state;
}
