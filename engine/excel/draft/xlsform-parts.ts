import type { HeadedRow } from './grid';
import type { UniqueNames } from './names';
import type { Json, Notes } from './types';
import type { QuestionKind } from './xlsform-types';

export interface Question {
  readonly row: HeadedRow;
  readonly column: Json;
  readonly sheet: SheetPart;
  readonly kind: QuestionKind;
  /** Conditions of the groups around it. */
  readonly within: readonly string[];
}

export interface SheetPart {
  readonly id: string;
  readonly json: Json;
  readonly columns: Json[];
  readonly rules: Json[];
  readonly names: UniqueNames;
  /** Its rows come and go. */
  readonly isRepeat: boolean;
}

/** The only row of the sheet that holds everything outside repeats. */
export const ONLY_ROW = '1';

/** All that is known of a form while it is read. */
export interface XlsFormParts {
  readonly notes: Notes;
  /** Where parts came from, by the id of their sheet: `#main/columns/0`. */
  readonly origins: Map<string, { readonly sheet: string; readonly row: number }>;
  readonly lists: Record<string, Json[]>;
  /** Ids of lists by their names in the workbook. */
  readonly listIds: Map<string, string>;
  readonly questions: Map<string, Question>;
  readonly repeats: Map<string, SheetPart>;
}
