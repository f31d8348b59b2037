/** What every cell of the answers is worth: enabled or not, computed, blank where unreadable. */
import type { CompiledColumn, CompiledForm, CompiledSheet, Condition } from '../compile/types';
import { isNum, roundTo, toJsonNumber } from '../rules/decimal';
import {
  type CompiledLogic,
  type Env,
  type PreviousName,
  type RowData,
  type Value,
  WorkExceeded,
} from '../rules/types';
import type { Answers, Cells, CellValue, Row, ValidationContext } from '../types';
import { isBlank, normalizeCell } from '../values';
import { isRaw } from '../values/raw';
import { moscowDate } from './moscow';

/** Bound on row visits in one validation. */
export const MAX_VISITS = 1e8;

/** One visible row with what was stored and what it is worth, by column index. */
export interface RowState extends RowData {
  readonly sheet: CompiledSheet;
  /** Among the visible rows, from 0. */
  position: number;
  /** Canonical values as stored, given or computed. */
  readonly cells: CellValue[];
  readonly values: Value[];
  readonly enabled: boolean[];
  /** Given by the form: nobody can change it. */
  readonly given: readonly boolean[];
}

export interface SheetState {
  readonly sheet: CompiledSheet;
  /** Visible rows, in order. */
  rows: readonly RowState[];
  readonly byId: Map<string, RowState>;
  /** Stored rows that a sheet with given rows does not know. */
  strangers: readonly string[];
}

export interface FormState {
  readonly form: CompiledForm;
  readonly context: ValidationContext;
  readonly env: Env;
  readonly sheets: ReadonlyMap<string, SheetState>;
  /** Values that may be chosen in columns whose list is a column of another sheet. */
  readonly offered: Map<CompiledColumn, ReadonlySet<string>>;
  /** The bound on work was passed while cells were computed. */
  exceeded: boolean;
}

/** What all cells are worth; `ready` are sheets that evaluate themselves when they are asked. */
export function evaluateAnswers(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
  ready: ReadonlyMap<string, SheetState> = new Map(),
): FormState {
  const sheets = new Map(
    form.sheets.map((sheet) => [
      sheet.id,
      ready.get(sheet.id) ?? sheetState(sheet, storedRows(answers, sheet.id)),
    ]),
  );
  const state: FormState = {
    form,
    context,
    env: environment(sheets, context),
    sheets,
    offered: new Map(),
    exceeded: false,
  };
  try {
    for (const column of form.columnOrder) if (!ready.has(column.sheet)) evaluateColumn(state, column);
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    state.exceeded = true;
  }
  return state;
}

export const storedRows = (answers: Answers, sheet: string): readonly Row[] =>
  (Object.hasOwn(answers.sheets, sheet) ? answers.sheets[sheet] : undefined) ?? [];

export function sheetState(sheet: CompiledSheet, stored: readonly Row[]): SheetState {
  const living = stored.filter((row) => row.removed !== true);
  const rows = sheet.rows.kind === 'open' ? openRows(sheet, living) : givenRows(sheet, living);
  for (const [position, row] of rows.entries()) row.position = position;
  return {
    sheet,
    rows,
    byId: new Map(rows.map((row) => [row.id, row])),
    strangers: sheet.rows.kind === 'open' ? [] : strangersIn(sheet, living),
  };
}

/** Stored rows that a sheet with given rows does not know. */
export const strangersIn = (sheet: CompiledSheet, stored: readonly Row[]): readonly string[] =>
  stored.filter((row) => row.removed !== true && !sheet.givenById.has(row.id)).map((row) => row.id);

/** Rows without any entered value are invisible. */
const openRows = (sheet: CompiledSheet, living: readonly Row[]): RowState[] =>
  living.map((row) => rowState(sheet, row.id, row.cells)).filter(hasEntered);

export const hasEntered = (row: RowState): boolean =>
  row.sheet.columns.some((column) => !column.value && !isBlank(row.cells[column.index]));

function givenRows(sheet: CompiledSheet, living: readonly Row[]): RowState[] {
  const byId = new Map(living.map((row) => [row.id, row.cells]));
  return [...sheet.givenById.keys()].map((id) => rowState(sheet, id, byId.get(id) ?? {}));
}

/** A row with its stored and given cells, still to be evaluated. */
export function rowState(sheet: CompiledSheet, id: string, stored: Cells): RowState {
  const given = sheet.givenById.get(id)?.cells;
  const cells: CellValue[] = [];
  const values: Value[] = [];
  for (const column of sheet.columns) {
    values.push(null);
    if (given !== undefined && Object.hasOwn(given, column.id)) cells.push(given[column.id] ?? null);
    else if (column.value || !Object.hasOwn(stored, column.id)) cells.push(null);
    else cells.push(normalizeCell(stored[column.id], column));
  }
  return {
    id,
    sheet,
    position: -1,
    cells,
    values,
    enabled: allEnabled(sheet),
    given: givenCells(sheet, given),
  };
}

/** Rows of a sheet whose columns are always enabled share one list that never changes. */
function allEnabled(sheet: CompiledSheet): boolean[] {
  let shared = ENABLED.get(sheet);
  if (shared === undefined) {
    shared = sheet.columns.every((column) => column.enabled === true) ? sheet.columns.map(() => true) : null;
    ENABLED.set(sheet, shared);
  }
  return shared ?? sheet.columns.map(() => true);
}

const ENABLED = new WeakMap<CompiledSheet, boolean[] | null>();

/** Which cells the form itself gives. */
function givenCells(sheet: CompiledSheet, given: Cells | undefined): readonly boolean[] {
  if (given !== undefined) return sheet.columns.map((column) => Object.hasOwn(given, column.id));
  let none = NOT_GIVEN.get(sheet);
  if (!none) {
    none = sheet.columns.map(() => false);
    NOT_GIVEN.set(sheet, none);
  }
  return none;
}

const NOT_GIVEN = new WeakMap<CompiledSheet, readonly boolean[]>();

const NOBODY: RowData = { id: '', values: [] };

function environment(sheets: ReadonlyMap<string, SheetState>, context: ValidationContext): Env {
  const previous = new Map<string, readonly RowData[]>();
  return {
    rowsOf: (sheet) => sheets.get(sheet)?.rows ?? [],
    rowOf: (sheet, row) => sheets.get(sheet)?.byId.get(row),
    previousRowsOf(sheet, names) {
      let rows = previous.get(sheet);
      if (!rows) {
        rows = previousRows(sheet, names, context.previous);
        previous.set(sheet, rows);
      }
      return rows;
    },
    org: context.org ?? {},
    opensOn: moscowDate(context.collection?.opensAt),
    closesOn: moscowDate(context.collection?.closesAt),
    today: context.today,
    judged: NOBODY,
    scope: [],
    code: null,
    accumulator: null,
    element: null,
    data: null,
    tracker: null,
    tallies: null,
    visits: MAX_VISITS,
    joins: new WeakMap(),
    memo: new Map(),
  };
}

function previousRows(
  sheet: string,
  names: readonly PreviousName[],
  previous: Answers | undefined,
): readonly RowData[] {
  if (!previous) return [];
  return storedRows(previous, sheet)
    .filter((row) => row.removed !== true && Object.values(row.cells).some((value) => !isBlank(value)))
    .map((row) => ({
      id: row.id,
      values: names.map(({ id, column }) => {
        const stored = Object.hasOwn(row.cells, id) ? (row.cells[id] ?? null) : null;
        return toValue(column ? normalizeCell(stored, column) : stored);
      }),
    }));
}

/** Blank where unreadable or empty. */
function toValue(cell: CellValue): Value {
  if (isRaw(cell) || (Array.isArray(cell) && cell.length === 0)) return null;
  return cell;
}

/** Whether a condition holds for a row; blank counts as false. */
export function holds(condition: Condition, state: FormState, row: RowState): boolean {
  return typeof condition === 'boolean' ? condition : runFor(condition, state, row) === true;
}

/** The result of row logic for one row. */
export function runFor(logic: CompiledLogic, state: FormState, row: RowState): Value {
  const { env } = state;
  env.judged = row;
  if (logic.scoped.size > 0) env.scope = env.rowsOf(row.sheet.id);
  return logic.run(row, env);
}

function evaluateColumn(state: FormState, column: CompiledColumn): void {
  if (column.listSource) state.offered.set(column, offeredValues(state, column.listSource));
  for (const row of state.sheets.get(column.sheet)?.rows ?? []) evaluateCell(state, row, column);
}

/** Distinct filled values of a column that serves as a list. */
export function offeredValues(
  state: FormState,
  source: { readonly sheet: string; readonly column: string },
): ReadonlySet<string> {
  const sheet = state.sheets.get(source.sheet);
  const index = sheet?.sheet.columnById.get(source.column)?.index ?? 0;
  const values = (sheet?.rows ?? []).map((row) => row.values[index] ?? null);
  return new Set(
    values.flatMap((value) => {
      if (value === null || typeof value === 'object') return [];
      return [String(value)];
    }),
  );
}

/** Enables, computes and reads one cell; all that it depends on was evaluated before. */
export function evaluateCell(state: FormState, row: RowState, column: CompiledColumn): void {
  const { index } = column;
  const isEnabled = holds(column.enabled, state, row);
  row.enabled[index] = isEnabled;
  if (column.value && !row.given[index]) {
    row.cells[index] = isEnabled ? toCell(runFor(column.value, state, row), column) : null;
  }
  row.values[index] = isEnabled ? worth(state, row, column) : null;
}

/** A computed value as it is stored: rounded to the column's digits. */
export function toCell(value: Value, column: CompiledColumn | null): CellValue {
  if (isNum(value)) {
    const digits = column?.type === 'integer' ? 0 : column?.fractionDigits;
    const rounded = digits === undefined ? value : roundTo(value, digits);
    return rounded === null ? null : toJsonNumber(rounded);
  }
  if (!Array.isArray(value)) return typeof value === 'object' ? null : value;
  const texts = value.filter((part: Value): part is string => typeof part === 'string');
  return texts.length === 0 ? null : texts;
}

/** The value that rules see: blank where unreadable or not in the list. */
function worth(state: FormState, row: RowState, column: CompiledColumn): Value {
  const value = toValue(row.cells[column.index] ?? null);
  if (value === null || (column.type !== 'choice' && column.type !== 'choices')) return value;
  const codes: readonly Value[] = Array.isArray(value) ? value : [value];
  return codes.every((code) => typeof code === 'string' && isOffered(state, row, column, code))
    ? value
    : null;
}

/** Whether a code may be chosen: in the list, and let through by the filter. */
export function isOffered(state: FormState, row: RowState, column: CompiledColumn, value: string): boolean {
  const { env } = state;
  const code = column.listSource
    ? state.offered.get(column)?.has(value)
      ? { value, label: value }
      : undefined
    : column.list?.codeByValue.get(value);
  if (!code) return false;
  if (!column.filter) return true;
  env.code = code;
  const verdict = runFor(column.filter, state, row);
  env.code = null;
  return verdict === true;
}
