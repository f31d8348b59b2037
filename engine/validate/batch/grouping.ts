/** Rows alike in some columns, found by hashing. */
import type { Vector } from './vectors';

export interface Grouping {
  /** The group of each row, from 0 in the order of first rows; -1 where a part of the key is blank. */
  readonly groupOf: Int32Array;
  /** How many groups. */
  readonly size: number;
  /** The first row of each group. */
  readonly first: Int32Array;
}

/** All rows as one group. */
export function oneGroup(rows: number): Grouping {
  return { groupOf: new Int32Array(rows), size: 1, first: Int32Array.of(0) };
}

/** Null where a vector cannot be a key. */
export function groupRows(vectors: readonly Vector[], rows: number): Grouping | null {
  const columns: KeyColumn[] = [];
  for (const vector of vectors) {
    const column = keyColumn(vector);
    if (!column) return null;
    columns.push(column);
  }
  return hashed(columns, rows);
}

type KeyColumn = Float64Array | Int32Array | Int8Array;

/** Numbers and days as they are; text by its code. Blank is NaN, -1 or 2 (`BLANK`). */
function keyColumn(vector: Vector): KeyColumn | null {
  return vector.kind === 'literal' || vector.kind === 'blank' ? null : vector.data;
}

const isBlankKey = (column: KeyColumn, value: number): boolean =>
  value !== value ||
  (value === -1 && column instanceof Int32Array) ||
  (value === 2 && column instanceof Int8Array);

function hashed(columns: readonly KeyColumn[], rows: number): Grouping | null {
  let capacity = 16;
  while (capacity < rows * 2) capacity *= 2;
  const mask = capacity - 1;
  // The group that begins in each place of the table, from 1.
  const table = new Int32Array(capacity);
  const groupOf = new Int32Array(rows);
  const first = new Int32Array(rows);
  const hashes = new Int32Array(rows);
  for (const column of columns) {
    for (let i = 0; i < rows; i++) {
      const value = column[i] ?? NaN;
      if (isBlankKey(column, value)) groupOf[i] = -1;
      // Large and fractional keys lose their high digits here: then rows meet more often, and are compared.
      hashes[i] = mix(hashes[i] ?? 0, value | 0);
    }
  }
  let size = 0;
  let probes = 0;
  for (let i = 0; i < rows; i++) {
    if (groupOf[i] === -1) continue;
    let at = (hashes[i] ?? 0) & mask;
    for (;;) {
      const group = (table[at] ?? 0) - 1;
      if (group < 0) {
        table[at] = size + 1;
        first[size] = i;
        groupOf[i] = size++;
        break;
      }
      if (isAlike(columns, first[group] ?? 0, i)) {
        groupOf[i] = group;
        break;
      }
      at = (at + 1) & mask;
      // Keys chosen to meet are not worth walking past: they are grouped row by row.
      if (++probes > rows * 8) return null;
    }
  }
  return { groupOf, size, first: first.slice(0, size) };
}

function isAlike(columns: readonly KeyColumn[], a: number, b: number): boolean {
  for (const column of columns) if (column[a] !== column[b]) return false;
  return true;
}

/** One step of a multiplicative hash; high bits are folded down because low ones choose the place. */
function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

/** The rows of some groups, in order. */
export function membersOf(
  grouping: Grouping,
  isWanted: (group: number) => boolean,
): ReadonlyMap<number, number[]> {
  const members = new Map<number, number[]>();
  for (const [row, group] of grouping.groupOf.entries()) {
    if (group === -1 || !isWanted(group)) continue;
    const rows = members.get(group);
    if (rows) rows.push(row);
    else members.set(group, [row]);
  }
  return members;
}
