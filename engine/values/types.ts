import type { CompiledColumn } from '../compile/types';
import type { CellValue, FindingCode, Locale } from '../types';

/** What is wrong with one readable value; wording lives in diagnostics/. */
export interface ValueProblem {
  readonly code: Extract<FindingCode, 'type' | 'range' | 'length' | 'pattern' | 'format' | 'list'>;
  readonly params: Readonly<Record<string, CellValue>>;
}

/** What an empty cell announces: «Список», «Число», «Дата», «Текст». */
export type PlaceholderKind = 'list' | 'number' | 'date' | 'text';

/** Everything that depends on the type of a column stands in one table of these. */
export interface ValueType {
  readonly placeholder: PlaceholderKind;
  /** Any text can be read, so `{"$raw"}` only ever holds JSON that is no text, and stays unreadable. */
  readonly readsEveryText?: true;
  /** Reads what a person typed; text is not blank. What cannot be read becomes `{"$raw"}`. */
  readonly decode: (typed: string, column: CompiledColumn) => CellValue;
  /** Brings a stored JSON value that is not text into canonical form. */
  readonly fromJson: (value: unknown, column: CompiledColumn) => CellValue | undefined;
  /** As people of the language write it. */
  readonly encode: (value: CellValue, column: CompiledColumn, locale: Locale) => string;
  /** All problems of a canonical, filled value. */
  readonly check: (value: CellValue, column: CompiledColumn) => readonly ValueProblem[];
  /** What is wrong with text that could not be read; `type` where a type says nothing. */
  readonly unreadable?: (typed: string, column: CompiledColumn) => ValueProblem;
}
