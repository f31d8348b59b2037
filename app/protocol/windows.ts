/** Changing the end of a collection's window. Instants are ISO 8601 in UTC; what people enter is Moscow time. */
import type { WindowView } from './views';

/** As entered; nothing is checked yet. */
export interface ProlongationForm {
  readonly target: 'all' | 'territory' | 'logins';
  /** Code of a territory. */
  readonly unit: string;
  /** Pasted text. */
  readonly logins: string;
  /** Only those that have not submitted. */
  readonly unfinished: boolean;
  /** `2026-11-30T18:00` in Moscow. */
  readonly closesAt: string;
  readonly reason: string;
}

export type ProlongationProblem =
  /** No date and time, or one before the opening. */
  | 'closesAt'
  | 'reason'
  | 'logins'
  | 'unit'
  /** Nobody is meant. */
  | 'nobody'
  /** The window is open for all until then anyway. */
  | 'notLater';

/** What has to be said before it is done. */
export type ProlongationWarning = 'closesNow' | 'earlier' | 'reopens';

export interface ProlongationPreview {
  readonly organisations: number;
  readonly submitted: number;
  /** Ends of those meant, as they are now. */
  readonly earliest: string;
  readonly latest: string;
  readonly closesAt: string;
  readonly warnings: readonly ProlongationWarning[];
  /** Logins of no participant. */
  readonly unknown: readonly string[];
}

export interface ProlongationView {
  readonly id: string;
  readonly target: 'all' | 'organisations';
  readonly organisations: number;
  /** The first ones. */
  readonly logins: readonly string[];
  readonly closesAt: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly undone: { readonly by: string; readonly at: string } | null;
}

export interface WindowsPage {
  readonly collection: { readonly id: string; readonly title: string; readonly window: WindowView };
  readonly publicationPath: string;
  readonly regions: readonly { readonly code: string; readonly title: string }[];
  /** The newest first. */
  readonly prolongations: readonly ProlongationView[];
}
