/** The side pocket: values that found no place in a version, kept until one has a place for them again. */
import type { ColumnTypeName, CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import type { CellValue, Justification, Row } from '../types';
import { isBlank, normalizeCell } from '../values';
import { isRaw } from '../values/raw';
import { spelling } from './carry-value';
import { type Bridge, rowOver, sheetOver } from './bridge';
import { isHidden, type Sheets, type Unplaced } from './move';

/** A value without a place. Sheet and row have the names of the present version, where these live; the column its last name. */
export interface PocketCell {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly value: CellValue;
  /** The type of the column it was entered in. */
  readonly type?: ColumnTypeName;
  /** As people write it; where the value alone does not say so. */
  readonly shown?: string;
  /** In a removed row. */
  readonly removed?: true;
}

/** What the way back needs besides the answers and the cells of the pocket. All names are those of the former version. */
export interface WayBack {
  /** Rows that have no place, by sheet, each with the row before it. */
  readonly rows: Readonly<Record<string, readonly LostRow[]>>;
  /** Cells that coming back alone would not make as they were. */
  readonly cells: readonly CellRepair[];
  /** Sheets and rows that were not there and hold nothing. */
  readonly extra: readonly { readonly sheet: string; readonly row?: string }[];
  /** Cells of the new version that have no place in the former one, as carrying over wrote them: names of the new version. */
  readonly made: readonly CellValueAt[];
  readonly justifications?: {
    readonly before: readonly Justification[];
    readonly after: readonly Justification[];
  };
}

interface CellValueAt {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly value: CellValue;
}

export interface LostRow {
  readonly id: string;
  /** The row it stood behind; `null` at the beginning. */
  readonly after: string | null;
  readonly removed?: true;
}

/** A cell as it was; applied only where coming back alone still gives `instead`. Absent means no such cell. */
export interface CellRepair {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
  readonly value?: CellValue;
  readonly instead?: CellValue;
}

/** Plain JSON, to be kept beside carried answers. */
export interface Pocket {
  readonly cells: readonly PocketCell[];
  readonly back?: WayBack;
  /** The pocket that the former answers had with them. */
  readonly earlier?: Pocket;
}

/** What found no place, as the pocket keeps it. Strangers have no name to be found by: only the way back knows them. */
export function toPocket(unplaced: readonly Unplaced[]): readonly PocketCell[] {
  return unplaced
    .filter(({ stranger }) => !stranger)
    .map(({ now, column, value, type, shown, removed }) => ({
      ...now,
      column,
      value,
      ...(type === undefined ? {} : { type }),
      ...(shown === undefined ? {} : { shown }),
      ...(removed ? { removed } : {}),
    }));
}

interface Emptied {
  readonly sheets: Sheets;
  /** What still has no place, under the names of the target. */
  readonly cells: readonly PocketCell[];
}

/** Puts values of the pocket where the target has a place for them and nothing stands there. */
export function emptyPocket(bridge: Bridge, sheets: Sheets, cells: readonly PocketCell[]): Emptied {
  if (cells.length === 0) return { sheets, cells };
  const drafts = new Map<string, Map<string, Row>>();
  const rowsOf = (id: string): Map<string, Row> => {
    const known = drafts.get(id);
    if (known) return known;
    const stored = Object.hasOwn(sheets, id) ? (sheets[id] ?? []) : [];
    const rows = new Map(stored.map((row) => [row.id, row]));
    drafts.set(id, rows);
    return rows;
  };
  const left = cells.flatMap((cell): readonly PocketCell[] => {
    const followed = follow(bridge, cell);
    if (!followed) return [];
    const sheet = bridge.target.sheetById.get(followed.sheet);
    const column = sheet && findColumn(bridge, sheet, followed);
    if (!column || !put(sheet, column, followed, rowsOf(sheet.id))) return [followed];
    return [];
  });
  const changed = [...drafts].map(([id, rows]) => [id, [...rows.values()]] as const);
  return {
    sheets: { ...sheets, ...Object.fromEntries(changed.filter(([, rows]) => rows.length > 0)) },
    cells: left,
  };
}

/** The cell under the names of the target; undefined where its sheet or row had gone and another got the name. */
function follow(bridge: Bridge, cell: PocketCell): PocketCell | undefined {
  const sheet = sheetOver(bridge, cell.sheet);
  if (sheet === undefined) return bridge.source.sheetById.has(cell.sheet) ? cell : undefined;
  const over = bridge.sheets.get(cell.sheet);
  if (!over) return cell;
  const row = rowOver(over, cell.row);
  if (row !== undefined) return { ...cell, sheet, row };
  const isKnown = over.source.rows.kind === 'open' || over.source.givenById.has(cell.row);
  return isKnown ? { ...cell, sheet } : undefined;
}

/** The column of that name, or one that says it had that name and is new. */
function findColumn(bridge: Bridge, sheet: CompiledSheet, cell: PocketCell): CompiledColumn | undefined {
  const known = sheet.columnById.get(cell.column);
  if (known) return known;
  const was = columnSources(bridge.target, sheet).find((column) => column.was === cell.column);
  return was && sheet.columnById.get(was.id);
}

const columnSources = (
  form: CompiledForm,
  sheet: CompiledSheet,
): readonly { readonly id: string; readonly was?: string }[] =>
  form.definition.sheets[sheet.index]?.columns ?? [];

/** Whether the value found its place. */
function put(
  sheet: CompiledSheet,
  column: CompiledColumn,
  cell: PocketCell,
  rows: Map<string, Row>,
): boolean {
  const row = rows.get(cell.row);
  const isPossible = row !== undefined || sheet.rows.kind === 'open' || sheet.givenById.has(cell.row);
  if (!isPossible || isHidden(sheet, cell.row, column)) return false;
  const standing = row && Object.hasOwn(row.cells, column.id) ? row.cells[column.id] : null;
  if (!isBlank(standing)) return false;
  const base: Row = row ?? { id: cell.row, cells: {}, ...(cell.removed ? { removed: true } : {}) };
  rows.set(cell.row, { ...base, cells: { ...base.cells, [column.id]: fromPocket(cell, column) } });
  return true;
}

/** The value as the column holds it. */
function fromPocket(cell: PocketCell, column: CompiledColumn): CellValue {
  const { value, shown } = cell;
  if (cell.type !== undefined && cell.type !== column.type) return normalizeCell(shown ?? value, column);
  const read = normalizeCell(value, column);
  if (!column.list || isRaw(value) || spelling(read, column) === (shown ?? value)) return value;
  const { codes } = column.list;
  const renamed = (code: string): string => codes.find(({ was }) => was === code)?.value ?? code;
  const followed = normalizeCell(
    Array.isArray(value) ? (value as readonly string[]).map(renamed) : renamed(String(value)),
    column,
  );
  return isRaw(followed) && shown !== undefined ? normalizeCell(shown, column) : followed;
}
