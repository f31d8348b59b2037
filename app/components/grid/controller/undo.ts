/**
 * Undo and redo as lists of edits. A step is whatever one gesture did (a paste is one step). Undoing never takes back
 * what somebody else wrote since: an inverse is applied only where the cell still holds what the step wrote.
 */
import type { Answers, CellValue, Cells, Edit } from 'engine';
import { isBlank, stillHolding } from 'engine';
import { sameValue } from './sheet-access';

export interface UndoStep {
  readonly done: readonly Edit[];
  readonly inverse: readonly Edit[];
}

export interface UndoHistory {
  readonly undo: readonly UndoStep[];
  readonly redo: readonly UndoStep[];
}

export const emptyHistory: UndoHistory = { undo: [], redo: [] };

const STEPS_KEPT = 200;

/** A new step; what had been undone can no longer be redone. */
export const record = (history: UndoHistory, step: UndoStep): UndoHistory => ({
  undo: [...history.undo, step].slice(-STEPS_KEPT),
  redo: [],
});

/** The same edits with the values as they were stored: canonical, whatever spelling was written. */
export function asStored(edits: readonly Edit[], now: Answers): Edit[] {
  const known = new Map<string, ReadonlyMap<string, Cells>>();
  const stored = (sheet: string, row: string, cells: Cells): Cells => {
    const rows =
      known.get(sheet) ?? new Map((now.sheets[sheet] ?? []).map((other) => [other.id, other.cells]));
    known.set(sheet, rows);
    const held = rows.get(row) ?? {};
    return Object.fromEntries(
      Object.entries(cells).map(([column, value]) => [column, held[column] ?? value]),
    );
  };
  return edits.map((edit): Edit => {
    if (edit.kind === 'set') return { ...edit, cells: stored(edit.sheet, edit.row, edit.cells) };
    if (edit.kind !== 'insertRows') return edit;
    const rows = edit.rows.map(({ id, cells }) => ({ id, cells: stored(edit.sheet, id, cells) }));
    return { ...edit, rows };
  });
}

const isBlankOrOwn = (value: CellValue, own: CellValue | undefined): boolean =>
  isBlank(value) || sameValue(value, own);

/** The part of a step's inverse that takes back nothing but the step itself. */
export function safeInverse(step: UndoStep, now: Answers): Edit[] {
  const inserted = new Map<string, Cells>();
  for (const edit of step.done) {
    if (edit.kind === 'insertRows') edit.rows.forEach((row) => inserted.set(row.id, row.cells));
    // What the same step wrote into the new row later, such as its first values.
    if (edit.kind === 'set' && inserted.has(edit.row)) {
      inserted.set(edit.row, { ...inserted.get(edit.row), ...edit.cells });
    }
  }
  /** A row that somebody else has written into since stays. */
  const isUntouched = (sheet: string, id: string): boolean => {
    const row = now.sheets[sheet]?.find((other) => other.id === id);
    const own = inserted.get(id) ?? {};
    return (
      row !== undefined &&
      Object.entries(row.cells).every(([column, value]) => isBlankOrOwn(value, own[column]))
    );
  };
  return stillHolding(step.inverse, step.done, now).flatMap((edit): Edit[] => {
    if (edit.kind !== 'removeRows') return [edit];
    const rows = edit.rows.filter((row) => isUntouched(edit.sheet, row));
    return rows.length > 0 ? [{ ...edit, rows }] : [];
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
