import type { CompiledColumn, CompiledForm, CompiledSheet, Condition } from '../compile/types';
import { isNum, roundTo, toJsonNumber } from '../rules/decimal';
import type { CompiledLogic, Env, RowData, Value } from '../rules/types';
import type { Answers, Cells, CellValue, ValidationContext } from '../types';
import { isBlank, normalizeCell } from '../values';
import { isRaw } from '../values/raw';

/** Bound on row visits in one validation. */
const MAX_VISITS = 1e8;

/** One visible row with what was stored and what it is worth. */
export interface RowState extends RowData {
  readonly sheet: CompiledSheet;
  /** Canonical values as stored, given or computed, by column index. */
  readonly cells: readonly CellValue[];
  readonly enabled: boolean[];
  /** Given by the form: nobody can change them. */
  readonly given: readonly boolean[];
}

export interface FormState {
  readonly form: CompiledForm;
  readonly env: Env;
  readonly rowsBySheet: ReadonlyMap<string, readonly RowState[]>;
  readonly rowById: ReadonlyMap<string, ReadonlyMap<string, RowState>>;
  /** Stored rows that a sheet with given rows does not know. */
  readonly strangers: ReadonlyMap<string, readonly string[]>;
  /** Values that may be chosen in columns whose list is a column of another sheet. */
  readonly offered: ReadonlyMap<CompiledColumn, ReadonlySet<string>>;
}

const hasEntered = (cells: Cells): boolean => Object.values(cells).some((value) => !isBlank(value));

/** What every cell of the answers is worth: enabled or not, computed, blank where unreadable. */
export function evaluateAnswers(form: CompiledForm, answers: Answers, context: ValidationContext): FormState {
  const rowsBySheet = new Map<string, RowState[]>();
  const rowById = new Map<string, Map<string, RowState>>();
  const strangers = new Map<string, string[]>();
  for (const sheet of form.sheets) {
    const rows = visibleRows(sheet, answers, strangers);
    rowsBySheet.set(sheet.id, rows);
    rowById.set(sheet.id, new Map(rows.map((row) => [row.id, row])));
  }
  const env = environment(form, rowsBySheet, rowById, context);
  const offered = new Map<CompiledColumn, ReadonlySet<string>>();
  for (const column of form.columnOrder) evaluateColumn(column, rowsBySheet, env, offered);
  return { form, env, rowsBySheet, rowById, strangers, offered };
}

function visibleRows(sheet: CompiledSheet, answers: Answers, strangers: Map<string, string[]>): RowState[] {
  const stored = Object.hasOwn(answers.sheets, sheet.id) ? (answers.sheets[sheet.id] ?? []) : [];
  if (sheet.rows.kind === 'open') {
    return stored
      .filter((row) => row.removed !== true)
      .map((row) => rowState(sheet, row.id, row.cells, {}))
      .filter((row) => row.cells.some((value) => !isBlank(value)));
  }
  const byId = new Map(stored.map((row) => [row.id, row.cells]));
  const unknown = stored.filter(
    (row) => row.removed !== true && !sheet.givenById.has(row.id) && hasEntered(row.cells),
  );
  if (unknown.length > 0)
    strangers.set(
      sheet.id,
      unknown.map((row) => row.id),
    );
  return sheet.rows.items.map((item) => rowState(sheet, item.id, byId.get(item.id) ?? {}, item.cells));
}

function rowState(sheet: CompiledSheet, id: string, stored: Cells, given: Cells): RowState {
  const cells: CellValue[] = [];
  const isGiven: boolean[] = [];
  for (const column of sheet.columns) {
    const fromForm = Object.hasOwn(given, column.id);
    isGiven.push(fromForm);
    const value = fromForm ? given[column.id] : Object.hasOwn(stored, column.id) ? stored[column.id] : null;
    cells.push(column.value ? null : normalizeCell(value, column));
  }
  return { id, sheet, cells, values: [], enabled: [], given: isGiven };
}

function environment(
  form: CompiledForm,
  rowsBySheet: ReadonlyMap<string, readonly RowState[]>,
  rowById: ReadonlyMap<string, ReadonlyMap<string, RowState>>,
  context: ValidationContext,
): Env {
  const previous = new Map<string, readonly RowData[]>();
  return {
    form,
    rowsOf: (sheet) => rowsBySheet.get(sheet) ?? [],
    cellOf: (sheet, row, columnIndex) => rowById.get(sheet)?.get(row)?.values[columnIndex] ?? null,
    previousRowsOf: (sheet) => {
      const known = previous.get(sheet);
      if (known) return known;
      const rows = previousRows(form.sheetById.get(sheet), context.previous);
      previous.set(sheet, rows);
      return rows;
    },
    org: context.org ?? {},
    opensOn: moscowDate(context.collection?.opensAt),
    closesOn: moscowDate(context.collection?.closesAt),
    today: context.today,
    row: null,
    judged: null,
    rows: [],
    code: null,
    accumulator: null,
    visits: MAX_VISITS,
  };
}

function previousRows(sheet: CompiledSheet | undefined, previous: Answers | undefined): readonly RowData[] {
  if (!sheet || !previous) return [];
  return visibleRows(sheet, previous, new Map()).map((row) => ({
    id: row.id,
    values: row.cells.map((value) => (isRaw(value) ? null : (value as Value))),
  }));
}

const MOSCOW_OFFSET_MINUTES = 180;

/** The date in Moscow (UTC+3 the year round since 2014) of an instant, or a date as it stands. */
export function moscowDate(instant: string | undefined): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.exec(
    instant ?? '',
  );
  if (!match) return null;
  const [, date = '', hours, minutes = '0', zone = 'Z'] = match;
  if (hours === undefined) return date;
  const offset =
    zone === 'Z'
      ? 0
      : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const minutesInMoscow = Number(hours) * 60 + Number(minutes) - offset + MOSCOW_OFFSET_MINUTES;
  return shiftDate(date, Math.floor(minutesInMoscow / 1440));
}

function shiftDate(iso: string, days: number): string {
  if (days === 0) return iso;
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const lengths = [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  const text = (y: number, m: number, d: number): string =>
    `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
  if (days > 0) {
    if (day < (lengths[month - 1] ?? 31)) return text(year, month, day + 1);
    return month < 12 ? text(year, month + 1, 1) : text(year + 1, 1, 1);
  }
  if (day > 1) return text(year, month, day - 1);
  return month > 1 ? text(year, month - 1, lengths[month - 2] ?? 31) : text(year - 1, 12, 31);
}

/** Whether a condition holds for a row; blank counts as false. */
export function holds(condition: Condition, env: Env, row: RowData): boolean {
  if (typeof condition === 'boolean') return condition;
  return runFor(condition, env, row) === true;
}

/** The result of row logic for one row. */
export function runFor(
  logic: CompiledLogic,
  env: Env,
  row: RowData & { readonly sheet?: CompiledSheet },
): Value {
  env.judged = row;
  env.row = null;
  if (row.sheet) env.rows = env.rowsOf(row.sheet.id);
  return logic.run(env);
}

function evaluateColumn(
  column: CompiledColumn,
  rowsBySheet: ReadonlyMap<string, readonly RowState[]>,
  env: Env,
  offered: Map<CompiledColumn, ReadonlySet<string>>,
): void {
  if (column.listSource) {
    const { sheet, column: id } = column.listSource;
    const index = env.form.sheetById.get(sheet)?.columnById.get(id)?.index ?? 0;
    const values = env.rowsOf(sheet).map((row) => row.values[index]);
    offered.set(column, new Set(values.filter((value) => typeof value === 'string')));
  }
  for (const row of rowsBySheet.get(column.sheet) ?? []) {
    const isEnabled = holds(column.enabled, env, row);
    row.enabled[column.index] = isEnabled;
    if (column.value) setComputed(row, column, isEnabled ? runFor(column.value, env, row) : null);
    row.values[column.index] = isEnabled ? worth(row, column, env, offered) : null;
  }
}

function setComputed(row: RowState, column: CompiledColumn, value: Value): void {
  if (row.given[column.index]) return;
  (row.cells as CellValue[])[column.index] = toCell(value, column);
}

/** A computed value as it is stored: rounded to the column's digits. */
export function toCell(value: Value, column: CompiledColumn | null): CellValue {
  if (!isNum(value)) return value as CellValue;
  const digits = column?.type === 'integer' ? 0 : column?.fractionDigits;
  return toJsonNumber(digits === undefined ? value : roundTo(value, digits));
}

/** The value that rules see: blank where unreadable or not in the list. */
function worth(
  row: RowState,
  column: CompiledColumn,
  env: Env,
  offered: ReadonlyMap<CompiledColumn, ReadonlySet<string>>,
): Value {
  const cell = row.cells[column.index] ?? null;
  if (cell === null || isRaw(cell)) return null;
  if (typeof cell === 'string') {
    if (column.type === 'text') return cell.trim() === '' ? null : cell;
    if (column.type === 'choice' && !isOffered(column, cell, env, row, offered)) return null;
  }
  if (Array.isArray(cell))
    return cell.length === 0
      ? null
      : cell.filter((code: string) => isOffered(column, code, env, row, offered));
  return cell;
}

/** Whether a code may be chosen: in the list, and let through by the filter. */
export function isOffered(
  column: CompiledColumn,
  value: string,
  env: Env,
  row: RowData,
  offered: ReadonlyMap<CompiledColumn, ReadonlySet<string>>,
): boolean {
  if (column.listSource) return offered.get(column)?.has(value) ?? false;
  const code = column.list?.codeByValue.get(value);
  if (!code) return false;
  if (!column.filter) return true;
  env.code = code;
  const verdict = runFor(column.filter, env, row);
  env.code = null;
  return verdict === true;
}
