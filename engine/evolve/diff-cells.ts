import type { Cell } from '../definition/generated/definition';
import type { ChangeEffect } from '../diagnostics/change-messages';
import { type ChangeNotes, noteProperty, type Place } from './changes';
import { alike } from './renames';

/** Differences of what a sheet says about single cells. */
export function diffCells(
  from: readonly Cell[],
  to: readonly Cell[],
  at: Place,
  sheet: string,
  notes: ChangeNotes,
): void {
  const isSame = (a: Cell, b: Cell): boolean =>
    alike(a.row, b.row, notes.renames) && alike(a.column, b.column, notes.renames);
  for (const [i, cell] of to.entries()) {
    const index = from.findIndex((other) => isSame(other, cell));
    const before = from[index];
    const params = nameOf(sheet, cell);
    const now = `${at.now}/${i}`;
    if (!before) notes.add('cell_added', effectOf(cell), now, params);
    else diffCell(before, cell, { before: `${at.before}/${index}`, now }, params, notes);
  }
  for (const [i, cell] of from.entries()) {
    if (to.some((other) => isSame(cell, other))) continue;
    // The column may demand what this cell was let off.
    const isLetOff = cell.required !== undefined && cell.required !== true;
    notes.add('cell_removed', isLetOff ? 'tightens' : 'safe', `${at.before}/${i}`, nameOf(sheet, cell));
  }
}

type Params = Readonly<Record<string, string>>;

const nameOf = (sheet: string, { row, column }: Cell): Params => ({ name: sheet, row, column });

/** What a cell says where it says nothing is for its column to say. */
const demands = (required: unknown): boolean => required !== undefined && required !== false;

const effectOf = ({ required, readOnly }: Cell): ChangeEffect =>
  demands(required) || readOnly ? 'tightens' : 'safe';

function diffCell(from: Cell, to: Cell, at: Place, params: Params, notes: ChangeNotes): void {
  const cell = { from, to, at };
  noteProperty(notes, cell, 'hint', 'cell_changed', 'safe', params);
  noteProperty(notes, cell, 'readOnly', 'cell_changed', to.readOnly ? 'tightens' : 'safe', params);
  const isLess = to.required === false || (to.required === undefined && from.required === true);
  noteProperty(notes, cell, 'required', 'cell_changed', isLess ? 'safe' : 'tightens', params);
}
