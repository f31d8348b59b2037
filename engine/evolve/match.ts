/** Something with a name that a later version may have given another one. */
interface Named {
  readonly id: string;
  readonly was?: string | undefined;
}

/** What became of the members of a list, by name; `was` reaches back one step and never names a living member. */
export interface Matches<T> {
  readonly pairs: readonly {
    readonly from: T;
    readonly to: T;
    readonly fromIndex: number;
    readonly toIndex: number;
  }[];
  readonly added: readonly { readonly to: T; readonly toIndex: number }[];
  readonly removed: readonly { readonly from: T; readonly fromIndex: number }[];
}

export function matchById<T extends Named>(from: readonly T[], to: readonly T[]): Matches<T> {
  const living = new Set(to.map(({ id }) => id));
  const before = new Map(from.map((one, index) => [one.id, { one, index }]));
  const pairs: { from: T; to: T; fromIndex: number; toIndex: number }[] = [];
  const added: { to: T; toIndex: number }[] = [];
  const found = new Set<string>();
  for (const [toIndex, one] of to.entries()) {
    const name = before.has(one.id) || one.was === undefined || living.has(one.was) ? one.id : one.was;
    const old = before.get(name);
    if (old && !found.has(name)) {
      found.add(name);
      pairs.push({ from: old.one, to: one, fromIndex: old.index, toIndex });
    } else added.push({ to: one, toIndex });
  }
  const removed = from.flatMap((one, fromIndex) => (found.has(one.id) ? [] : [{ from: one, fromIndex }]));
  return { pairs, added, removed };
}

/** Old name → new name of everything that lives on. */
export const newNames = <T extends Named>(
  from: readonly T[],
  to: readonly T[],
): ReadonlyMap<string, string> =>
  new Map(matchById(from, to).pairs.map((pair) => [pair.from.id, pair.to.id]));
