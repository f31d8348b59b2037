import type { CompiledSheet } from '../compile/types';
import type { Finding } from '../types';

/** Findings of one sheet: those without row or column first, then by row, column, and rule as defined. */
export function inOrder(
  findings: readonly Finding[],
  sheet: CompiledSheet,
  positionOf: (row: string) => number | undefined,
): readonly Finding[] {
  if (findings.length < 2) return findings;
  const ruleOrder = ruleOrderOf(sheet);
  return findings
    .map((finding, i) => ({ finding, rank: rankOf(finding, sheet, ruleOrder, positionOf), i }))
    .sort((a, b) => {
      for (const [k, part] of a.rank.entries()) {
        const other = b.rank[k] ?? 0;
        if (part !== other) return part - other;
      }
      return a.i - b.i;
    })
    .map(({ finding }) => finding);
}

/** Rules from 1, as defined. */
export function ruleOrderOf(sheet: CompiledSheet): ReadonlyMap<string, number> {
  const order = new Map<string, number>();
  for (const [i, rule] of sheet.rules.entries()) if (!order.has(rule.id)) order.set(rule.id, i + 1);
  return order;
}

/** What findings of a sheet are put in order by; those of equal rank stay as they were found. */
export function rankOf(
  { row, column, rule }: Finding,
  sheet: CompiledSheet,
  ruleOrder: ReadonlyMap<string, number>,
  positionOf: (row: string) => number | undefined,
): readonly number[] {
  return [
    row === undefined || column === undefined ? 0 : 1,
    row === undefined ? -1 : (positionOf(row) ?? Number.MAX_SAFE_INTEGER),
    column === undefined ? -1 : (sheet.columnById.get(column)?.index ?? -1),
    rule === undefined ? 0 : (ruleOrder.get(rule) ?? 0),
  ];
}
