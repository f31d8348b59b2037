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
export async function repeat(run: () => unknown, effort: Effort = USUAL): Promise<Measured> {
  const warmUntil = performance.now() + effort.warmUpMs;
  while (performance.now() < warmUntil) keep(await run());
  const samples: number[] = [];
  const until = performance.now() + effort.budgetMs;
  while (samples.length < 3 || (samples.length < effort.most && performance.now() < until)) {
    const startedAt = performance.now();
    const result = run();
    keep(result instanceof Promise ? await result : result);
    samples.push(performance.now() - startedAt);
  }
  return summary(samples);
}
