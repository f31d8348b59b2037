/** What follows from answers: computed cells, totals, first values, what is submitted. */
import type { CompiledColumn, CompiledForm } from '../compile/types';
import { totals } from '../rules/aggregates';
import type { Answers, CellValue, ValidationContext } from '../types';
import { evaluateAnswers, type FormState, toCell } from './state';

/** Totals of a sheet's columns that ask for one. */
export function totalsOf(state: FormState, sheetId: string): Readonly<Record<string, CellValue>> {
  const found: Record<string, CellValue> = {};
  const sheet = state.sheets.get(sheetId);
  for (const column of sheet?.sheet.columns ?? []) {
    if (!column.total) continue;
    const values = (sheet?.rows ?? []).map((row) => row.values[column.index] ?? null);
    found[column.id] = toCell(totals[column.total](values), null);
  }
  return found;
}

export interface ComputedAnswers {
  readonly computed: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, CellValue>>>>>>;
  readonly totals: Readonly<Record<string, Readonly<Record<string, CellValue>>>>;
}

/** Values of computed cells (`sheet` → `row` → `column`) and totals (`sheet` → `column`). */
export function computeAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): ComputedAnswers {
  const state = evaluateAnswers(form, answers, context);
  const computed: Record<string, Record<string, Record<string, CellValue>>> = {};
  const footers: Record<string, Readonly<Record<string, CellValue>>> = {};
  for (const { sheet, rows } of state.sheets.values()) {
    const columns = sheet.columns.filter((column) => column.value);
    if (columns.length > 0) {
      computed[sheet.id] = Object.fromEntries(
        rows.map((row) => [
          row.id,
          Object.fromEntries(columns.map((column) => [column.id, row.cells[column.index] ?? null])),
        ]),
      );
    }
    if (sheet.columns.some((column) => column.total)) footers[sheet.id] = totalsOf(state, sheet.id);
  }
  return { computed, totals: footers };
}

/** What is frozen on submission: computed values in, cells that are not enabled and rows without values out. */
export function toSubmittedAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): Answers {
  const state = evaluateAnswers(form, answers, context);
  const sheets = Object.fromEntries(
    [...state.sheets.values()].map(({ sheet, rows }) => [
      sheet.id,
      rows.flatMap((row) => {
        const filled = sheet.columns.flatMap((column): [CompiledColumn, CellValue][] => {
          const value = row.cells[column.index] ?? null;
          return row.enabled[column.index] && value !== null ? [[column, value]] : [];
        });
        // A row whose entered values all stand in cells that are not enabled says nothing.
        if (sheet.rows.kind === 'open' && filled.every(([column]) => column.value)) return [];
        return [
          { id: row.id, cells: Object.fromEntries(filled.map(([column, value]) => [column.id, value])) },
        ];
      }),
    ]),
  );
  return { sheets, ...(answers.justifications ? { justifications: answers.justifications } : {}) };
}
