/**
 * The edit protocol between the filling page and the server. Types only.
 * POST /lk/collections/:collectionId/edits, /submit and /refresh; GET …/changes?since=N&submission=ID, with &client=ID&wait=SECONDS
 * held until there is something that this client does not know.
 */
import type { Edit, Finding, RejectedEdit } from 'engine';
import type { SubmissionSources, SubmissionStatus, SubmissionView } from './views';

export interface SaveRequest {
  /** What the page shows: a queue of another account is refused, never written. */
  readonly submissionId: string;
  /** One per browser tab, kept with its queue. */
  readonly clientId: string;
  /** From 1, without gaps per client; a repeated number is answered, not repeated. */
  readonly clientSeq: number;
  /** The last server revision this client has applied. */
  readonly knownRevision: number;
  /** Version of the form that the edits speak of; a stale one is answered with 409. */
  readonly definitionVersion: number;
  readonly edits: readonly Edit[];
}

/** One log entry, in the server's order; clients apply them in that order. */
export interface ServerChange {
  readonly revision: number;
  readonly clientId: string;
  readonly clientSeq: number;
  readonly edits: readonly Edit[];
  /** Parts of the edits that were not applied. */
  readonly rejected: readonly RejectedEdit[];
}

/** How the submission stands, so that every open page learns of submission and prolongation. */
export interface SubmissionStanding {
  readonly status: SubmissionStatus;
  readonly hasUnsubmittedEdits: boolean;
  /** The organisation's own end of the window. */
  readonly closesAt: string;
}

export interface SaveReply extends SubmissionStanding {
  readonly outcome: 'saved';
  readonly revision: number;
  readonly changedAt: string;
  readonly rejected: readonly RejectedEdit[];
  /** All changes after `knownRevision`, this request's own included, in order of revision. */
  readonly changes: readonly ServerChange[];
}

export type Refusal =
  | { readonly outcome: 'signed_out' } // 401: sign in again, the queue stays
  | { readonly outcome: 'forbidden' } // 403
  | { readonly outcome: 'wrong_account' } // 409: signed in as somebody else; the queue stays
  | { readonly outcome: 'not_found' } // 404
  | { readonly outcome: 'closed'; readonly closesAt: string } // 403: window over; the draft stays
  | { readonly outcome: 'not_yet_open'; readonly opensAt: string } // 403
  | { readonly outcome: 'stale_form'; readonly definitionVersion: number } // 409
  | { readonly outcome: 'malformed'; readonly message: string } // 400
  | { readonly outcome: 'too_large' } // 413
  | { readonly outcome: 'busy'; readonly retryAfterSeconds: number }; // 503

export interface ChangesReply extends SubmissionStanding {
  readonly outcome: 'changes';
  readonly revision: number;
  readonly changedAt: string | null;
  readonly changes: readonly ServerChange[];
}

export interface SubmitRequest {
  readonly submissionId: string;
  /** The revision that the user saw; a newer one on the server is answered with `newer`. */
  readonly revision: number;
  readonly definitionVersion: number;
}

export type SubmitReply =
  | { readonly outcome: 'submitted'; readonly number: number; readonly submittedAt: string }
  | { readonly outcome: 'newer'; readonly revision: number; readonly changes: readonly ServerChange[] } // 409
  | { readonly outcome: 'has_errors'; readonly findings: readonly Finding[] }; // 422

/** Asked for by «Сохранить черновик», after what waited has been saved. */
export interface RefreshRequest {
  readonly submissionId: string;
  /** The last server revision this client has applied. */
  readonly revision: number;
  /** As in the view that the page shows. */
  readonly sources: SubmissionSources;
}

export interface RefreshReply {
  readonly outcome: 'refreshed';
  /** Everything as it is now, to go on from. */
  readonly submission: SubmissionView;
  /** In this order; `answers`: edits that this client had not seen. */
  readonly changed: readonly (keyof SubmissionSources | 'answers')[];
}
