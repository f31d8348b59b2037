/** The findings of one sheet in order, patched where a change takes some away and adds others. */
import type { CompiledSheet } from '../../compile/types';
import type { Finding } from '../../types';
import { rankOf, ruleOrderOf } from '../order';

/** A finding, and what stands for the order in which a whole validation would have found it. */
export interface FoundFinding {
  readonly finding: Finding;
  /** Which book it is in, the position of its row or group, and its place among those found together. */
  readonly found: readonly [book: number, unit: number, place: number];
}

interface Ranked {
  readonly finding: Finding;
  readonly rank: readonly number[];
}

export class FindingOrder {
  private ranked: Ranked[] | null = null;
  private listed: readonly Finding[] | null = null;
  private readonly ruleOrder: ReadonlyMap<string, number>;

  constructor(
    private readonly sheet: CompiledSheet,
    private readonly positionOf: (row: string) => number | undefined,
  ) {
    this.ruleOrder = ruleOrderOf(sheet);
  }

  /** Rows stand otherwise: everything is put in order anew when it is asked for. */
  forget(): void {
    this.ranked = null;
    this.listed = null;
  }

  patch(removed: readonly Finding[], added: readonly FoundFinding[]): void {
    if (removed.length + added.length === 0) return;
    this.listed = null;
    if (!this.ranked) return;
    if (removed.length > 0) {
      const gone = new Set(removed);
      this.ranked = this.ranked.filter(({ finding }) => !gone.has(finding));
    }
    for (const one of added) {
      const ranked = this.rank(one);
      this.ranked.splice(placeOf(this.ranked, ranked), 0, ranked);
    }
  }

  all(findings: () => Iterable<FoundFinding>): readonly Finding[] {
    this.ranked ??= Array.from(findings(), (one) => this.rank(one)).sort(compare);
    this.listed ??= this.ranked.map(({ finding }) => finding);
    return this.listed;
  }

  private rank({ finding, found }: FoundFinding): Ranked {
    return { finding, rank: [...rankOf(finding, this.sheet, this.ruleOrder, this.positionOf), ...found] };
  }
}

function placeOf(ranked: readonly Ranked[], one: Ranked): number {
  let [low, high] = [0, ranked.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = ranked[middle];
    if (other && compare(other, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: Ranked, b: Ranked): number {
  for (let k = 0; k < a.rank.length; k++) {
    const difference = (a.rank[k] ?? 0) - (b.rank[k] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
