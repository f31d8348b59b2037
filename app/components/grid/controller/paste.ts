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
  /** Texts for read-only cells that say something else than the cell. */
  readonly readOnly: readonly DroppedCell[];
  /** The same for computed cells. */
  readonly computed: readonly DroppedCell[];
  readonly beyondRight: readonly DroppedCell[];
  /** Below the last of the rows that the form gives. */
  readonly beyondBottom: readonly DroppedCell[];
  /** Below the last row that may be added. */
  readonly overLimit: readonly DroppedCell[];
  /** Most rows of the sheet; `null` where the form gives them. */
  readonly rowLimit: number | null;
}

/** What the controller knows of a block beyond its texts. */
export interface BlockOrigin {
  /** Columns of the block, from 0, that were computed where it was copied: they are computed again, not lost. */
  readonly computedColumns: ReadonlySet<number>;
}

const ELSEWHERE: BlockOrigin = { computedColumns: new Set() };

export interface PastePlan {
  readonly edits: readonly Edit[];
  /** Cells that the paste covers, to be selected afterwards. */
  readonly covered: CellRange;
  readonly report: PasteReport;
}

/** Texts that would be lost: the person decides before that happens. */
export const droppedCells = (report: PasteReport): readonly DroppedCell[] => [
  ...report.readOnly,
  ...report.computed,
  ...report.beyondRight,
  ...report.beyondBottom,
  ...report.overLimit,
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
  readonly computed: DroppedCell[];
  readonly beyondRight: DroppedCell[];
  readonly beyondBottom: DroppedCell[];
  readonly overLimit: DroppedCell[];
}

interface PastedRow {
  readonly rowIndex: number;
  readonly left: number;
  readonly texts: readonly (string | undefined)[];
  /** Offsets of cells that were computed where they were copied. */
  readonly isComputedText: (offset: number) => boolean;
}

const isRaw = (value: CellValue): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a row writes; what it would lose goes into the draft. */
function pasteRow(access: SheetAccess, row: PastedRow, draft: Draft): Record<string, CellValue> {
  const { rowIndex, left, texts } = row;
  const cells: Record<string, CellValue> = {};
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
    const current = access.value(cell);
    if (!access.isWritable(cell)) {
      const isLost = value !== null && !sameValue(value, current) && text !== access.text(cell);
      if (!isLost) return;
      if (!access.isComputed(cell.columnIndex)) draft.readOnly.push(dropped);
      else if (!row.isComputedText(offset)) draft.computed.push(dropped);
      return;
    }
    if (sameValue(value, current)) return;
    cells[column] = value;
    draft.written += 1;
    if (isRaw(value)) draft.unreadable += 1;
  });
  return cells;
}

function belowLastRow(access: SheetAccess, { rowIndex, left, texts }: PastedRow, draft: Draft): void {
  const lost = access.hasGivenRows ? draft.beyondBottom : draft.overLimit;
  texts.forEach((text, offset) => {
    if (text === undefined || text.trim() === '') return;
    lost.push({ rowNumber: rowIndex + 1, column: access.columnIds[left + offset] ?? null, text });
  });
}

const emptyDraft = (): Draft => ({
  written: 0,
  unreadable: 0,
  readOnly: [],
  computed: [],
  beyondRight: [],
  beyondBottom: [],
  overLimit: [],
});

interface AddedRow {
  readonly id: string;
  readonly cells: Record<string, CellValue>;
}

/** Rows of the block that lie below the sheet, without the blank ones at the end. */
function withoutBlankEnd(added: readonly AddedRow[]): readonly AddedRow[] {
  return added.slice(0, added.findLastIndex((row) => Object.keys(row.cells).length > 0) + 1);
}

/**
 * Plans a paste at the upper left corner of the selection. Blank texts clear cells. Rows are added up to the limit;
 * what lies beyond the last column or the last possible row is reported, not written.
 */
export function planPaste(
  access: SheetAccess,
  selected: CellRange,
  block: Block,
  origin: BlockOrigin = ELSEWHERE,
): PastePlan {
  const columns = block.reduce((most, row) => Math.max(most, row.length), 1);
  const own: BlockSize = { rows: block.length, columns };
  const size = pastedSize(own, selected);
  const draft = emptyDraft();
  const edits: Edit[] = [];
  const added: AddedRow[] = [];
  const rowLimit = access.rowIds.length + access.spareRows;
  for (let offset = 0; offset < size.rows; offset += 1) {
    const source = block[offset % own.rows] ?? [];
    const row: PastedRow = {
      rowIndex: selected.top + offset,
      left: selected.left,
      texts: Array.from({ length: size.columns }, (_, index) => source[index % own.columns]),
      isComputedText: (index) => origin.computedColumns.has(index % own.columns),
    };
    if (row.rowIndex >= rowLimit) {
      belowLastRow(access, row, draft);
      continue;
    }
    const cells = pasteRow(access, row, draft);
    const rowId = access.rowIds[row.rowIndex];
    if (rowId === undefined) added.push({ id: access.newRowId(), cells });
    else if (Object.keys(cells).length > 0)
      edits.push({ kind: 'set', sheet: access.sheet, row: rowId, cells });
  }
  const rows = withoutBlankEnd(added);
  const after = access.rowIds.at(-1) ?? null;
  if (rows.length > 0) edits.push({ kind: 'insertRows', sheet: access.sheet, after, rows });
  return {
    edits,
    covered: {
      top: selected.top,
      left: selected.left,
      bottom: Math.min(selected.top + size.rows, access.rowIds.length + rows.length) - 1,
      right: Math.min(selected.left + size.columns, access.columnIds.length) - 1,
    },
    report: { ...draft, rowsAdded: rows.length, rowLimit: access.hasGivenRows ? null : rowLimit },
  };
}
