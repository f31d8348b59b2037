/**
 * The contract between the shared part of the grid (selection, keys, editors, clipboard, undo) and a view that only
 * paints and reports gestures. `table/` and `cards/` are views; a canvas spreadsheet can become another.
 */
import type { ColumnTypeName } from 'engine';

/** A cell by its place in the sheet shown, both from 0. */
export interface CellPosition {
  readonly rowIndex: number;
  readonly columnIndex: number;
}

/** A rectangle of cells; both ends included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface GridColumn {
  readonly id: string;
  readonly title: string;
  /** Columns side by side with the same group share one heading above their own. */
  readonly group: string | null;
  readonly hint: string | null;
  readonly type: ColumnTypeName;
  /** Pixels. */
  readonly width: number;
  readonly align: 'start' | 'end';
  /** What a reviewer says of the column. */
  readonly remark: string | null;
}

/** What a view paints in one cell. */
export interface CellView {
  /** As written for people; empty for a blank cell. */
  readonly text: string;
  /** What is expected where nothing is entered: «Список*», «---». */
  readonly placeholder: string;
  readonly kind: ColumnTypeName;
  readonly required: boolean;
  readonly notEnabled: boolean;
  readonly readOnly: boolean;
  readonly computed: boolean;
  readonly error: string | null;
  readonly warning: string | null;
  /** What a reviewer says of the cell. */
  readonly remark: string | null;
  readonly hint: string | null;
}

/** Stays the same object as long as nothing in the row changes. */
export interface RowView {
  readonly id: string;
  /** As displayed, from 1. */
  readonly rowNumber: number;
  /** Heading of a given row. */
  readonly title: string | null;
  /** A blank row at the end that exists only on the screen until something is entered. */
  readonly ghost: boolean;
  readonly cells: readonly CellView[];
  readonly error: string | null;
  /** What a reviewer says of the row. */
  readonly remark: string | null;
}

/** The sheet that is shown, as a view reads it. */
export interface GridModel {
  readonly sheetId: string;
  readonly title: string;
  readonly columns: readonly GridColumn[];
  /** Rows have headings of their own (fixed rows) instead of numbers. */
  readonly hasRowTitles: boolean;
  readonly readOnly: boolean;
  readonly rowIds: readonly string[];
  /** Cheap to call again: answers with the same object while the row is unchanged. */
  readonly rowView: (rowIndex: number) => RowView;
  /** Texts of the footer by column; `null` where no column has a total. */
  readonly totals: readonly (GridTotal | null)[] | null;
}

export interface GridTotal {
  /** «Сумма», «Среднее». */
  readonly label: string;
  readonly text: string;
}

/** The active cell, where typing goes, and the range around it. */
export interface Selection {
  readonly active: CellPosition;
  /** The corner where the range began. */
  readonly anchor: CellPosition;
  /** The corner that Shift and dragging move. */
  readonly head: CellPosition;
  /** The column where a series of Tab began: Enter returns to it. */
  readonly tabOrigin: number | null;
}

/**
 * `type`: begun by typing over, arrows leave the cell. `edit`: begun by F2 or a double click, arrows move the caret.
 */
export type EditorMode = 'type' | 'edit';

export interface EditorState {
  readonly cell: CellPosition;
  readonly mode: EditorMode;
  /** Text to begin with: what was typed over the cell, or its content. */
  readonly initialText: string;
  /** Show the list or the calendar at once (Alt+Down). */
  readonly openPopup: boolean;
}

/** A key as the keyboard reports it; `code` is the place of the key, the same in every layout. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What a view reports. Everything is decided by the controller. */
export interface GridGestures {
  readonly pointerDown: (cell: CellPosition, extend: boolean) => void;
  readonly pointerMove: (cell: CellPosition) => void;
  readonly pointerUp: () => void;
  readonly doubleClick: (cell: CellPosition) => void;
  readonly selectRow: (rowIndex: number, extend: boolean) => void;
  readonly selectColumn: (columnIndex: number, extend: boolean) => void;
  readonly selectAll: () => void;
  /** Answers whether the key was taken; the view then prevents its default. */
  readonly keyDown: (press: KeyPress) => boolean;
  /** Text that arrived without a key: composition, dictation, an emoji panel. */
  readonly text: (text: string) => void;
  readonly paste: (text: string) => void;
  /** What to put on the clipboard. */
  readonly copy: () => string;
  readonly cut: () => string;
  readonly resizeColumn: (columnIndex: number, width: number) => void;
  /** For views that offer it: the same as a table that keeps codes and line breaks in other programs. */
  readonly copyHtml?: () => string;
  /** For views that show a handle at the corner of the selection. */
  readonly fill?: FillGestures;
}

/** What is done with the corner of the selection. */
export interface FillGestures {
  /** The cell under the pointer; `null` takes the preview away. */
  readonly drag: (cell: CellPosition | null) => void;
  /** Fills what the preview shows. */
  readonly drop: () => void;
  /** Fills down to where the neighbouring column ends. */
  readonly toEnd: () => void;
}

/** Where a cell stands on the screen, in pixels of the window. */
export interface CellRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What the controller and the overlays ask of a view. */
export interface GridViewHandle {
  readonly focus: () => void;
  readonly scrollTo: (cell: CellPosition) => void;
  /** `null` while the cell is not painted. */
  readonly cellRect: (cell: CellPosition) => CellRect | null;
  /** Rows that fit on the screen: the step of Page Up and Page Down. */
  readonly pageRows: () => number;
}

/** What a view is given to paint. */
export interface GridViewProps {
  readonly model: GridModel;
  readonly selection: Selection;
  /** The cell to keep in sight. */
  readonly reveal: CellPosition;
  /** The cell covered by an editor. */
  readonly editing: CellPosition | null;
  readonly widths: Readonly<Record<string, number>>;
  readonly gestures: GridGestures;
  /** What dropping the corner of the selection here would fill, the selection included. */
  readonly fillTo?: CellRange | null;
  /** Cells that a search has found: indexes of columns by row id; the same arrays while nothing changes. */
  readonly found?: ReadonlyMap<string, readonly number[]> | null | undefined;
}
