/** A library measured beside the engine, on the same form and answers. */
import type { Addressed } from '../agreement';
import type { WorkloadAnswers } from '../workload';

export interface Peer {
  /** The name of its package. */
  readonly name: string;
  /** Numbers of rows that it is asked to judge; more would take it minutes. */
  readonly sizes: readonly number[];
  /** What it can say. */
  readonly finds: 'all' | 'rows' | 'structure';
  readonly note?: string;
  /** Everything that is made once for a form. */
  readonly open: () => PeerForm;
}

/** Judges answers whole. */
export type PeerForm = (answers: WorkloadAnswers) => readonly Addressed[];

/** Loads a package of the bench; nothing of it is known when the bench is type-checked. */
export type Load = (name: string) => unknown;
