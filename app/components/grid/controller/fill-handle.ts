/** Dragging the corner of a selection: where it would fill, and with what. Pure. */
import type { CellValue, ColumnTypeName } from 'engine';
import { formatDate, isIsoDate } from 'engine';
import type { CellPosition, CellRange } from '../adapter';
import type { FillPlan } from './fill';
import { planRange } from './fill';
import type { IsFilled, SheetSize } from './selection';
import type { SeriesKind } from './series';
import { continued } from './series';
import type { SheetAccess } from './sheet-access';

/**
 * The selection and the cells that would be filled, in one direction: the one in which the pointer is farther away.
 * `null` inside the selection.
 */
export function draggedRange(selected: CellRange, to: CellPosition): CellRange | null {
  const up = selected.top - to.rowIndex;
  const down = to.rowIndex - selected.bottom;
  const left = selected.left - to.columnIndex;
  const right = to.columnIndex - selected.right;
  const farthest = Math.max(up, down, left, right);
  if (farthest <= 0) return null;
  if (farthest === down) return { ...selected, bottom: to.rowIndex };
  if (farthest === up) return { ...selected, top: to.rowIndex };
  return farthest === right ? { ...selected, right: to.columnIndex } : { ...selected, left: to.columnIndex };
}

/**
 * Double click on the corner: down to where the column left of the selection ends, or the one right of it. `null`
 * where neither goes on.
 */
export function rangeToNeighbourEnd(
  selected: CellRange,
  size: SheetSize,
  isFilled: IsFilled,
): CellRange | null {
  for (const columnIndex of [selected.left - 1, selected.right + 1]) {
    if (columnIndex < 0 || columnIndex >= size.columns) continue;
    let rowIndex = selected.bottom;
    while (rowIndex + 1 < size.rows && isFilled({ rowIndex: rowIndex + 1, columnIndex })) rowIndex += 1;
    if (rowIndex > selected.bottom) return { ...selected, bottom: rowIndex };
  }
  return null;
}

const kinds: Readonly<Record<ColumnTypeName, SeriesKind>> = {
  text: 'text',
  integer: 'number',
  number: 'number',
  date: 'date',
  boolean: 'other',
  choice: 'other',
  choices: 'other',
};

/** The cells of the range that were not selected. */
function addedPart(selected: CellRange, range: CellRange): CellRange {
  if (range.bottom > selected.bottom) return { ...range, top: selected.bottom + 1 };
  if (range.top < selected.top) return { ...range, bottom: selected.top - 1 };
  if (range.right > selected.right) return { ...range, left: selected.right + 1 };
  return { ...range, right: selected.left - 1 };
}

const between = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** One reading of every run: the rows of a column, or the columns of a row. */
function once<Read>(read: (line: number) => Read): (line: number) => Read {
  const known = new Map<number, Read>();
  return (line) => {
    const before = known.get(line);
    if (before !== undefined) return before;
    const fresh = read(line);
    known.set(line, fresh);
    return fresh;
  };
}

function spelt(value: CellValue): string {
  if (typeof value === 'number') return String(value).replace('.', ',');
  return typeof value === 'string' && isIsoDate(value) ? formatDate(value) : '';
}

const asText = (value: CellValue): string => (typeof value === 'string' ? value : '');

/** Fills what a drag has added to a selection; columns pass values down and texts to one another. */
export function planFill(
  access: SheetAccess,
  types: readonly ColumnTypeName[],
  selected: CellRange,
  range: CellRange,
): FillPlan {
  const part = addedPart(selected, range);
  const kindOf = (columnIndex: number): SeriesKind => kinds[types[columnIndex] ?? 'text'];
  if (part.left === selected.left && part.right === selected.right) {
    const seriesOf = once((columnIndex) => {
      const rows = between(selected.top, selected.bottom);
      const run = rows.map((rowIndex) => access.value({ rowIndex, columnIndex }));
      return continued(run, kindOf(columnIndex));
    });
    return planRange(access, part, ({ rowIndex, columnIndex }) =>
      seriesOf(columnIndex)(rowIndex - selected.top),
    );
  }
  const columns = between(selected.left, selected.right);
  const [first = 'other'] = columns.map(kindOf);
  const isOneKind = columns.every((columnIndex) => kindOf(columnIndex) === first);
  const seriesOf = once((rowIndex) => {
    const cells = columns.map((columnIndex) => ({ rowIndex, columnIndex }));
    if (isOneKind && (first === 'number' || first === 'date')) {
      const values = continued(cells.map(access.value), first);
      const texts = continued(cells.map(access.text), 'other');
      return (place: number): string => spelt(values(place)) || asText(texts(place));
    }
    const texts = continued(cells.map(access.text), isOneKind ? first : 'other');
    return (place: number): string => asText(texts(place));
  });
  return planRange(access, part, ({ rowIndex, columnIndex }) =>
    access.decode(columnIndex, seriesOf(rowIndex)(columnIndex - selected.left)),
  );
}
