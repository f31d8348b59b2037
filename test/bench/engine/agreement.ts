/** Nobody is measured before it says the same as the hand-written code. */
export interface Addressed {
  readonly code: string;
  readonly rule?: string;
  readonly row?: string;
  readonly column?: string;
}

const addressOf = ({ code, rule, row, column }: Addressed): string =>
  [code, rule ?? '', row ?? '', column ?? ''].join(' ');

/** Throws with the first differences where two lists do not hold the same addresses. */
export function assertAgree(what: string, theirs: readonly Addressed[], hand: readonly Addressed[]): void {
  const [a, b] = [theirs.map(addressOf), hand.map(addressOf)];
  const [known, expected] = [new Set(a), new Set(b)];
  const missing = b.filter((address) => !known.has(address)).slice(0, 5);
  const extra = a.filter((address) => !expected.has(address)).slice(0, 5);
  if (a.length === b.length && missing.length === 0 && extra.length === 0) return;
  throw new Error(
    `${what}: ${a.length} findings, by hand ${b.length}; missing: ${missing.join(', ')}; too many: ${extra.join(', ')}`,
  );
}

/** Rows that have at least one finding. */
export const rowsWithFindings = (findings: readonly Addressed[]): ReadonlySet<string> =>
  new Set(findings.flatMap(({ row }) => row ?? []));
