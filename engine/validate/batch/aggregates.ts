/** Operators over the rows of each group. */
import { evaluate, evaluateVerdict, type VectorScope } from './logic';
import { divide } from './numbers';
import { type Grouping, groupRows } from './grouping';
import { EXACT, filledMask, type NumberVector, UNKNOWN, type Vector, YES } from './vectors';

/** An operator over `$rows`, for each group; null where it has no vector form. */
export function aggregate(
  name: string,
  [rows, of]: readonly unknown[],
  inner: VectorScope,
  groups: Grouping,
): Vector | null {
  const kept = keptRows(rows, inner, groups);
  if (!kept) return null;
  return overRows(name, of, inner, kept);
}

/** `$rows`, or those of them that a `filter` keeps. */
function keptRows(logic: unknown, inner: VectorScope, groups: Grouping): Grouping | null {
  if (isOwnRows(logic)) return groups;
  if (typeof logic !== 'object' || logic === null || !('filter' in logic) || !Array.isArray(logic.filter))
    return null;
  const [source, condition] = logic.filter as readonly unknown[];
  const from = keptRows(source, inner, groups);
  const test = from && evaluateVerdict(condition, inner);
  if (!test || test.data.includes(UNKNOWN)) return null;
  return { ...from, groupOf: from.groupOf.map((group, i) => (test.data[i] === YES ? group : -1)) };
}

function overRows(name: string, of: unknown, inner: VectorScope, groups: Grouping): Vector | null {
  if (name === 'count') return counted(of, inner, groups);
  const values = of === undefined ? null : evaluate(of, inner);
  if (!values) return null;
  if (name === 'count_distinct') return distinct(values, inner.size, groups);
  if (values.kind === 'date') {
    const data = name === 'lowest' || name === 'highest' ? extremes(values.data, groups, name) : null;
    return data && { kind: 'date', data };
  }
  if (values.kind !== 'number') return null;
  if (name === 'sum') return summed(values, groups);
  if (name === 'avg') return averaged(values, groups);
  return { ...values, data: extremes(values.data, groups, name) };
}

function isOwnRows(logic: unknown): boolean {
  if (typeof logic !== 'object' || logic === null || !('var' in logic)) return false;
  return (
    logic.var === '$rows' || (Array.isArray(logic.var) && logic.var.length === 1 && logic.var[0] === '$rows')
  );
}

const numbersOf = (data: Float64Array, bound: number): NumberVector => ({
  kind: 'number',
  data,
  scale: 0,
  bound,
  error: 0,
});

function counted(condition: unknown, inner: VectorScope, { groupOf, size }: Grouping): Vector | null {
  const data = new Float64Array(size);
  const test = condition === undefined ? null : evaluateVerdict(condition, inner);
  if (condition !== undefined && !test) return null;
  for (let i = 0; i < inner.size; i++) {
    const group = groupOf[i] ?? -1;
    if (test?.data[i] === UNKNOWN) return null;
    if (group !== -1 && (!test || test.data[i] === YES)) data[group] = (data[group] ?? 0) + 1;
  }
  return numbersOf(data, inner.size);
}

/** Different values: groups of the group and the value together. */
function distinct(values: Vector, rows: number, { groupOf, size }: Grouping): Vector | null {
  const filled = filledMask(values, rows);
  if (!filled || (values.kind === 'number' && values.error > 0)) return null;
  const both = groupRows([{ kind: 'text', data: groupOf, dictionary: NO_TEXTS }, values], rows);
  if (!both) return null;
  const data = new Float64Array(size);
  for (const row of both.first) {
    const group = groupOf[row] ?? -1;
    data[group] = (data[group] ?? 0) + 1;
  }
  return numbersOf(data, rows);
}

const NO_TEXTS = { codeOf: new Map<string, number>(), texts: [] };

/** Exact sums in units, as long as no partial sum can leave the exact doubles. */
function summed(values: NumberVector, { groupOf, size }: Grouping): NumberVector | null {
  const bound = values.bound * values.data.length;
  if (values.error > 0 || bound >= EXACT) return null;
  const data = new Float64Array(size);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i] ?? -1;
    const value = values.data[i] ?? NaN;
    if (group !== -1 && value === value) data[group] = (data[group] ?? 0) + value;
  }
  return { ...values, data, bound };
}

function averaged(values: NumberVector, groups: Grouping): NumberVector | null {
  const sums = summed(values, groups);
  const filled = new Float64Array(groups.size);
  for (const [i, group] of groups.groupOf.entries()) {
    const value = values.data[i] ?? NaN;
    if (group !== -1 && value === value) filled[group] = (filled[group] ?? 0) + 1;
  }
  return sums && divide(sums, numbersOf(filled, groups.groupOf.length));
}

/** Blank (NaN) of nothing. */
function extremes(data: Float64Array, { groupOf, size }: Grouping, name: string): Float64Array {
  const sign = name === 'highest' ? 1 : -1;
  const best = new Float64Array(size).fill(NaN);
  for (let i = 0; i < groupOf.length; i++) {
    const group = groupOf[i] ?? -1;
    const value = data[i] ?? NaN;
    if (group === -1 || value !== value) continue;
    const known = best[group] ?? NaN;
    if (known !== known || (value - known) * sign > 0) best[group] = value;
  }
  return best;
}
