import type { RowState } from '../state';

/** Where the row stands or would stand among rows in order. */
export function placeOf(group: readonly RowState[], row: RowState): number {
  let [low, high] = [0, group.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((group[middle]?.position ?? 0) < row.position) low = middle + 1;
    else high = middle;
  }
  return low;
}
