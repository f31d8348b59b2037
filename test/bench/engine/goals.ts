/** What the engine is to reach on this workload. Ratios are to the hand-written code, measured in the same run. */
export const GOALS = {
  /** Whole validation of 10,000 rows. */
  wholeRatio: 1.5,
  /** The same once in a fresh process. */
  firstRunRatio: 3,
  /** One edit at 10,000 rows, 99th percentile. */
  editP99Ms: 0.5,
  /** That beside 1,000 rows: an edit costs what it changes, not what the sheet holds. */
  editGrowth: 1.5,
  compileMs: 5,
  gzipBytes: 20_000,
} as const;
