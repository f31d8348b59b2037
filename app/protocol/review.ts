/**
 * Review of submitted reports, where a collection switches it on. Types only; both browser and server import this file.
 * Coordinators: POST /lk/review/:submissionId/remarks and …/verdict. Organisations: GET and POST /lk/collections/:collectionId/remarks.
 */
import type { Answers, Cells, ValidationContext } from 'engine';
import type { FormDefinitionSource } from './form-source';
import type { SubmissionStatus, WindowView } from './views';

/** Who looks at what is submitted in a collection. */
export type ReviewLevels = 'none' | 'municipal' | 'regional' | 'both';
/** In this order. */
export type ReviewLevel = 'municipal' | 'regional';
export type Verdict = 'returned' | 'accepted';

/** The mark beside «Сдано»: «На проверке» at a level, «Возвращено на доработку» by it, «Принято» by the last one. */
export interface ReviewMark {
  readonly state: 'waiting' | Verdict;
  readonly level: ReviewLevel;
  /** There are two, so that the level is worth naming. */
  readonly twoLevels: boolean;
}

/** A cell, a row, a column or a sheet; all null: the whole report. */
export interface RemarkPlace {
  readonly sheet: string | null;
  readonly row: string | null;
  readonly column: string | null;
}

export type RemarkState = 'draft' | 'open' | 'answered' | 'resolved';

export interface RemarkView {
  readonly id: string;
  readonly place: RemarkPlace;
  readonly text: string;
  readonly level: ReviewLevel;
  readonly state: RemarkState;
  readonly at: string;
  /** Number of what it was said of. */
  readonly receipt: number;
  readonly answer: { readonly text: string; readonly at: string } | null;
  /** What the cell or row held when it was said; null for other places, and where the row was not there. */
  readonly before: Cells | null;
}

/** One verdict of the past. */
export interface VerdictView {
  readonly verdict: Verdict;
  readonly level: ReviewLevel;
  readonly at: string;
  readonly by: string;
  readonly comment: string;
  readonly receipt: number;
  readonly closesAt: string | null;
}

/** What the organisation's own page needs before its remarks are fetched. */
export interface OwnReview {
  readonly mark: ReviewMark;
  /** Not resolved yet. */
  readonly remarks: number;
  /** Of the return that stands. */
  readonly comment: string;
}

/** A submitted report as a reviewer sees it. */
export interface ReviewView {
  readonly submissionId: string;
  readonly collectionId: string;
  readonly collectionTitle: string;
  readonly login: string;
  readonly organisation: string;
  readonly place: string;
  readonly form: FormDefinitionSource;
  readonly answers: Answers;
  readonly context: ValidationContext;
  /** Number of what is shown: what was submitted last. */
  readonly receipt: number;
  readonly submittedAt: string;
  /** The organisation has edited since; that is not shown. */
  readonly editedSince: boolean;
  readonly status: SubmissionStatus;
  readonly window: WindowView;
  readonly mark: ReviewMark;
  /** What the viewer may decide now. */
  readonly may: { readonly return: boolean; readonly accept: boolean };
  readonly remarks: readonly RemarkView[];
  readonly verdicts: readonly VerdictView[];
  /** The next report that waits for the viewer. */
  readonly next: string | null;
}

export type QueueState = 'mine' | 'others' | 'returned' | 'accepted';

export interface QueueQuery {
  readonly state: QueueState;
  readonly collection: string | null;
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export interface QueueRow {
  readonly submissionId: string;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly collection: string;
  readonly submittedAt: string;
  readonly mark: ReviewMark;
  /** It came back after a return. */
  readonly again: boolean;
  /** Remarks that are not resolved, and how many of them are answered. */
  readonly remarks: number;
  readonly answered: number;
}

export interface QueuePage {
  readonly rows: readonly QueueRow[];
  readonly counts: Readonly<Record<QueueState, number>>;
  readonly matching: number;
  readonly page: number;
  readonly pageSize: number;
  /** Collections with a review in which the viewer answers for somebody. */
  readonly collections: readonly {
    readonly id: string;
    readonly title: string;
    readonly levels: ReviewLevels;
  }[];
  /** The report to begin with. */
  readonly first: string | null;
  /** The viewer gives verdicts; others only look. */
  readonly judges: boolean;
}

/** What a reviewer does with remarks before a verdict, and what came of it. */
export type RemarkRequest =
  /** The id is made by the page: sent twice it is written once. */
  | {
      readonly kind: 'write';
      readonly id: string;
      readonly receipt: number;
      readonly place: RemarkPlace;
      readonly text: string;
    }
  | { readonly kind: 'remove' | 'resolve'; readonly id: string };

export interface RemarkReply {
  readonly outcome: 'remarked';
  readonly remarks: readonly RemarkView[];
}

/** Somebody has closed the remark meanwhile. */
export interface RemarkClosed {
  readonly outcome: 'remark_closed';
}

export interface VerdictRequest {
  /** What the reviewer has looked at. */
  readonly receipt: number;
  readonly verdict: Verdict;
  readonly comment: string;
  /** Until when the organisation may correct; needed where its window is over. */
  readonly closesAt: string | null;
}

export type VerdictReply =
  | { readonly outcome: 'decided'; readonly mark: ReviewMark; readonly next: string | null }
  /** 409: the organisation has submitted again. */
  | { readonly outcome: 'newer_submitted'; readonly receipt: number; readonly submittedAt: string }
  /** 409: somebody else has decided, or it is another level's turn. */
  | { readonly outcome: 'not_your_turn'; readonly mark: ReviewMark | null }
  /** 422: a return without remark and comment; an acceptance beside remarks that were not sent. */
  | { readonly outcome: 'nothing_said' }
  | { readonly outcome: 'drafts_left'; readonly drafts: number }
  /** 422: the window is over and no end was named, or one that has passed or is too far away. */
  | { readonly outcome: 'deadline_needed' | 'deadline_wrong' };

export interface OwnRemarksReply {
  readonly outcome: 'own_remarks';
  readonly remarks: readonly RemarkView[];
  readonly verdicts: readonly VerdictView[];
}

export interface AnswerRequest {
  readonly submissionId: string;
  readonly remarkId: string;
  readonly text: string;
}
