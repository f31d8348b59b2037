import type { CompiledSheet } from '../compile/types';
import type { Cells, CellValue, Row } from '../types';
import { isBlank } from '../values';
import { isRaw } from '../values/raw';
import { isSame } from '../values/same';
import type { IncomingRow, IncomingSheet } from './types';

/** Which row of the draft each row of a file is. */
export interface RowMatches {
  /** The row of the draft; null for a row that is new. */
  readonly of: ReadonlyMap<IncomingRow, Row | null>;
  /** Living rows of the draft that no row of the file is, blank ones left out. */
  readonly absent: readonly Row[];
}

export const isBlankRow = (cells: Cells): boolean => Object.values(cells).every((value) => isBlank(value));

/** By id and key, else by the key of the sheet, else by id, else by equal content; rows that are still new take blank rows of the draft. */
export function matchRows(sheet: CompiledSheet, draft: readonly Row[], incoming: IncomingSheet): RowMatches {
  const living = draft.filter((row) => row.removed !== true);
  const free = new Set(living);
  const of = new Map<IncomingRow, Row | null>();
  const take = (row: IncomingRow, found: Row | undefined): void => {
    if (of.has(row) || !found || !free.delete(found)) return;
    of.set(row, found);
  };
  const byId = new Map(living.map((row) => [row.id, row]));
  const unmatched = (): readonly IncomingRow[] => incoming.rows.filter((row) => !of.has(row));
  // Contents may have been moved away from under their hidden ids: where the key says who a row is, it has the last word.
  for (const row of incoming.rows) {
    const found = row.id === null ? undefined : byId.get(row.id);
    const key = keyOf(sheet, row.cells);
    if (found && (key === null || key === keyOf(sheet, found.cells))) take(row, found);
  }
  takeAlike(unmatched(), free, take, (cells) => keyOf(sheet, cells));
  for (const row of unmatched()) if (row.id !== null) take(row, byId.get(row.id));
  takeAlike(unmatched(), free, take, (cells) => contentOf(incoming.columns, cells));
  const blank = [...free].filter((row) => isBlankRow(row.cells));
  for (const row of unmatched()) {
    if (!isBlankRow(row.cells)) take(row, blank.shift());
    if (!of.has(row)) of.set(row, null);
  }
  return { of, absent: [...free].filter((row) => !isBlankRow(row.cells)) };
}

function takeAlike(
  rows: readonly IncomingRow[],
  free: ReadonlySet<Row>,
  take: (row: IncomingRow, found: Row | undefined) => void,
  keyFor: (cells: Cells) => string | null,
): void {
  if (rows.length === 0) return;
  const byKey = new Map<string, Row[]>();
  for (const row of free) {
    const key = keyFor(row.cells);
    if (key === null) continue;
    const alike = byKey.get(key);
    if (alike) alike.push(row);
    else byKey.set(key, [row]);
  }
  for (const row of rows) {
    const key = keyFor(row.cells);
    if (key !== null) take(row, byKey.get(key)?.shift());
  }
}

/** What makes rows one and the same to the form; null where a part of it is blank or unreadable. */
function keyOf({ key }: CompiledSheet, cells: Cells): string | null {
  if (key.length === 0) return null;
  const parts = key.map((column) => cells[column.id] ?? null);
  return parts.some((part) => isBlank(part) || isRaw(part)) ? null : JSON.stringify(parts);
}

/** All that the file says of a row; null where it says nothing. */
function contentOf(columns: readonly string[], cells: Cells): string | null {
  const parts = columns.map((column): CellValue => cells[column] ?? null);
  return parts.every((part) => isBlank(part)) ? null : JSON.stringify(parts);
}

export const isSameCell = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  isBlank(a) ? isBlank(b) : isSame(a, b);
