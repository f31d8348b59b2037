/** What the controller tells, asks and holds. */
import type { CellValue, Edit } from 'engine';
import type {
  CellPosition,
  CellRange,
  EditorState,
  FillGestures,
  GridGestures,
  GridModel,
  KeyPress,
  Selection,
} from '../adapter';
import type { Command } from './keymap';
import type { PastePlan, PasteReport } from './paste';
import type { SheetAccess } from './sheet-access';

/** Why nothing happened, or what did: shown beside the grid and read out. */
export type GridNotice =
  | { readonly kind: 'readOnly' | 'computed' | 'notEnabled' }
  | { readonly kind: 'pasted'; readonly report: PasteReport }
  | { readonly kind: 'copied'; readonly cells: number }
  | { readonly kind: 'filled'; readonly filled: number; readonly skipped: number }
  | { readonly kind: 'nothingToUndo' | 'nothingToRedo' };

/** What the controller needs from the page. */
export interface GridHost {
  readonly model: () => GridModel;
  readonly access: () => SheetAccess;
  /** Applies edits as one step of undo. */
  readonly apply: (edits: readonly Edit[]) => void;
  /** `false` where there is nothing to undo. */
  readonly undo: () => boolean;
  readonly redo: () => boolean;
  readonly switchSheet: (delta: 1 | -1) => void;
  readonly notify: (notice: GridNotice) => void;
  /** Rows that fit on the screen. */
  readonly pageRows: () => number;
}

export interface GridState {
  readonly selection: Selection;
  /** The cell to keep in sight: follows movements, but not the selecting of all. */
  readonly reveal: CellPosition;
  readonly editor: EditorState | null;
  /** The selection and what dragging its corner would fill. */
  readonly fillTo: CellRange | null;
  /** A paste that would lose something waits for the person's word. */
  readonly pastePlan: PastePlan | null;
  /** Widths that the person dragged, by column id, in pixels. */
  readonly widths: Readonly<Record<string, number>>;
}

/** What an editor hands back: text to be read, or a value that was picked. */
export type Committed =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'value'; readonly value: CellValue };

export interface GridController extends GridGestures {
  readonly fill: FillGestures;
  readonly copyHtml: () => string;
  readonly state: () => GridState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Closes the editor with what it holds; `then` says where to go. */
  readonly commit: (committed: Committed | null, then?: Command | null) => void;
  /** A key inside an editor: the command it stands for, or `null` if the editor keeps it. */
  readonly editorKey: (press: KeyPress, popup: boolean) => Command | null;
  readonly openEditor: (cell: CellPosition, openPopup?: boolean) => void;
  readonly select: (cell: CellPosition) => void;
  readonly confirmPaste: () => void;
  readonly dismissPaste: () => void;
  /** To be called when rows or the sheet changed: keeps the selection on its rows. */
  readonly modelChanged: () => void;
}
