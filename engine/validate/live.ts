import type { CompiledForm } from '../compile/types';
import { applyEdits } from '../edits/apply-edits';
import type { Answers, CellValue, Edit, Finding, RejectedEdit, ValidationContext } from '../types';
import { isReadOnly, requiredOf } from './cells';
import { evaluateCell, evaluateAnswers, type FormState, holds, rowState, storedRows } from './state';
import { findingsOf } from './validate-answers';
import { totalsOf } from './views';

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

/** Opens answers for editing; `findings` always equal what `validateAnswers` says of `answers`. */
export function openValidation(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): LiveValidation {
  const locale = context.locale ?? 'ru';
  let current = answers;
  let state = evaluateAnswers(form, answers, context);
  let findings = findingsOf({ state, answers, locale });
  const judge = (next: Answers, rejected: readonly RejectedEdit[]): FindingsChange => {
    const before = findings;
    current = next;
    state = evaluateAnswers(form, next, context);
    findings = findingsOf({ state, answers: next, locale });
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
      return next === current ? { added: [], removed: [], rejected } : judge(next, rejected);
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

const NO_CELL: CellState = { value: null, enabled: false, required: false, readOnly: true, computed: false };

/** A row without any entered value is shown as if it were blank and judged. */
function cellStateOf(
  state: FormState,
  answers: Answers,
  sheetId: string,
  rowId: string,
  columnId: string,
): CellState {
  const sheet = state.sheets.get(sheetId);
  const column = sheet?.sheet.columnById.get(columnId);
  if (!sheet || !column) return NO_CELL;
  let row = sheet.byId.get(rowId);
  if (!row) {
    const stored = storedRows(answers, sheetId).find((other) => other.id === rowId);
    row = rowState(sheet.sheet, rowId, stored?.cells ?? {});
    for (const own of state.form.columnOrder) if (own.sheet === sheetId) evaluateCell(state, row, own);
  }
  const enabled = row.enabled[column.index] ?? false;
  return {
    value: row.cells[column.index] ?? null,
    enabled,
    required: enabled && holds(requiredOf(row, column), state, row),
    readOnly: isReadOnly(row, column),
    computed: column.value !== undefined,
  };
}
