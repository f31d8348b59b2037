/** The expected list of a collection: who is to submit. Fixed when the collection is published, changed afterwards with a reason. */
export interface RosterChange {
  readonly at: string;
  readonly kind: 'added' | 'withdrawn';
  /** Display name of who did it. */
  readonly by: string;
  readonly reason: string;
  readonly logins: readonly string[];
}

export interface RosterPage {
  readonly collection: { readonly id: string; readonly title: string };
  readonly publicationPath: string;
  readonly expected: number;
  readonly withdrawn: number;
  /** The newest first; the last hundred. */
  readonly changes: readonly RosterChange[];
}

export type RosterProblem = 'reason' | 'logins' | 'tooMany';

export interface RosterOutcome {
  readonly problems: readonly RosterProblem[];
  readonly changed: readonly string[];
  /** Were as wanted before. */
  readonly same: readonly string[];
  /** No organisation has such a login. */
  readonly unknown: readonly string[];
}

/** Logins that one action may name. */
export const MOST_LOGINS = 5_000;
