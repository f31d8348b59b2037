import type { CompiledForm } from '../compile/types';
import { applyEdits } from '../edits/apply-edits';
import { averageOf, extremeOf, sumOf } from '../rules/aggregates';
import { isNum, toJsonNumber } from '../rules/decimal';
import type { Value } from '../rules/types';
import type { Answers, CellValue, Edit, Finding, RejectedEdit, ValidationContext } from '../types';
import { requiredOf } from './cells';
import { evaluateAnswers, type FormState, holds } from './state';
import { findingsOf } from './validate-answers';

/** What a page shows of one cell. */
export interface CellState {
  /** Stored, given or computed. */
  readonly value: CellValue;
  readonly enabled: boolean;
  readonly required: boolean;
  /** Given, computed or locked by the form. */
  readonly readOnly: boolean;
  readonly computed: boolean;
}

export interface FindingsChange {
  readonly added: readonly Finding[];
  readonly removed: readonly Finding[];
  readonly rejected: readonly RejectedEdit[];
}

/** Answers under edit, with their findings always at hand. */
export interface LiveValidation {
  readonly answers: Answers;
  /** In order, as `validateAnswers` gives them. */
  readonly findings: readonly Finding[];
  cellState(sheet: string, row: string, column: string): CellState;
  /** Footer totals by column id. */
  totals(sheet: string): Readonly<Record<string, CellValue>>;
  apply(edits: readonly Edit[]): FindingsChange;
  /** Judges other answers from now on, such as those the server sent. */
  rebase(answers: Answers): FindingsChange;
}

export function openValidation(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): LiveValidation {
  let current = answers;
  let state = evaluateAnswers(form, answers, context);
  let findings = findingsOf(state, answers, context);
  const judge = (next: Answers, rejected: readonly RejectedEdit[]): FindingsChange => {
    const before = findings;
    current = next;
    state = evaluateAnswers(form, next, context);
    findings = findingsOf(state, next, context);
    return { ...difference(before, findings), rejected };
  };
  return {
    get answers() {
      return current;
    },
    get findings() {
      return findings;
    },
    cellState: (sheet, row, column) => cellStateOf(state, current, sheet, row, column),
    totals: (sheet) => totalsOf(state, sheet),
    apply(edits) {
      const { answers: next, rejected } = applyEdits(form, current, edits);
      return judge(next, rejected);
    },
    rebase: (next) => judge(next, []),
  };
}

function difference(
  before: readonly Finding[],
  after: readonly Finding[],
): Pick<FindingsChange, 'added' | 'removed'> {
  const names = (list: readonly Finding[]): Map<string, Finding> =>
    new Map(list.map((finding) => [JSON.stringify(finding), finding]));
  const [old, fresh] = [names(before), names(after)];
  return {
    added: [...fresh].filter(([name]) => !old.has(name)).map(([, finding]) => finding),
    removed: [...old].filter(([name]) => !fresh.has(name)).map(([, finding]) => finding),
  };
}

/** The state of a cell; a row without any entered value is judged as if it were blank. */
function cellStateOf(
  state: FormState,
  answers: Answers,
  sheetId: string,
  rowId: string,
  columnId: string,
): CellState {
  const sheet = state.form.sheetById.get(sheetId);
  const column = sheet?.columnById.get(columnId);
  if (!sheet || !column)
    return { value: null, enabled: false, required: false, readOnly: true, computed: false };
  const computed = column.value !== undefined;
  const locked =
    computed || column.readOnly || (sheet.overrides.get(rowId)?.get(columnId)?.readOnly ?? false);
  const row = state.rowById.get(sheetId)?.get(rowId);
  if (row) {
    const enabled = row.enabled[column.index] ?? false;
    return {
      value: row.cells[column.index] ?? null,
      enabled,
      required: enabled && holds(requiredOf(row, column), state.env, row),
      readOnly: locked || (row.given[column.index] ?? false),
      computed,
    };
  }
  const blank = { id: rowId, values: sheet.columns.map(() => null), sheet };
  const enabled = holds(column.enabled, state.env, blank);
  const stored = answers.sheets[sheetId]?.find((other) => other.id === rowId)?.cells;
  const required = enabled && !locked && holds(column.required, state.env, blank);
  return { value: stored?.[columnId] ?? null, enabled, required, readOnly: locked, computed };
}

/** Totals of a sheet's columns that ask for one. */
export function totalsOf(state: FormState, sheetId: string): Readonly<Record<string, CellValue>> {
  const sheet = state.form.sheetById.get(sheetId);
  const rows = state.rowsBySheet.get(sheetId) ?? [];
  const totals: Record<string, CellValue> = {};
  for (const column of sheet?.columns ?? []) {
    if (!column.total) continue;
    const values = rows.map((row) => row.values[column.index] ?? null).filter((value) => value !== null);
    const total = fold(column.total, values);
    totals[column.id] = isNum(total) ? toJsonNumber(total) : (total as CellValue);
  }
  return totals;
}

function fold(kind: 'sum' | 'count' | 'avg' | 'lowest' | 'highest', values: readonly Value[]): Value {
  switch (kind) {
    case 'sum':
      return sumOf(values);
    case 'count':
      return values.length;
    case 'avg':
      return averageOf(values);
    case 'lowest':
      return extremeOf(values, -1);
    case 'highest':
      return extremeOf(values, 1);
  }
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
  const totals: Record<string, Readonly<Record<string, CellValue>>> = {};
  for (const sheet of form.sheets) {
    const columns = sheet.columns.filter((column) => column.value);
    if (columns.length > 0) {
      computed[sheet.id] = Object.fromEntries(
        (state.rowsBySheet.get(sheet.id) ?? []).map((row) => [
          row.id,
          Object.fromEntries(columns.map((column) => [column.id, row.cells[column.index] ?? null])),
        ]),
      );
    }
    if (sheet.columns.some((column) => column.total)) totals[sheet.id] = totalsOf(state, sheet.id);
  }
  return { computed, totals };
}

/** What is frozen on submission: computed values in, cells that are not enabled and rows without values out. */
export function toSubmittedAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): Answers {
  const state = evaluateAnswers(form, answers, context);
  const sheets = Object.fromEntries(
    form.sheets.map((sheet) => [
      sheet.id,
      (state.rowsBySheet.get(sheet.id) ?? []).map((row) => ({
        id: row.id,
        cells: Object.fromEntries(
          sheet.columns
            .filter((column) => row.enabled[column.index] && (row.cells[column.index] ?? null) !== null)
            .map((column) => [column.id, row.cells[column.index] ?? null]),
        ),
      })),
    ]),
  );
  return { sheets, ...(answers.justifications ? { justifications: answers.justifications } : {}) };
}
