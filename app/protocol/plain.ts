/** What the plain pages show, which work without scripts. Types only. */

export type PlainControl = 'text' | 'lines' | 'number' | 'date' | 'list' | 'choices' | 'shown';

export interface PlainOption {
  readonly value: string;
  readonly label: string;
}

/** One cell of a row as a field of a page. */
export interface PlainField {
  readonly column: string;
  readonly title: string;
  /** The heading above the column's own. */
  readonly group: string | null;
  readonly hint: string | null;
  /** `shown`: computed, given, locked, or not to be filled in now. */
  readonly control: PlainControl;
  readonly notEnabled: boolean;
  readonly required: boolean;
  /** What the field holds: one text, the code of a list, several codes; as typed where it cannot be read. */
  readonly values: readonly string[];
  readonly options: readonly PlainOption[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** A warning that wants an explanation, with the one that was given. */
export interface PlainJustification {
  readonly rule: string;
  readonly message: string;
  readonly text: string;
}

export interface PlainRow {
  readonly submissionId: string;
  readonly revision: number;
  readonly version: number;
  readonly collectionTitle: string;
  readonly editable: boolean;
  readonly sheet: string;
  readonly sheetTitle: string;
  readonly sheetHint: string | null;
  /** Also of a row that does not exist yet. */
  readonly row: string;
  readonly isNew: boolean;
  /** Its own title, else its number, from 1. */
  readonly title: string | null;
  readonly number: number;
  readonly canRemove: boolean;
  readonly fields: readonly PlainField[];
  /** About the row as a whole. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly justifications: readonly PlainJustification[];
}

/** A cell that somebody else has changed since the page was shown. */
export interface PlainConflict {
  readonly column: string;
  readonly theirs: string;
}

/** What a person sent: by column what the page showed, and what the field holds now. */
export interface PlainEntry {
  readonly column: string;
  readonly was: readonly string[];
  readonly values: readonly string[];
}

export interface PlainEntryOfRow {
  readonly submissionId: string;
  readonly revision: number;
  readonly version: number;
  readonly clientId: string;
  readonly sheet: string;
  readonly row: string;
  readonly isNew: boolean;
  readonly cells: readonly PlainEntry[];
  readonly justifications: readonly {
    readonly rule: string;
    readonly was: string;
    readonly text: string;
  }[];
}
