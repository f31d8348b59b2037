/** Whom a coordinator is going to ask about a collection. */
import type { ParticipantRow } from './views';

export interface PhoneList {
  readonly collection: { readonly id: string; readonly title: string };
  /** The first ones; a file holds all. */
  readonly rows: readonly ParticipantRow[];
  /** The same as a table, headings first, to be copied. */
  readonly table: readonly (readonly (string | number)[])[];
  readonly total: number;
  /** Chosen one by one, not by a filter. */
  readonly isSelection: boolean;
}

/** Logins that one address may name. */
export const MOST_SELECTED = 300;
/** Rows that the page shows. */
export const MOST_SHOWN = 1_000;
