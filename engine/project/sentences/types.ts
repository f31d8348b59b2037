import type { CompiledColumn, CompiledForm, CompiledSheet } from '../../compile/types';
import type { Locale } from '../../types';

/** How tightly the parts of a phrase hold together; looser parts are put in brackets. */
export const LEVEL = {
  choice: 0,
  or: 1,
  and: 2,
  not: 3,
  clause: 4,
  sum: 5,
  product: 6,
  tail: 7,
  atom: 8,
} as const;

/** Nominative, genitive and dative; one and the same where a language does not inflect. */
export type Forms = readonly [is: string, of: string, to: string];

/** A part of a sentence. */
export interface Phrase {
  readonly forms: Forms;
  readonly level: number;
  readonly isFeminine?: boolean;
}

/** Rows that names inside a row operator mean. */
export interface Visited {
  readonly sheet: CompiledSheet | null;
}

/** Where a piece of logic stands, and how it is read. */
export interface Reader {
  readonly form: CompiledForm;
  readonly locale: Locale;
  readonly words: Words;
  readonly own: CompiledSheet | null;
  /** Whether plain names mean the key of a group. */
  readonly isGroup: boolean;
  /** The columns that `$column` stands for. */
  readonly columns: readonly CompiledColumn[];
  /** The list whose codes are offered, in a filter. */
  readonly visited: Visited | null;
  /** What plain text beside it is shown like. */
  readonly like: Like;
  readonly phrase: (logic: unknown, reader: Reader) => Phrase;
  readonly clause: (logic: unknown, reader: Reader) => Phrase;
}

export interface Like {
  readonly column?: CompiledColumn;
  readonly isText?: boolean;
  readonly isWeekday?: boolean;
}

export type Read = (args: readonly unknown[], reader: Reader) => Phrase;

export type Extreme = 'sum' | 'avg' | 'lowest' | 'highest';
export type Order = '<' | '<=' | '>' | '>=';

/** All that a language must be able to say. Arguments are ready texts, bracketed where they must be. */
export interface Words {
  readonly quoted: (title: string) => string;
  readonly text: (text: string) => string;
  readonly number: (value: number) => string;
  readonly date: (iso: string) => string;
  readonly code: (label: string, code: string) => string;
  readonly yes: string;
  readonly no: string;
  readonly always: string;
  readonly never: string;
  readonly empty: string;
  readonly unknown: string;
  readonly names: Readonly<Record<string, Forms>>;
  readonly attribute: (name: string) => Forms;
  readonly ofRow: (title: string) => string;
  readonly ofGroup: (title: string) => string;
  readonly ofCurrent: (title: string) => string;
  readonly oneOfColumns: (titles: string) => Forms;
  readonly columnId: string;
  readonly withDefault: (text: string, other: string) => string;
  readonly row: (name: string) => Forms;
  readonly inColumn: (title: string) => string;
  readonly inSheet: (title: string) => string;
  readonly before: string;
  readonly amongRows: (where: string, condition: string) => string;
  readonly sumOfRows: (rows: string) => Forms;
  readonly count: Forms;
  readonly such: (condition: string) => string;
  readonly different: (what: string) => Forms;
  readonly fold: Readonly<Record<Extreme, Forms>>;
  readonly found: (what: string, where: string, condition: string) => string;
  readonly mapped: (what: string, where: string) => Forms;
  readonly filtered: (list: string, condition: string) => Forms;
  readonly reduced: (where: string, start: string, step: string) => Forms;
  readonly rows: (where: string) => string;
  readonly each: Readonly<Record<'all' | 'some' | 'none', (source: string, condition: string) => string>>;
  readonly eachOf: Readonly<Record<'all' | 'some' | 'none', (source: string, condition: string) => string>>;
  readonly list: Forms;
  /** Operators that read as a word before bracketed operands. */
  readonly calls: Readonly<Record<string, Forms>>;
  readonly rounded: (digits: string | null) => Forms;
  readonly part: (text: string, from: string, length: string | null) => Forms;
  readonly days: (from: string, to: string) => Forms;
  readonly missing: (names: string, least: string | null) => Forms;
  readonly rest: string;
  readonly weekdays: readonly string[];
  readonly and: string;
  readonly or: string;
  readonly not: (text: string) => string;
  readonly truly: (text: string) => string;
  readonly holds: (text: string) => string;
  readonly isEmpty: (value: Phrase) => string;
  readonly isFilled: (value: Phrase) => string;
  readonly mustBeEmpty: (value: Phrase) => string;
  readonly mustBeFilled: (value: Phrase) => string;
  readonly equal: (left: Phrase, right: Phrase) => string;
  readonly unequal: (left: Phrase, right: Phrase) => string;
  readonly isCode: (left: string, right: string) => string;
  readonly isNotCode: (left: string, right: string) => string;
  readonly order: Readonly<Record<Order, (left: string, right: string, isLiteral: boolean) => string>>;
  readonly orderDates: Readonly<Record<Order, (left: string, right: string) => string>>;
  readonly chain: string;
  readonly near: (left: string, right: Phrase, tolerance: string) => string;
  readonly between: (value: string, low: string, high: string) => string;
  readonly oneOf: (value: string, list: string) => string;
  readonly noneOf: (value: string, list: string) => string;
  readonly contains: (whole: string, part: string) => string;
  readonly startsWith: (text: string, start: string) => string;
  readonly ifThen: (condition: string, then: string) => string;
  readonly elseIf: (condition: string, then: string) => string;
  readonly otherwise: (value: string) => string;
  readonly inAnyCase: (assert: string) => string;
  readonly forGroups: (titles: readonly string[]) => string;
  readonly forColumns: (titles: readonly string[]) => string;
  readonly forSheet: string;
  readonly forForm: string;
}
