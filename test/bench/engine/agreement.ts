/** Nothing is measured before the hand-written code and the engine say the same. */
interface Addressed {
  readonly code: string;
  readonly rule?: string;
  readonly row?: string;
  readonly column?: string;
}

const addressOf = ({ code, rule, row, column }: Addressed): string =>
  [code, rule ?? '', row ?? '', column ?? ''].join(' ');

/** Throws with the first differences where two lists do not hold the same addresses. */
export function assertAgree(what: string, ours: readonly Addressed[], hand: readonly Addressed[]): void {
  const [a, b] = [ours.map(addressOf), hand.map(addressOf)];
  const missing = b.filter((address) => !a.includes(address)).slice(0, 5);
  const extra = a.filter((address) => !b.includes(address)).slice(0, 5);
  if (a.length === b.length && missing.length === 0 && extra.length === 0) return;
  throw new Error(
    `${what}: ${a.length} findings of the engine, ${b.length} by hand; only by hand: ${missing.join(', ')}; only engine: ${extra.join(', ')}`,
  );
}

/** Rows that have at least one finding. */
export const rowsWithFindings = (findings: readonly Addressed[]): number =>
  new Set(findings.map(({ row }) => row)).size;
