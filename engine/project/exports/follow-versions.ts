/** Where every sheet, column, row and code of several versions of a form stands in one set of tables. */
import type { CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import { bridgeForward, type SheetBridge } from '../../evolve/bridge';
import { carryValue, readAlike } from '../../evolve/carry-value';
import { newNames } from '../../evolve/match';
import type { CellValue, LocalizedText } from '../../types';
import { isRaw } from '../../values/raw';

/** A column through the versions: what renamings lead to it is one and the same. */
export interface ColumnLine {
  readonly name: string;
  /** Of the last version that has it. */
  readonly column: CompiledColumn;
  readonly version: number;
  /** Labels of all codes that ever were, by their present names. */
  readonly codes: Map<string, LocalizedText>;
}

export interface TableLine {
  readonly name: string;
  readonly sheet: CompiledSheet;
  readonly version: number;
  readonly columns: ColumnLine[];
  /** Titles of all given rows that ever were, by their present ids; fixed rows only. */
  readonly rowTitles: Map<string, LocalizedText>;
}

export interface ColumnWay {
  readonly line: ColumnLine;
  /** A value of the version's column as one of the line's; null where they are the same. */
  readonly carry: ((value: CellValue) => CellValue) | null;
  readonly code: (code: string) => string;
}

/** From a sheet of one version to its table. */
export interface SheetWay {
  readonly table: TableLine;
  /** By the column's id in the version. */
  readonly columns: ReadonlyMap<string, ColumnWay>;
  readonly row: (id: string) => string;
}

type Ways = ReadonlyMap<string, SheetWay>;

export interface FollowedVersions {
  readonly tables: readonly TableLine[];
  /** By version, then by the sheet's id in that version. */
  readonly ways: ReadonlyMap<number, Ways>;
  readonly newest: number;
}

/**
 * Follows `was` from each version to the next, oldest first. Tables and columns are those of the newest version in its
 * order; behind them stand those that only older versions have, the youngest first. Nothing has no place.
 */
export function followVersions(forms: readonly CompiledForm[]): FollowedVersions {
  const newest = forms.at(-1);
  if (!newest) throw new Error('no version of the form');
  const tables: TableLine[] = [];
  const ways = new Map<number, Ways>();
  let next: { readonly form: CompiledForm; readonly ways: Ways } | null = null;
  for (const form of [...forms].reverse()) {
    const own: Ways = next ? waysBefore(form, next.form, next.ways, tables) : waysOfNewest(form, tables);
    ways.set(form.version, own);
    next = { form, ways: own };
  }
  return { tables, ways, newest: newest.version };
}

const sameName = (name: string): string => name;

function waysOfNewest(form: CompiledForm, tables: TableLine[]): Ways {
  return new Map(
    form.sheets.map((sheet) => {
      const table = newTable(sheet.id, sheet, form.version);
      tables.push(table);
      const columns = sheet.columns.map(
        (column) => [column.id, newColumn(table, column, form.version)] as const,
      );
      return [sheet.id, noted(sheet, { table, columns: new Map(columns), row: sameName })];
    }),
  );
}

function waysBefore(form: CompiledForm, nextForm: CompiledForm, next: Ways, tables: TableLine[]): Ways {
  const bridge = bridgeForward(form, nextForm);
  const taken = new Set<TableLine>();
  const found = new Map<string, SheetWay>();
  for (const sheet of form.sheets) {
    const over = bridge.sheets.get(sheet.id);
    const onward = over && next.get(over.target.id);
    if (!over || !onward) continue;
    taken.add(onward.table);
    found.set(sheet.id, waysOfSheet(form, sheet, onward.table, { over, onward }));
  }
  // Sheets that the next version has not: back in a table of that name, where it is free, else in one of their own.
  for (const sheet of form.sheets) {
    if (found.has(sheet.id)) continue;
    const known = tables.find(({ name }) => name === sheet.id);
    const table =
      known && !taken.has(known)
        ? known
        : newTable(freeName(sheet.id, form.version, tables), sheet, form.version);
    if (table !== known) tables.push(table);
    taken.add(table);
    found.set(sheet.id, waysOfSheet(form, sheet, table, null));
  }
  return found;
}

interface Onward {
  readonly over: SheetBridge;
  /** From the next version on. */
  readonly onward: SheetWay;
}

function waysOfSheet(
  form: CompiledForm,
  sheet: CompiledSheet,
  table: TableLine,
  next: Onward | null,
): SheetWay {
  const columns = new Map<string, ColumnWay>();
  const taken = new Set<ColumnLine>();
  for (const column of sheet.columns) {
    const name = next?.over.columns.get(column.id);
    const after = name === undefined ? undefined : next?.over.target.columnById.get(name);
    const onward = name === undefined ? undefined : next?.onward.columns.get(name);
    if (!after || !onward) continue;
    taken.add(onward.line);
    columns.set(column.id, throughColumn(column, after, onward));
  }
  for (const column of sheet.columns) {
    if (columns.has(column.id)) continue;
    const known = table.columns.find(({ name }) => name === column.id);
    const way =
      known && !taken.has(known)
        ? throughColumn(column, known.column, { line: known, carry: null, code: sameName })
        : newColumn(table, column, form.version);
    taken.add(way.line);
    columns.set(column.id, way);
  }
  const row = (id: string): string => {
    const name = next?.over.rows.get(id);
    return name === undefined ? (next?.onward.row(id) ?? id) : (next?.onward.row(name) ?? id);
  };
  return noted(sheet, { table, columns, row });
}

/** Adds what this version calls rows and codes that later ones have not. */
function noted(sheet: CompiledSheet, way: SheetWay): SheetWay {
  const note = <T>(all: Map<string, T>, name: string, said: T): void => {
    if (!all.has(name)) all.set(name, said);
  };
  if (sheet.rows.kind === 'fixed') {
    for (const { id, title } of sheet.rows.items) note(way.table.rowTitles, way.row(id), title ?? '');
  }
  for (const column of sheet.columns) {
    const over = way.columns.get(column.id);
    for (const { value, label } of column.list?.codes ?? [])
      if (over) note(over.line.codes, over.code(value), label);
  }
  return way;
}

const newTable = (name: string, sheet: CompiledSheet, version: number): TableLine => ({
  name,
  sheet,
  version,
  columns: [],
  rowTitles: new Map(),
});

function newColumn(table: TableLine, column: CompiledColumn, version: number): ColumnWay {
  const name = freeName(column.id, version, table.columns);
  const line: ColumnLine = { name, column, version, codes: new Map() };
  table.columns.push(line);
  return { line, carry: null, code: sameName };
}

/** The id, or with the version where something else is called so by now. */
function freeName(id: string, version: number, others: readonly { readonly name: string }[]): string {
  const isTaken = (name: string): boolean => others.some((other) => other.name === name);
  let name = id;
  for (let n = 0; isTaken(name); n++) name = `${id}_v${version}${n === 0 ? '' : `_${n}`}`;
  return name;
}

/** One step of the way, then the rest of it. */
function throughColumn(before: CompiledColumn, after: CompiledColumn, rest: ColumnWay): ColumnWay {
  const names = newNames(codesOf(before), codesOf(after));
  const code = (one: string): string => names.get(one) ?? one;
  const step = stepOf(before, after, names);
  const { carry } = rest;
  return {
    line: rest.line,
    carry: step && carry ? (value) => carry(step(value)) : (step ?? carry),
    code: (one) => rest.code(code(one)),
  };
}

function stepOf(
  before: CompiledColumn,
  after: CompiledColumn,
  codes: ReadonlyMap<string, string>,
): ColumnWay['carry'] {
  if (isChoice(before) && isChoice(after)) {
    const isSame = before.type === after.type && [...codes].every(([was, now]) => was === now);
    return isSame ? null : (value) => inShape(renamed(value, codes), after);
  }
  const isAlike = readAlike(before, after);
  return isAlike ? null : (value) => carryValue(value, before, after, { isAlike, codes });
}

const isChoice = ({ type }: CompiledColumn): boolean => type === 'choice' || type === 'choices';

const codesOf = (
  column: CompiledColumn,
): readonly { readonly id: string; readonly was?: string | undefined }[] =>
  (column.list?.codes ?? []).map(({ value, was }) => ({ id: value, was }));

/** A code that is not in the newer list stays: what was submitted is not judged anew. */
function renamed(value: CellValue, codes: ReadonlyMap<string, string>): CellValue {
  if (typeof value === 'string') return codes.get(value) ?? value;
  return isList(value) ? value.map((code) => codes.get(code) ?? code) : value;
}

function inShape(value: CellValue, { type }: CompiledColumn): CellValue {
  if (isRaw(value) || value === null) return value;
  if (type === 'choices') return typeof value === 'string' ? [value] : value;
  if (!isList(value)) return value;
  return value.length === 1 ? (value[0] ?? null) : { $raw: value.join('; ') };
}

export const isList = (value: unknown): value is readonly string[] => Array.isArray(value);
