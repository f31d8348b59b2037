/** What a command does to the selection. Pure. */
import type { CellPosition, Selection } from '../adapter';
import type { Command } from './keymap';
import type { IsFilled, SheetSize } from './selection';
import {
  enter,
  extendTo,
  jump,
  lastUsedCell,
  rangeOf,
  rangeSelection,
  selectColumns,
  selectRows,
  single,
  step,
  tab,
} from './selection';

interface Surroundings {
  readonly size: SheetSize;
  readonly isFilled: IsFilled;
  readonly pageRows: number;
}

function target(
  command: Command,
  from: CellPosition,
  { size, isFilled, pageRows }: Surroundings,
): CellPosition | null {
  switch (command.kind) {
    case 'move':
      return step(from, command.direction, size);
    case 'jump':
      return jump(from, command.direction, size, isFilled);
    case 'page':
      return step(from, command.direction, size, Math.max(1, pageRows));
    case 'rowStart':
      return { rowIndex: from.rowIndex, columnIndex: 0 };
    case 'rowEnd':
      return { rowIndex: from.rowIndex, columnIndex: size.columns - 1 };
    case 'sheetStart':
      return { rowIndex: 0, columnIndex: 0 };
    case 'sheetEnd':
      return lastUsedCell(size, isFilled);
    default:
      return null;
  }
}

/**
 * The selection after a command of movement. `null`: Tab has nowhere further to go. `undefined`: the command is not
 * about the selection.
 */
export function moved(
  selection: Selection,
  command: Command,
  surroundings: Surroundings,
): Selection | null | undefined {
  const { size } = surroundings;
  const range = rangeOf(selection);
  switch (command.kind) {
    case 'tab':
      return tab(selection, size, command.back);
    case 'enter':
      return enter(selection, size, command.back);
    case 'commitAndMove':
      return single(step(selection.active, command.direction, size));
    case 'selectAll':
      return rangeSelection(
        { rowIndex: 0, columnIndex: 0 },
        { rowIndex: size.rows - 1, columnIndex: size.columns - 1 },
      );
    case 'selectRow':
      return selectRows(range.top, range.bottom, size);
    case 'selectColumn':
      return selectColumns(range.left, range.right, size);
    default: {
      if (!('extend' in command)) return undefined;
      const from = command.extend ? selection.head : selection.active;
      const cell = target(command, from, surroundings);
      if (!cell) return undefined;
      return command.extend ? extendTo(selection, cell, size) : single(cell);
    }
  }
}
