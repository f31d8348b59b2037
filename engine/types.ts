/**
 * The nouns of the engine: answers, edits, findings, diagnostics. Everything is read-only.
 * The shape of an authored definition is generated from the meta-schema, see definition/.
 */

export type Locale = 'ru' | 'en';

/** Text for people: one string for every language, or one per language. */
export type LocalizedText = string | { readonly ru?: string; readonly en?: string };

/** What could not be read, kept exactly as it was typed. Blank in rules. */
export interface RawValue {
  readonly $raw: string;
}

/**
 * A canonical cell value: numbers as JSON numbers, dates as `YYYY-MM-DD`, a choice by its code,
 * choices as codes in the list's order, `null` for blank.
 */
export type CellValue = string | number | boolean | readonly string[] | null | RawValue;

export type Cells = Readonly<Record<string, CellValue>>;

/** A row of answers. A removed row stays as a tombstone: it may anchor later insertions. */
export interface Row {
  readonly id: string;
  readonly cells: Cells;
  readonly removed?: true;
}

/** The written explanation of a justified warning. */
export interface Justification {
  readonly rule: string;
  readonly sheet?: string;
  readonly row?: string;
  readonly text: string;
}

export interface Answers {
  readonly sheets: Readonly<Record<string, readonly Row[]>>;
  readonly justifications?: readonly Justification[];
}

export interface SetEdit {
  readonly kind: 'set';
  readonly sheet: string;
  readonly row: string;
  /** Canonical values, or what was typed where it cannot be read (`{"$raw": …}`). */
  readonly cells: Cells;
  /** Only where nothing was ever stored: a first value never takes the place of what somebody entered meanwhile. */
  readonly first?: true;
}

export interface InsertRowsEdit {
  readonly kind: 'insertRows';
  readonly sheet: string;
  /** The row after which the new ones stand; `null` for the beginning. May be a tombstone. */
  readonly after: string | null;
  readonly rows: readonly { readonly id: string; readonly cells: Cells }[];
}

export interface RemoveRowsEdit {
  readonly kind: 'removeRows';
  readonly sheet: string;
  readonly rows: readonly string[];
}

export interface JustifyEdit {
  readonly kind: 'justify';
  readonly rule: string;
  readonly sheet?: string;
  readonly row?: string;
  /** Empty text withdraws the justification. */
  readonly text: string;
}

/** Everything that changes answers is a list of edits, applied alike in browser and server. */
export type Edit = SetEdit | InsertRowsEdit | RemoveRowsEdit | JustifyEdit;

export type RejectionReason =
  | 'unknown_sheet'
  | 'unknown_row'
  | 'unknown_column'
  | 'unknown_rule'
  | 'read_only'
  | 'fixed_rows'
  | 'too_many_rows'
  | 'duplicate_row'
  | 'invalid_value';

/** A part of an edit that was not applied; the rest of the edit was. */
export interface RejectedEdit {
  /** Position in the list of edits, from 0. */
  readonly editIndex: number;
  readonly reason: RejectionReason;
  readonly sheet?: string;
  readonly row?: string;
  readonly column?: string;
}

export type Severity = 'error' | 'warning';

export type FindingCode =
  | 'required'
  | 'type'
  | 'range'
  | 'length'
  | 'pattern'
  | 'format'
  | 'list'
  | 'key'
  | 'rows'
  | 'rule'
  | 'justify';

export interface CellAddress {
  readonly sheet: string;
  readonly row: string;
  readonly column: string;
}

/** A statement about answers. Order: sheet, row, column, rule. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly rule?: string;
  /** Absent for rules of the whole form. */
  readonly sheet?: string;
  readonly row?: string;
  readonly column?: string;
  /** Ready for people, in the language of the context. */
  readonly message: string;
  readonly params: Readonly<Record<string, CellValue>>;
  /** All other cells the finding is about. */
  readonly highlight?: readonly CellAddress[];
}

/** Rows that show what is said about a definition: those of one sheet, with the cells that matter. */
export interface Witness {
  readonly sheet: string;
  /** Given rows by their id; other rows have none. */
  readonly rows: readonly { readonly id?: string; readonly cells: Cells }[];
}

/** A statement about a definition. */
export interface Diagnostic {
  readonly code: string;
  /** `advice` is neither wrong nor doubtful: it could be better. */
  readonly severity: Severity | 'advice';
  /** JSON Pointer (RFC 6901) into the definition. */
  readonly path: string;
  readonly message: string;
  readonly witness?: Witness;
}

/** What answers are judged against, besides the form. Time and place are passed in, never read. */
export interface ValidationContext {
  /** `YYYY-MM-DD`, the date in Moscow. */
  readonly today: string;
  readonly org?: {
    readonly code?: string;
    readonly kind?: string;
    readonly region?: string;
    readonly municipality?: string;
  };
  /** Instants in ISO 8601; seen by rules as Moscow dates. */
  readonly collection?: { readonly opensAt?: string; readonly closesAt?: string };
  readonly previous?: Answers;
  /** Language of messages; Russian unless told. */
  readonly locale?: Locale;
}

/** Shared code lists by id, each as in `lists` of a definition. */
export type CodeLists = Readonly<Record<string, readonly Code[]>>;

export interface Code {
  readonly value: string;
  readonly label: LocalizedText;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** The code that this one replaces. */
  readonly was?: string;
}

export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const err = <E>(error: E): Result<never, E> => ({ ok: false, error });
