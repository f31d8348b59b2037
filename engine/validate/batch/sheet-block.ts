/** The visible rows of an open sheet as columns, evaluated. */
import type { CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import type { Row, ValidationContext } from '../../types';
import { dayNumber, isIsoDate } from '../../values/date';
import { moscowDate } from '../moscow';
import { evaluate, evaluateVerdict, type VectorScope } from './logic';
import { roundTo } from './numbers';
import { columnsOf, readColumn } from './read-columns';
import { BLANK, NOTHING, type NumberVector, UNKNOWN, type Vector, type VerdictVector, YES } from './vectors';

/** Columns of one sheet, by position. */
export interface SheetBlock {
  readonly sheet: CompiledSheet;
  /** The stored rows that are visible, in order. */
  readonly rows: readonly Row[];
  /** What cells are worth to rules; null where logic must read them row by row. */
  readonly vectors: readonly (Vector | null)[];
  /** Rows that may have a finding about one of their cells. */
  readonly suspects: Uint8Array;
  readonly scope: VectorScope;
}

/** Null where the sheet's columns cannot be evaluated all at once. */
export function readBlock(
  form: CompiledForm,
  sheet: CompiledSheet,
  stored: readonly Row[],
  context: ValidationContext,
): SheetBlock | null {
  if (sheet.rows.kind !== 'open' || sheet.columns.some((column) => column.filter ?? column.listSource))
    return null;
  const living = stored.every((row) => row.removed !== true)
    ? stored
    : stored.filter((row) => row.removed !== true);
  const block = readRows(sheet, living);
  const visible = living.filter((_, i) => block.entered[i] === 1);
  const read = visible.length === living.length ? block : readRows(sheet, visible);
  return evaluateBlock(form, sheet, visible, read, context);
}

interface ReadRows {
  readonly vectors: (Vector | null)[];
  readonly suspects: Uint8Array;
  readonly entered: Uint8Array;
  /** By column: where something was entered. */
  readonly filled: readonly (Uint8Array | null)[];
}

function readRows(sheet: CompiledSheet, rows: readonly Row[]): ReadRows {
  const suspects = new Uint8Array(rows.length);
  const entered = new Uint8Array(rows.length);
  const filled: (Uint8Array | null)[] = [];
  const cells = columnsOf(rows, sheet.columns);
  const vectors = sheet.columns.map((column): Vector | null => {
    if (column.value) {
      filled.push(null);
      return null;
    }
    const read = readColumn(cells[column.index] ?? [], column, suspects);
    filled.push(read.entered);
    for (let i = 0; i < rows.length; i++) if (read.entered[i] === 1) entered[i] = 1;
    return column.type === 'choices' ? null : read.vector;
  });
  return { vectors, suspects, entered, filled };
}

function evaluateBlock(
  form: CompiledForm,
  sheet: CompiledSheet,
  rows: readonly Row[],
  read: ReadRows,
  context: ValidationContext,
): SheetBlock | null {
  const { vectors, suspects, filled } = read;
  const size = rows.length;
  const scope: VectorScope = {
    size,
    aggregate: () => null,
    variable: (name) => contextValue(name, context, size) ?? columnValue(name, sheet, vectors),
  };
  const source = form.definition.sheets[sheet.index];
  const enabledBy = new Map<CompiledColumn, VerdictVector>();
  for (const column of form.columnOrder) {
    if (column.sheet !== sheet.id) continue;
    const written = source?.columns[column.index];
    if (typeof column.enabled === 'object') {
      const enabled = evaluateVerdict(written?.enabled, scope);
      if (!enabled || enabled.data.includes(UNKNOWN)) return null;
      enabledBy.set(column, enabled);
    } else if (!column.enabled) return null;
    if (column.value && !compute(column, written?.value, scope, vectors, suspects)) return null;
    const enabled = enabledBy.get(column);
    const vector = vectors[column.index];
    if (enabled && vector) vectors[column.index] = where(vector, enabled);
  }
  for (const column of sheet.columns) {
    if (column.value || column.readOnly || column.required === false) continue;
    const required =
      column.required === true ? null : evaluateVerdict(source?.columns[column.index]?.required, scope);
    if (column.required !== true && !required) suspects.fill(1);
    const [enabled, entered] = [enabledBy.get(column), filled[column.index]];
    for (let i = 0; i < size; i++) {
      if (entered?.[i] === 1 || (enabled && enabled.data[i] !== YES)) continue;
      const verdict = required ? required.data[i] : YES;
      if (verdict === YES || verdict === UNKNOWN) suspects[i] = 1;
    }
  }
  return { sheet, rows, vectors, suspects, scope };
}

/** A computed column, as it is stored: rounded. */
function compute(
  column: CompiledColumn,
  logic: unknown,
  scope: VectorScope,
  vectors: (Vector | null)[],
  suspects: Uint8Array,
): boolean {
  const vector = evaluate(logic, scope);
  if (vector?.kind !== 'number' || (column.type !== 'integer' && column.type !== 'number')) return false;
  const digits = column.type === 'integer' ? 0 : column.fractionDigits;
  const rounded = digits === undefined ? vector : roundTo(vector, digits);
  if (!rounded || rounded.error > 0 || rounded.bound >= LARGE * 10 ** rounded.scale) return false;
  vectors[column.index] = rounded;
  noteRange(rounded, column, suspects);
  return true;
}

/** Computed values past this are judged by themselves: integers have a largest one. */
const LARGE = 1e9;

function noteRange(values: NumberVector, column: CompiledColumn, suspects: Uint8Array): void {
  const unit = 10 ** values.scale;
  const min = typeof column.min === 'number' ? column.min : -Infinity;
  const max = typeof column.max === 'number' ? column.max : Infinity;
  for (let i = 0; i < values.data.length; i++) {
    const value = (values.data[i] ?? NaN) / unit;
    if (value < min || value > max) suspects[i] = 1;
  }
}

/** Blank where not enabled. */
function where(vector: Vector, enabled: VerdictVector): Vector {
  switch (vector.kind) {
    case 'text':
      return { kind: 'text', dictionary: vector.dictionary, data: masked(vector.data.slice(), enabled, -1) };
    case 'boolean':
      return { kind: 'boolean', data: masked(vector.data.slice(), enabled, BLANK) };
    case 'literal':
    case 'blank':
      return NOTHING;
    default:
      return { ...vector, data: masked(vector.data.slice(), enabled, NaN) };
  }
}

function masked<T extends Float64Array | Int32Array | Int8Array>(
  data: T,
  enabled: VerdictVector,
  blank: number,
): T {
  for (let i = 0; i < data.length; i++) if (enabled.data[i] !== YES) data[i] = blank;
  return data;
}

function columnValue(name: string, sheet: CompiledSheet, vectors: readonly (Vector | null)[]): Vector | null {
  const column = sheet.columnById.get(name.startsWith('$row.') ? name.slice('$row.'.length) : name);
  return column ? (vectors[column.index] ?? null) : null;
}

/** What the context says is the same for all rows. */
export function contextValue(name: string, context: ValidationContext, size: number): Vector | null {
  switch (name) {
    case '$today':
      return day(context.today, size);
    case '$collection.opensAt':
      return day(moscowDate(context.collection?.opensAt), size);
    case '$collection.closesAt':
      return day(moscowDate(context.collection?.closesAt), size);
    case '$org.code':
    case '$org.kind':
    case '$org.region':
    case '$org.municipality': {
      const text = context.org?.[name.slice('$org.'.length) as 'code' | 'kind' | 'region' | 'municipality'];
      return text === undefined ? NOTHING : { kind: 'literal', text };
    }
    default:
      return null;
  }
}

function day(iso: string | null, size: number): Vector | null {
  if (iso === null) return NOTHING;
  return isIsoDate(iso) ? { kind: 'date', data: new Float64Array(size).fill(dayNumber(iso)) } : null;
}
