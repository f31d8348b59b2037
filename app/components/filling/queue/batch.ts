/** Batches of edits that wait for the server. Pure. */
import type { Edit } from 'engine';

type SetEdit = Extract<Edit, { kind: 'set' }>;

export interface Batch {
  /** The tab that made it; a batch adopted from a closed tab keeps it. */
  readonly clientId: string;
  /** From 1, without gaps per client. */
  readonly clientSeq: number;
  readonly definitionVersion: number;
  readonly edits: readonly Edit[];
  /** Sent at least once: its edits may not change any more, or the server could apply them twice. */
  readonly frozen: boolean;
}

/** Bounds of one request, below those of the server (20,000 rows, 8 MB), so that it need not refuse. */
const MAX_ROWS = 5_000;
const MAX_CHARACTERS = 1_500_000;

const rowsOf = (edit: Edit): number =>
  edit.kind === 'insertRows' || edit.kind === 'removeRows' ? Math.max(1, edit.rows.length) : 1;

/** What people count as one change: a cell, a row added or removed, an explanation. */
export function countChanges(edits: readonly Edit[]): number {
  let count = 0;
  for (const edit of edits) {
    if (edit.kind === 'set') count += Object.keys(edit.cells).length;
    else if (edit.kind === 'removeRows') count += edit.rows.length;
    else if (edit.kind === 'insertRows') {
      for (const row of edit.rows) count += Math.max(1, Object.keys(row.cells).length);
    } else count += 1;
  }
  return count;
}

/** First values stay apart: they may have to give way. */
const isOneRow = (a: SetEdit, b: SetEdit): boolean =>
  a.sheet === b.sheet && a.row === b.row && a.first === b.first;

/** Typing on in one row makes one edit, not one a cell. */
function join(before: readonly Edit[], edit: Edit): Edit[] {
  const last = before.at(-1);
  if (last?.kind === 'set' && edit.kind === 'set' && isOneRow(last, edit)) {
    return [...before.slice(0, -1), { ...last, cells: { ...last.cells, ...edit.cells } }];
  }
  return [...before, edit];
}

/** A large insertion in parts, each anchored to the last row of the part before. */
function parts(edit: Edit): Edit[] {
  if (edit.kind !== 'insertRows' || edit.rows.length <= MAX_ROWS) return [edit];
  const made: Edit[] = [];
  for (let from = 0; from < edit.rows.length; from += MAX_ROWS) {
    const after = from === 0 ? edit.after : (edit.rows[from - 1]?.id ?? null);
    made.push({ ...edit, after, rows: edit.rows.slice(from, from + MAX_ROWS) });
  }
  return made;
}

interface Fill {
  readonly rows: number;
  readonly characters: number;
}

const fillOf = (edits: readonly Edit[]): Fill => ({
  rows: edits.reduce((sum, edit) => sum + rowsOf(edit), 0),
  characters: JSON.stringify(edits).length,
});

/**
 * Adds edits to the lists of one client's unsent batches: to the last one while it has room, else to new ones.
 * Takes and gives lists of edits, in order.
 */
export function packEdits(open: readonly Edit[], added: readonly Edit[]): Edit[][] {
  const lists: Edit[][] = [];
  let current: Edit[] = [...open];
  let fill = fillOf(current);
  for (const edit of added.flatMap(parts)) {
    const own = fillOf([edit]);
    const isFull = fill.rows + own.rows > MAX_ROWS || fill.characters + own.characters > MAX_CHARACTERS;
    if (isFull && current.length > 0) {
      lists.push(current);
      current = [];
      fill = { rows: 0, characters: 0 };
    }
    current = join(current, edit);
    fill = { rows: fill.rows + own.rows, characters: fill.characters + own.characters };
  }
  if (current.length > 0) lists.push(current);
  return lists;
}

/** Two halves of a list of edits that was too large after all; `null` if there is nothing left to divide. */
export function halves(edits: readonly Edit[]): readonly [Edit[], Edit[]] | null {
  const [first, ...others] = edits;
  if (first === undefined) return null;
  if (others.length > 0) {
    const middle = Math.ceil(edits.length / 2);
    return [edits.slice(0, middle), edits.slice(middle)];
  }
  if (first.kind !== 'insertRows' || first.rows.length < 2) return null;
  const middle = Math.ceil(first.rows.length / 2);
  const after = first.rows[middle - 1]?.id ?? null;
  return [
    [{ ...first, rows: first.rows.slice(0, middle) }],
    [{ ...first, after, rows: first.rows.slice(middle) }],
  ];
}
