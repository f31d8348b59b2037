/** First values of cells (`prefill`). */
import type { CompiledForm } from '../compile/types';
import type { Answers, CellValue, Edit, ValidationContext } from '../types';
import { isReadOnly } from './cells';
import { evaluateAnswers, type FormState, runFor, storedRows, toCell } from './state';

/**
 * Edits that set first values: in given rows, and in rows of open sheets that hold something, where nothing was ever
 * stored in the cell. What a user changed or emptied is never overwritten.
 */
export function prefillEdits(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): readonly Edit[] {
  return prefillOf(evaluateAnswers(form, answers, context), answers);
}

/** Rows by sheet. */
export type WantedRows = ReadonlyMap<string, ReadonlySet<string>>;

/** The edits of `prefillEdits` from answers that are evaluated already; of the wanted rows only, where they are named. */
export function prefillOf(state: FormState, answers: Answers, wanted?: WantedRows): readonly Edit[] {
  return [...state.sheets.values()].flatMap(({ sheet, rows }) => {
    const columns = sheet.columns.filter((column) => column.prefill);
    const named = wanted?.get(sheet.id);
    if (columns.length === 0 || (wanted && !named)) return [];
    const stored = new Map(storedRows(answers, sheet.id).map((row) => [row.id, row.cells]));
    return rows.flatMap((row): Edit[] => {
      if (named?.has(row.id) === false) return [];
      const cells: Record<string, CellValue> = {};
      for (const column of columns) {
        const isStored = Object.hasOwn(stored.get(row.id) ?? {}, column.id);
        if (!column.prefill || isStored || isReadOnly(row, column)) continue;
        const value = toCell(runFor(column.prefill, state, row), column);
        if (value !== null) cells[column.id] = value;
      }
      return Object.keys(cells).length > 0 ? [{ kind: 'set', sheet: sheet.id, row: row.id, cells }] : [];
    });
  });
}
