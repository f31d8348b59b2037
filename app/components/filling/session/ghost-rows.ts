/**
 * Blank rows at the end of an open sheet that exist only on the screen. Entering something into one makes it, and those
 * before it, real. Pure.
 */
import type { Edit } from 'engine';

/** One is always there to go on with; an empty sheet shows a few. */
const ROWS_AT_LEAST = 5;

/** How many ghosts an open sheet shows below `living` rows. */
export function ghostCount(living: number, minRows: number, maxRows: number): number {
  const wanted = Math.max(living + 1, ROWS_AT_LEAST, minRows);
  return Math.max(0, Math.min(wanted, maxRows) - living);
}

interface SheetEnd {
  /** The last real row, `null` if there is none. */
  readonly lastRow: string | null;
  readonly ghosts: readonly string[];
}

interface Materialised {
  readonly edits: Edit[];
  /** Ghosts that are left, by sheet. */
  readonly ghosts: ReadonlyMap<string, readonly string[]>;
}

/** Places of the ghosts that an edit speaks of. */
function lastGhostOf(edit: Edit, ghosts: readonly string[]): number {
  switch (edit.kind) {
    case 'set':
      return ghosts.indexOf(edit.row);
    case 'insertRows':
      return edit.after === null ? -1 : ghosts.indexOf(edit.after);
    case 'removeRows':
      return -1;
    case 'justify':
      return edit.row === undefined ? -1 : ghosts.indexOf(edit.row);
  }
}

/** The same edits without ghosts: insertions stand before what is entered into them. */
export function materialise(edits: readonly Edit[], ends: ReadonlyMap<string, SheetEnd>): Materialised {
  const state = new Map(ends);
  const made: Edit[] = [];
  for (const edit of edits) {
    const sheet = edit.sheet;
    const end = sheet === undefined ? undefined : state.get(sheet);
    if (sheet === undefined || !end) {
      made.push(edit);
      continue;
    }
    const place = lastGhostOf(edit, end.ghosts);
    if (edit.kind === 'removeRows') {
      const rows = edit.rows.filter((row) => !end.ghosts.includes(row));
      if (rows.length > 0) made.push({ ...edit, rows });
      continue;
    }
    if (place < 0) {
      made.push(edit);
      continue;
    }
    const ids = end.ghosts.slice(0, place + 1);
    const cells = edit.kind === 'set' ? edit.cells : {};
    const rows = ids.map((id, index) => ({ id, cells: index === place ? cells : {} }));
    made.push({ kind: 'insertRows', sheet, after: end.lastRow, rows });
    if (edit.kind !== 'set') made.push(edit);
    state.set(sheet, { lastRow: ids.at(-1) ?? end.lastRow, ghosts: end.ghosts.slice(place + 1) });
  }
  return { edits: made, ghosts: new Map([...state].map(([sheet, end]) => [sheet, end.ghosts])) };
}
