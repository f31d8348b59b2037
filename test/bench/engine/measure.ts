/** Medians of repeated runs. Times are in milliseconds. */
export interface Measured {
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly samples: number;
}

/** The value below which so much of the samples lies (0.5: the median). */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1);
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

export const summary = (samples: readonly number[]): Measured => ({
  medianMs: quantile(samples, 0.5),
  p99Ms: quantile(samples, 0.99),
  samples: samples.length,
});

export interface Effort {
  /** Not counted. */
  readonly warmUpMs: number;
  readonly most: number;
  readonly budgetMs: number;
}

export const USUAL: Effort = { warmUpMs: 1000, most: 200, budgetMs: 4000 };

/** Keeps a result where any script could read it, so that nothing measured can be left out as useless. */
export function keep(value: unknown): void {
  Object.assign(globalThis, { sborBenchKept: value });
}

/** Runs again and again, at least three times, until there are enough samples or the budget is spent. */
export function repeat(run: () => unknown, effort: Effort = USUAL): Measured {
  const [measured] = repeatInTurn([run], effort);
  if (!measured) throw new Error('nothing was measured');
  return measured;
}

/** Several candidates in turn, so that what else the machine does slows all of them; the effort is that of each. */
export function repeatInTurn(
  candidates: readonly (() => unknown)[],
  { warmUpMs, most, budgetMs }: Effort = USUAL,
): readonly Measured[] {
  for (const run of candidates) {
    const warmUntil = performance.now() + warmUpMs;
    while (performance.now() < warmUntil) keep(run());
  }
  const samples = candidates.map((): number[] => []);
  const until = performance.now() + budgetMs * candidates.length;
  for (let round = 0; round < 3 || (round < most && performance.now() < until); round++) {
    for (const [i, run] of candidates.entries()) {
      const startedAt = performance.now();
      const result = run();
      samples[i]?.push(performance.now() - startedAt);
      keep(result);
    }
  }
  return samples.map(summary);
}
