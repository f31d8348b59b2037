/** What a page asks of single cells of live answers. */
import { formatDate } from '../../values/date';
import type { CompiledColumn } from '../../compile/types';
import { labelOf } from '../../values/choice';
import { WorkExceeded } from '../../rules/types';
import type { Answers, CellValue, Locale } from '../../types';
import { isReadOnly, requiredOf } from '../cells';
import {
  evaluateCell,
  type FormState,
  holds,
  isOffered,
  MAX_VISITS,
  type RowState,
  rowState,
  storedRows,
} from '../state';

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

/** A code that may be chosen in a cell. */
export interface OfferedCode {
  readonly value: string;
  /** As people of the language read it. */
  readonly label: string;
}

interface Asked {
  readonly state: FormState;
  readonly answers: Answers;
}

interface BlankRows {
  readonly answers: Answers;
  readonly rows: Map<string, RowState>;
}

/** Rows without any entered value, judged when they are asked for; they hold for one state of the answers. */
const BLANK_ROWS = new WeakMap<FormState, BlankRows>();

function blankRow({ state, answers }: Asked, sheetId: string, rowId: string): RowState | null {
  const sheet = state.sheets.get(sheetId);
  if (!sheet) return null;
  let known = BLANK_ROWS.get(state);
  if (known?.answers !== answers) {
    known = { answers, rows: new Map() };
    BLANK_ROWS.set(state, known);
  }
  const name = `${sheetId}\n${rowId}`;
  const before = known.rows.get(name);
  if (before) return before;
  const stored = storedRows(answers, sheetId).find((other) => other.id === rowId);
  const row = rowState(sheet.sheet, rowId, stored?.cells ?? {});
  for (const own of state.form.columnOrder) if (own.sheet === sheetId) evaluateCell(state, row, own);
  known.rows.set(name, row);
  return row;
}

const columnOf = ({ state }: Asked, sheet: string, column: string): CompiledColumn | undefined =>
  state.sheets.get(sheet)?.sheet.columnById.get(column);

/** A row without any entered value is shown as if it were blank and judged. */
const shownRow = (asked: Asked, sheet: string, row: string): RowState | null =>
  asked.state.sheets.get(sheet)?.byId.get(row) ?? blankRow(asked, sheet, row);

const NO_CELL: CellState = { value: null, enabled: false, required: false, readOnly: true, computed: false };

/** What one cell is worth and what it expects. */
export function cellStateOf(asked: Asked, sheetId: string, rowId: string, columnId: string): CellState {
  const column = columnOf(asked, sheetId, columnId);
  const row = column && shownRow(asked, sheetId, rowId);
  if (!column || !row) return NO_CELL;
  const enabled = row.enabled[column.index] ?? false;
  return {
    value: row.cells[column.index] ?? null,
    enabled,
    required: enabled && holds(requiredOf(row, column), asked.state, row),
    readOnly: isReadOnly(row, column),
    computed: column.value !== undefined,
  };
}

/** Codes that may be chosen in a cell, in the order of their list: without those that its filter excludes. */
export function optionsOf(
  asked: Asked,
  place: { readonly sheet: string; readonly row: string; readonly column: string },
  locale: Locale,
): readonly OfferedCode[] {
  const { state } = asked;
  const column = columnOf(asked, place.sheet, place.column);
  const row = column && shownRow(asked, place.sheet, place.row);
  if (!column || !row) return [];
  const values = column.list
    ? column.list.codes.map((code) => code.value)
    : [...(state.offered.get(column) ?? [])];
  const label = labelReader(state, column, locale);
  return letThrough(state, row, column, values).map((value) => ({ value, label: label(value) }));
}

/** Where the filter asks for too much work, nothing is held back. */
function letThrough(
  state: FormState,
  row: RowState,
  column: CompiledColumn,
  values: readonly string[],
): readonly string[] {
  if (!column.filter) return values;
  state.env.visits = MAX_VISITS;
  try {
    return values.filter((value) => isOffered(state, row, column, value));
  } catch (error) {
    if (!(error instanceof WorkExceeded)) throw error;
    state.env.code = null;
    return values;
  }
}

/** Values of a list that is a column of another sheet are read as that sheet shows them. */
function labelReader(state: FormState, column: CompiledColumn, locale: Locale): (value: string) => string {
  const { listSource } = column;
  const source = listSource && state.sheets.get(listSource.sheet)?.sheet.columnById.get(listSource.column);
  if (source?.type === 'date') return formatDate;
  return (value) => labelOf(source ?? column, value, locale);
}
