import type { CompiledColumn } from '../../compile/types';
import type { TallyBook } from '../../rules/tallies';
import { groupKey, groupsOf } from '../rows';
import type { RowState } from '../state';
import { placeOf } from './places';

export type GroupKey = string | number;

/** Which rows are alike in some columns, kept up to date. */
export class GroupBook {
  groups = new Map<GroupKey, RowState[]>();
  private keys = new Map<RowState, GroupKey>();

  constructor(private readonly columns: readonly CompiledColumn[]) {}

  rebuild(rows: readonly RowState[]): void {
    this.groups = groupsOf(rows, this.columns);
    this.keys = new Map([...this.groups].flatMap(([key, group]) => group.map((row) => [row, key] as const)));
  }

  /** Takes over what rows are worth now; returns the keys of the groups that they left, joined or changed. */
  update(rows: Iterable<RowState>, tallies: TallyBook | null): ReadonlySet<GroupKey> {
    const affected = new Set<GroupKey>();
    for (const row of rows) {
      const before = this.keys.get(row);
      const after = groupKey(row, this.columns);
      if (before !== undefined) affected.add(before);
      if (after !== null) affected.add(after);
      if (before === (after ?? undefined)) continue;
      if (before !== undefined) this.leave(row, before, tallies);
      if (after !== null) this.join(row, after, tallies);
      tallies?.changed.push(row);
    }
    return affected;
  }

  /** The rows of a group, whose aggregates are remembered from now on. */
  remembered(key: GroupKey, tallies: TallyBook | null): readonly RowState[] | undefined {
    const rows = this.groups.get(key);
    if (rows && tallies && !tallies.members.has(rows)) {
      tallies.members.set(rows, (row) => this.keys.get(row as RowState) === key);
    }
    return rows;
  }

  private leave(row: RowState, key: GroupKey, tallies: TallyBook | null): void {
    const group = this.groups.get(key) ?? [];
    const place = placeOf(group, row);
    if (group[place] === row) {
      const others = group.slice();
      others.splice(place, 1);
      this.replace(key, group, others, tallies);
    }
    this.keys.delete(row);
  }

  private join(row: RowState, key: GroupKey, tallies: TallyBook | null): void {
    const group = this.groups.get(key) ?? [];
    const others = group.slice();
    others.splice(placeOf(group, row), 0, row);
    this.replace(key, group, others, tallies);
    this.keys.set(row, key);
  }

  /** Other rows are another list, so that whoever kept something about the former one sees it; aggregates go along. */
  private replace(
    key: GroupKey,
    before: readonly RowState[],
    after: RowState[],
    tallies: TallyBook | null,
  ): void {
    if (after.length === 0) this.groups.delete(key);
    else this.groups.set(key, after);
    const known = tallies?.byRows.get(before);
    if (known) tallies?.byRows.set(after, known);
  }
}
