/** Answers to one version in the places of another: the part that carrying over and restoring have in common. */
import type { ColumnTypeName, CompiledColumn, CompiledSheet } from '../compile/types';
import { sameValue } from '../edits/lapse';
import type { Answers, CellValue, Justification, Row } from '../types';
import { isBlank, normalizeCell } from '../values';
import { type Bridge, columnOver, rowOver, type SheetBridge, sheetOver } from './bridge';
import { spelling } from './carry-value';

/** A value that is written differently now, at its new address. */
export interface ConvertedValue {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly from: CellValue;
  readonly to: CellValue;
}

/** An entered value without a place in the target. */
export interface Unplaced {
  /** Its address in the source. */
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly value: CellValue;
  /** The names of its sheet and row in the target, where these live on. */
  readonly now: { readonly sheet: string; readonly row: string };
  readonly type?: ColumnTypeName;
  /** As people write it; where the value alone does not say so. */
  readonly shown?: string;
  /** In a removed row. */
  readonly removed?: true;
  /** The source did not know its place either, and the target gave its name away. */
  readonly stranger?: true;
}

export type Sheets = Answers['sheets'];

export interface Moved {
  readonly sheets: Sheets;
  readonly unplaced: readonly Unplaced[];
  readonly converted: readonly ConvertedValue[];
}

interface Notes {
  readonly unplaced: Unplaced[];
  readonly converted: ConvertedValue[];
}

export function moveSheets(bridge: Bridge, sheets: Sheets): Moved {
  const notes: Notes = { unplaced: [], converted: [] };
  const moved = Object.entries(sheets).flatMap(([id, rows]): (readonly [string, readonly Row[]])[] => {
    const over = bridge.sheets.get(id);
    if (over) return [[over.target.id, rows.flatMap((row) => moveRow(bridge, over, row, notes))]];
    const place = sheetOver(bridge, id);
    if (place !== undefined) return [[place, rows]];
    for (const row of rows)
      leaveRow(bridge.source.sheetById.get(id), id, row, { sheet: id, row: row.id }, notes);
    return [];
  });
  return { sheets: Object.fromEntries(moved), ...notes };
}

function moveRow(bridge: Bridge, over: SheetBridge, row: Row, notes: Notes): readonly Row[] {
  const id = rowOver(over, row.id);
  if (id === undefined) {
    leaveRow(over.source, over.source.id, row, { sheet: over.target.id, row: row.id }, notes);
    return [];
  }
  const cells = Object.entries(row.cells).flatMap(([column, value]): (readonly [string, CellValue])[] => {
    const place = placeOf(bridge, over, row, id, column, value);
    if (place === 'none') {
      leaveCell(over.source, over.source.id, row, column, value, { sheet: over.target.id, row: id }, notes);
      return [];
    }
    if (place === 'unsaid') return [];
    const { to } = place;
    if (!isBlankIn(over.source.columnById.get(column), value) && !sameValue(value, to))
      notes.converted.push({ sheet: over.target.id, row: id, column: place.column, from: value, to });
    return [[place.column, to]];
  });
  return [{ ...row, id, cells: Object.fromEntries([...takenAlong(bridge, over, row), ...cells]) }];
}

/** Where a cell goes; `none` where it has no place, `unsaid` where nobody entered it and nothing is lost. */
function placeOf(
  bridge: Bridge,
  { source, target, columns }: SheetBridge,
  row: Row,
  newRow: string,
  column: string,
  value: CellValue,
): { readonly column: string; readonly to: CellValue } | 'none' | 'unsaid' {
  const name = columnOver({ source, target, columns, rows: NO_NAMES }, column);
  const before = source.columnById.get(column);
  if (name === undefined) return 'none';
  const after = target.columnById.get(name);
  // What no version knows is kept beside the form, as ever.
  if (!before || !after) return { column: name, to: value };
  const wasHidden = isHidden(source, row.id, before);
  if (isHidden(target, newRow, after)) {
    if (wasHidden) return { column: name, to: value };
    const given = target.givenById.get(newRow)?.cells[name];
    return given !== undefined && sameValue(given, value) ? 'unsaid' : 'none';
  }
  return wasHidden ? 'unsaid' : { column: name, to: bridge.value(value, before, after) };
}

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** Whether the form itself says what stands in the cell: stored values of such cells count for nothing. */
export function isHidden(sheet: CompiledSheet, row: string, column: CompiledColumn): boolean {
  const given = sheet.givenById.get(row)?.cells;
  return column.value !== undefined || (given !== undefined && Object.hasOwn(given, column.id));
}

/** A row that the form gave and people now keep themselves takes along what the form gave in it: it says what the row is. */
function takenAlong(bridge: Bridge, over: SheetBridge, row: Row): readonly (readonly [string, CellValue])[] {
  if (over.target.rows.kind !== 'open') return [];
  const given = over.source.givenById.get(row.id)?.cells ?? {};
  return Object.entries(given).flatMap(([id, value]): (readonly [string, CellValue])[] => {
    const before = over.source.columnById.get(id);
    const after = over.target.columnById.get(over.columns.get(id) ?? '');
    if (!before || !after || after.value || value === null) return [];
    return [[after.id, bridge.value(value, before, after)]];
  });
}

type NewPlace = Unplaced['now'];

function leaveRow(
  source: CompiledSheet | undefined,
  sheet: string,
  row: Row,
  now: NewPlace,
  notes: Notes,
): void {
  for (const [column, value] of Object.entries(row.cells))
    leaveCell(source, sheet, row, column, value, now, notes);
}

/** Blank cells say nothing that could be lost; neither do cells that the form itself fills. */
function leaveCell(
  source: CompiledSheet | undefined,
  sheet: string,
  row: Row,
  id: string,
  value: CellValue,
  now: NewPlace,
  notes: Notes,
): void {
  const column = source?.columnById.get(id);
  if (isBlankIn(column, value) || (source && column && isHidden(source, row.id, column))) return;
  const shown = column && spelling(normalizeCell(value, column), column);
  notes.unplaced.push({
    sheet,
    row: row.id,
    column: id,
    value,
    now,
    ...(column ? { type: column.type } : {}),
    ...(shown === undefined || shown === value ? {} : { shown }),
    ...(row.removed ? { removed: true } : {}),
    ...(column && isRowOf(source, row.id) ? {} : { stranger: true }),
  });
}

const isRowOf = (sheet: CompiledSheet | undefined, row: string): boolean =>
  sheet !== undefined && (sheet.rows.kind === 'open' || sheet.givenById.has(row));

const isBlankIn = (column: CompiledColumn | undefined, value: CellValue): boolean =>
  isBlank(column ? normalizeCell(value, column) : value);

/** A justification at its new address; undefined where its rule, sheet or row does not live on. */
export function moveJustification(bridge: Bridge, one: Justification): Justification | undefined {
  const before = bridge.source.ruleById.get(one.rule);
  // What no version knows is kept, as ever.
  if (!before || (one.sheet !== undefined && one.sheet !== before.sheet)) return one;
  const rule = bridge.target.ruleById.get(one.rule);
  if (!rule) return undefined;
  if (one.sheet === undefined) return one;
  const sheet = sheetOver(bridge, one.sheet);
  if (sheet === undefined || rule.sheet !== sheet) return undefined;
  const over = bridge.sheets.get(one.sheet);
  if (one.row === undefined || !over) return { ...one, sheet };
  const row = rowOver(over, one.row);
  if (row !== undefined) return { ...one, sheet, row };
  // Only rows and groups have justifications of their own.
  return rule.each === 'row' || rule.each === 'group' ? undefined : { ...one, sheet };
}
