/** Who looked at which rows by an equality, so that a change concerns those alone who looked for the row that changed. */
import { ANY_KEY, type JoinTracker } from '../../rules/types';
import { keyOf } from '../../rules/visits';
import type { FormState, RowState } from '../state';
import type { Changes } from './changes';

type Lookers = Map<unknown, Set<RowState>>;

/** The rows of one rule, or the cells of one column, by what they looked for. */
export class Subscriptions {
  /** By sheet, then position of the column that had to equal something. */
  private readonly bySheet = new Map<string, Map<number, Lookers>>();
  private readonly held = new Map<RowState, Set<RowState>[]>();

  /** Runs what judges or computes for a row, and notes what it looks for. */
  track<T>(state: FormState, row: RowState, run: () => T): T {
    this.drop(row);
    const { env } = state;
    env.tracker = this.trackerOf(row);
    try {
      return run();
    } finally {
      env.tracker = null;
    }
  }

  drop(row: RowState): void {
    for (const lookers of this.held.get(row) ?? []) lookers.delete(row);
    this.held.delete(row);
  }

  /** The rows that looked for a row which changed, came or went. */
  affected(changes: Changes): ReadonlySet<RowState> {
    const found = new Set<RowState>();
    const notify = (lookers: Lookers, key: unknown): void => {
      for (const row of lookers.get(key) ?? []) found.add(row);
    };
    for (const [sheet, columns] of this.bySheet) {
      for (const row of changes.touchedIn(sheet)) {
        for (const [index, lookers] of columns) {
          notify(lookers, ANY_KEY);
          notify(lookers, keyOf(row.values[index] ?? null));
          for (const before of changes.valuesBefore(row, index)) notify(lookers, keyOf(before));
        }
      }
    }
    return found;
  }

  private trackerOf(row: RowState): JoinTracker {
    const own: Set<RowState>[] = [];
    this.held.set(row, own);
    return (sheet, index, key) => {
      let columns = this.bySheet.get(sheet);
      if (!columns) this.bySheet.set(sheet, (columns = new Map<number, Lookers>()));
      let lookers = columns.get(index);
      if (!lookers) columns.set(index, (lookers = new Map<unknown, Set<RowState>>()));
      let rows = lookers.get(key);
      if (!rows) lookers.set(key, (rows = new Set<RowState>()));
      if (rows.has(row)) return;
      rows.add(row);
      own.push(rows);
    };
  }
}
