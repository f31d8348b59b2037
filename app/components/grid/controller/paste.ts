/** A block of texts onto a selection: what will be written, and what has no place. Pure. */
import type { CellValue, Edit } from 'engine';
import type { CellPosition, CellRange } from '../adapter';
import type { SheetAccess } from './sheet-access';
import { sameValue } from './sheet-access';

/** A text that found no place. */
export interface DroppedCell {
  /** As displayed, from 1. */
  readonly rowNumber: number;
  /** Id of the column; `null` right of the last one. */
  readonly column: string | null;
  readonly text: string;
}

export interface PasteReport {
  /** Cells whose content changes. */
  readonly written: number;
  readonly rowsAdded: number;
  /** Written as typed, because they could not be read. */
  readonly unreadable: number;
  /** Texts for read-only or computed cells that say something else than the cell. */
  readonly readOnly: readonly DroppedCell[];
  readonly beyondRight: readonly DroppedCell[];
  readonly beyondBottom: readonly DroppedCell[];
}

export interface PastePlan {
  readonly edits: readonly Edit[];
  /** Cells that the paste covers, to be selected afterwards. */
  readonly covered: CellRange;
  readonly report: PasteReport;
}

/** Texts that would be lost: the person decides before that happens. */
export const droppedCells = (report: PasteReport): readonly DroppedCell[] => [
  ...report.readOnly,
  ...report.beyondRight,
  ...report.beyondBottom,
];

type Block = readonly (readonly string[])[];

interface BlockSize {
  readonly rows: number;
  readonly columns: number;
}

/**
 * A block fills a selection that it fits into a whole number of times, as in Excel; otherwise it keeps its size and
 * begins at the upper left corner.
 */
function pastedSize(block: BlockSize, selected: CellRange): BlockSize {
  const rows = selected.bottom - selected.top + 1;
  const columns = selected.right - selected.left + 1;
  return rows % block.rows === 0 && columns % block.columns === 0 ? { rows, columns } : block;
}

interface Draft {
  written: number;
  unreadable: number;
  readonly readOnly: DroppedCell[];
  readonly beyondRight: DroppedCell[];
  readonly beyondBottom: DroppedCell[];
}

const isRaw = (value: CellValue): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pasteRow(
  access: SheetAccess,
  rowIndex: number,
  left: number,
  texts: readonly (string | undefined)[],
  draft: Draft,
): Record<string, CellValue> {
  const cells: Record<string, CellValue> = {};
  const isNew = rowIndex >= access.rowIds.length;
  texts.forEach((text, offset) => {
    // A row shorter than the block says nothing about the cells that it lacks.
    if (text === undefined) return;
    const cell: CellPosition = { rowIndex, columnIndex: left + offset };
    const column = access.columnIds[cell.columnIndex];
    const dropped: DroppedCell = { rowNumber: rowIndex + 1, column: column ?? null, text };
    if (column === undefined) {
      if (text.trim() !== '') draft.beyondRight.push(dropped);
      return;
    }
    const value = access.decode(cell.columnIndex, text);
    const current = isNew ? null : access.value(cell);
    if (!access.isWritable(cell)) {
      if (value !== null && !sameValue(value, current) && text !== access.text(cell))
        draft.readOnly.push(dropped);
      return;
    }
    if (sameValue(value, current)) return;
    cells[column] = value;
    draft.written += 1;
    if (isRaw(value)) draft.unreadable += 1;
  });
  return cells;
}

function beyondBottom(
  access: SheetAccess,
  rowIndex: number,
  left: number,
  texts: readonly (string | undefined)[],
): DroppedCell[] {
  return texts.flatMap((text, offset) =>
    text === undefined || text.trim() === ''
      ? []
      : [{ rowNumber: rowIndex + 1, column: access.columnIds[left + offset] ?? null, text }],
  );
}

/**
 * Plans a paste at the upper left corner of the selection. Blank texts clear cells. Rows are added up to the limit;
 * what lies beyond the last column or the last possible row is reported, not written.
 */
export function planPaste(access: SheetAccess, selected: CellRange, block: Block): PastePlan {
  const own: BlockSize = { rows: block.length, columns: Math.max(1, ...block.map((row) => row.length)) };
  const size = pastedSize(own, selected);
  const draft: Draft = { written: 0, unreadable: 0, readOnly: [], beyondRight: [], beyondBottom: [] };
  const edits: Edit[] = [];
  const added: { id: string; cells: Record<string, CellValue> }[] = [];
  const rowLimit = access.rowIds.length + access.spareRows;
  for (let offset = 0; offset < size.rows; offset += 1) {
    const source = block[offset % own.rows] ?? [];
    const texts = Array.from({ length: size.columns }, (_, index) => source[index % own.columns]);
    const rowIndex = selected.top + offset;
    if (rowIndex >= rowLimit) {
      draft.beyondBottom.push(...beyondBottom(access, rowIndex, selected.left, texts));
      continue;
    }
    const cells = pasteRow(access, rowIndex, selected.left, texts, draft);
    const rowId = access.rowIds[rowIndex];
    if (rowId === undefined) added.push({ id: access.newRowId(), cells });
    else if (Object.keys(cells).length > 0)
      edits.push({ kind: 'set', sheet: access.sheet, row: rowId, cells });
  }
  const lastFilled = added.findLastIndex((row) => Object.keys(row.cells).length > 0);
  const newRows = added.slice(0, lastFilled + 1);
  if (newRows.length > 0) {
    edits.push({
      kind: 'insertRows',
      sheet: access.sheet,
      after: access.rowIds.at(-1) ?? null,
      rows: newRows,
    });
  }
  return {
    edits,
    covered: {
      top: selected.top,
      left: selected.left,
      bottom: Math.min(selected.top + size.rows, access.rowIds.length + newRows.length) - 1,
      right: Math.min(selected.left + size.columns, access.columnIds.length) - 1,
    },
    report: { ...draft, rowsAdded: newRows.length },
  };
}
