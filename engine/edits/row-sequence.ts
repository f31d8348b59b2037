import type { Row } from '../types';

interface Link {
  row: Row;
  next: Link | null;
}

/** Positions by row id of arrays of rows that never change: kept from one list of edits to the next. */
const knownPositions = new WeakMap<readonly Row[], ReadonlyMap<string, number>>();

function positionsOf(rows: readonly Row[]): ReadonlyMap<string, number> {
  let positions = knownPositions.get(rows);
  if (!positions) {
    positions = new Map(rows.map((row, i) => [row.id, i]));
    knownPositions.set(rows, positions);
  }
  return positions;
}

/** Where a row stands, from 0. */
export const positionOf = (rows: readonly Row[], id: string): number | undefined => positionsOf(rows).get(id);

/**
 * The rows of one sheet while edits are applied. Replacing a row costs nothing but the copy of the array; the first
 * insertion turns the array into a linked list, so that thousands of insertions anywhere stay linear.
 */
export class RowSequence {
  private rows: Row[] | null = null;
  private links: Map<string, Link> | null = null;
  private first: Link | null = null;
  private last: Link | null = null;
  private living: number | null = null;

  constructor(private readonly source: readonly Row[]) {}

  find(id: string): Row | undefined {
    if (this.links) return this.links.get(id)?.row;
    const position = positionsOf(this.source).get(id);
    return position === undefined ? undefined : (this.rows ?? this.source)[position];
  }

  /** Puts a row in the place of the one with its id. */
  replace(row: Row): void {
    const before = this.find(row.id);
    if (this.living !== null && before) this.living += countOf(row) - countOf(before);
    const link = this.links?.get(row.id);
    if (link) {
      link.row = row;
      return;
    }
    const position = positionsOf(this.source).get(row.id);
    if (position === undefined) return;
    this.rows ??= [...this.source];
    this.rows[position] = row;
  }

  /** Inserts rows after the anchor, in their order: `null` is the beginning; an anchor that nobody knows, the end. */
  insert(after: string | null, rows: readonly Row[]): void {
    const links = this.toLinks();
    let anchor = after === null ? null : (links.get(after) ?? this.last);
    for (const row of rows) {
      const link: Link = { row, next: anchor ? anchor.next : this.first };
      if (anchor) anchor.next = link;
      else this.first = link;
      if (!link.next) this.last = link;
      links.set(row.id, link);
      if (this.living !== null) this.living += countOf(row);
      anchor = link;
    }
  }

  append(row: Row): void {
    this.toLinks();
    this.insert(this.last?.row.id ?? null, [row]);
  }

  /** Number of rows that are not removed. */
  livingCount(): number {
    this.living ??= [...this].reduce((count, row) => count + countOf(row), 0);
    return this.living;
  }

  *[Symbol.iterator](): Iterator<Row> {
    if (!this.links) return yield* this.rows ?? this.source;
    for (let link = this.first; link; link = link.next) yield link.row;
  }

  /** The rows as they are now; the source itself where nothing changed. */
  toRows(): readonly Row[] {
    if (this.links) return [...this];
    if (!this.rows) return this.source;
    knownPositions.set(this.rows, positionsOf(this.source));
    return this.rows;
  }

  private toLinks(): Map<string, Link> {
    if (this.links) return this.links;
    const links = new Map<string, Link>();
    for (const row of this.rows ?? this.source) {
      const link: Link = { row, next: null };
      if (this.last) this.last.next = link;
      else this.first = link;
      this.last = link;
      links.set(row.id, link);
    }
    this.links = links;
    return links;
  }
}

const countOf = (row: Row): number => (row.removed ? 0 : 1);
