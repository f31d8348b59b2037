import type { CompiledColumn } from '../../compile/types';
import { groupKey, groupsOf } from '../rows';
import type { RowState } from '../state';

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
  update(rows: Iterable<RowState>): ReadonlySet<GroupKey> {
    const affected = new Set<GroupKey>();
    for (const row of rows) {
      const before = this.keys.get(row);
      const after = groupKey(row, this.columns);
      if (before !== undefined) affected.add(before);
      if (after !== null) affected.add(after);
      if (before === (after ?? undefined)) continue;
      if (before !== undefined) this.leave(row, before);
      if (after !== null) this.join(row, after);
    }
    return affected;
  }

  private leave(row: RowState, key: GroupKey): void {
    const others = (this.groups.get(key) ?? []).filter((other) => other !== row);
    if (others.length > 0) this.groups.set(key, others);
    else this.groups.delete(key);
    this.keys.delete(row);
  }

  private join(row: RowState, key: GroupKey): void {
    const group = [...(this.groups.get(key) ?? []), row];
    this.groups.set(
      key,
      group.sort((a, b) => a.position - b.position),
    );
    this.keys.set(row, key);
  }
}
