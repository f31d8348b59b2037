import type { CellValue } from 'engine';
import type { EditorState, GridColumn, KeyPress } from '../adapter';
import type { Committed } from '../controller/grid-controller';
import type { Command } from '../controller/keymap';

/** One entry of a list. */
export interface EditorOption {
  readonly value: string;
  readonly label: string;
}

/** What every editor is given. It fills the box it stands in and knows nothing of its place. */
export interface EditorProps {
  readonly column: GridColumn;
  readonly state: EditorState;
  /** The canonical value that the cell held. */
  readonly value: CellValue;
  /** What the cell offers; empty for types without a list. */
  readonly options: readonly EditorOption[];
  /** Bounds of a date, `YYYY-MM-DD`. */
  readonly min: string | null;
  readonly max: string | null;
  /** The date in Moscow, `YYYY-MM-DD`. */
  readonly today: string;
  /** Id of the text that says what is wrong with the cell or how it is to be filled. */
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly keys: (press: KeyPress, popup: boolean) => Command | null;
  readonly commit: (committed: Committed | null, then: Command | null) => void;
}
