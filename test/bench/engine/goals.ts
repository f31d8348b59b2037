/** What is asked of the engine on this workload. Ratios are to the hand-written code, measured in the same run. */
export const GOALS = {
  /** As close to programmed code as other compiled rule languages come that give no addresses and no messages. */
  wholeRatio: 3,
  firstRunRatio: 5,
  /** Nobody who types notices the tenth of a frame. */
  editMs: 1.6,
  editP99Ms: 16,
  /** An edit costs what it changes, not what the sheet holds. */
  editGrowth: 2,
  compileMs: 10,
  parseMs: 5,
  gzipBytes: 40_000,
  memoryMegabytes: 32,
} as const;
