/**
 * History of a submission, and what was submitted. Types only. Instants are ISO 8601 strings in UTC.
 * GET /lk/collections/:collectionId/history?submission=ID&before=N, …/history/:revision?submission=ID and …/submitted?submission=ID.
 */
import type { Answers } from 'engine';

/** One cell as people write it; long texts are cut with «…». */
export interface CellWords {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

export interface RowWords {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Title of the sheet. */
  readonly sheet: string;
  /** The row's own title where it has one. */
  readonly title: string | null;
  /** From 1. */
  readonly number: number;
  readonly cells: readonly CellWords[];
}

/** The explanation of a warning; empty texts: there was none, or it was withdrawn. */
export interface JustificationWords {
  readonly sheet: string | null;
  readonly before: string;
  readonly after: string;
}

/** What differs between two states, in words; no longer than a person can read. */
export interface DiffWords {
  readonly rows: readonly RowWords[];
  readonly justifications: readonly JustificationWords[];
  /** Rows that differ and are not listed. */
  readonly hidden: number;
}

export interface Person {
  readonly login: string;
  /** Empty where it is not known. */
  readonly name: string;
}

/** Changes of one person within a few minutes. */
export interface HistoryEntry {
  readonly kind: 'changes';
  /** The state after it. */
  readonly revision: number;
  readonly by: Person;
  readonly from: string;
  readonly at: string;
  readonly changes: DiffWords;
}

export interface HistorySubmission {
  readonly kind: 'submitted';
  readonly revision: number;
  readonly by: Person;
  readonly at: string;
  readonly number: number;
}

export interface HistoryReply {
  readonly outcome: 'history';
  /** The newest first. */
  readonly entries: readonly (HistoryEntry | HistorySubmission)[];
  /** `before` of the next page; null where the history begins here. */
  readonly next: number | null;
}

export interface PastStateReply {
  readonly outcome: 'past_state';
  readonly revision: number;
  readonly at: string;
  readonly by: Person;
  readonly answers: Answers;
}

export interface LastSubmittedReply {
  readonly outcome: 'last_submitted';
  /** Null where nothing was submitted yet. */
  readonly submitted: {
    readonly number: number;
    readonly at: string;
    readonly by: Person;
    readonly answers: Answers;
  } | null;
}
