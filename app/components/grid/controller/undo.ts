/**
 * Undo and redo as lists of edits. A step is whatever one gesture did (a paste is one step). Undoing never takes back
 * what somebody else wrote since: an inverse is applied only where the cell still holds what the step wrote.
 */
import type { CellValue, Cells, Edit } from 'engine';
import { sameValue } from './sheet-access';

export interface UndoStep {
  readonly done: readonly Edit[];
  readonly inverse: readonly Edit[];
}

export interface UndoHistory {
  readonly undo: readonly UndoStep[];
  readonly redo: readonly UndoStep[];
}

/** The cells of a living row as they are now; `null` where there is no such row. */
export type CurrentRow = (sheet: string, row: string) => Cells | null;

export const emptyHistory: UndoHistory = { undo: [], redo: [] };

const STEPS_KEPT = 200;

/** A new step; what had been undone can no longer be redone. */
export const record = (history: UndoHistory, step: UndoStep): UndoHistory => ({
  undo: [...history.undo, step].slice(-STEPS_KEPT),
  redo: [],
});

const keyOf = (sheet: string, row: string): string => JSON.stringify([sheet, row]);

/** What a list of edits left in each row that it touched. */
function writtenBy(edits: readonly Edit[]): Map<string, Record<string, CellValue>> {
  const written = new Map<string, Record<string, CellValue>>();
  const add = (sheet: string, row: string, cells: Cells): void => {
    const key = keyOf(sheet, row);
    written.set(key, { ...written.get(key), ...cells });
  };
  for (const edit of edits) {
    if (edit.kind === 'set') add(edit.sheet, edit.row, edit.cells);
    if (edit.kind === 'insertRows') edit.rows.forEach((row) => add(edit.sheet, row.id, row.cells));
  }
  return written;
}

const pick = (cells: Cells, keep: (column: string) => boolean): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([column]) => keep(column)));

/** The part of a step's inverse that takes back nothing but the step itself. */
export function safeInverse(step: UndoStep, currentRow: CurrentRow): Edit[] {
  const written = writtenBy(step.done);
  const isUntouched = (sheet: string, row: string): boolean => {
    const own = written.get(keyOf(sheet, row)) ?? {};
    const now = currentRow(sheet, row);
    return now !== null && Object.entries(now).every(([column, value]) => sameValue(value, own[column]));
  };
  return step.inverse.flatMap((edit): Edit[] => {
    if (edit.kind === 'set') {
      const now = currentRow(edit.sheet, edit.row);
      const own = written.get(keyOf(edit.sheet, edit.row)) ?? {};
      const cells = now ? pick(edit.cells, (column) => sameValue(now[column], own[column])) : {};
      return Object.keys(cells).length > 0 ? [{ ...edit, cells }] : [];
    }
    if (edit.kind === 'removeRows') {
      const rows = edit.rows.filter((row) => isUntouched(edit.sheet, row));
      return rows.length > 0 ? [{ ...edit, rows }] : [];
    }
    return [edit];
  });
}

/** Moves the last step over; `performed` is the step that the undoing itself was. */
export const afterUndo = (history: UndoHistory, performed: UndoStep | null): UndoHistory => ({
  undo: history.undo.slice(0, -1),
  redo: performed ? [...history.redo, performed] : history.redo,
});

/** The same the other way round. */
export const afterRedo = (history: UndoHistory, performed: UndoStep | null): UndoHistory => ({
  undo: performed ? [...history.undo, performed] : history.undo,
  redo: history.redo.slice(0, -1),
});
