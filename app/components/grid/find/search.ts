/** Search in what sheets show. Pure; the work is done in pieces, for a page must not freeze over 5,000 rows. */
import type { GridModel } from '../adapter';

/** A cell that holds what is looked for. */
export interface Match {
  readonly sheetId: string;
  readonly rowId: string;
  readonly columnIndex: number;
}

/** A text as it is compared: case, ё and the kind of space make no difference. */
export const folded = (text: string): string =>
  text.normalize('NFC').toLocaleLowerCase('ru').replaceAll('ё', 'е').replaceAll(/\s+/gu, ' ');

/** What sheets are read by; rows are read one at a time. */
export type SearchedSheet = Pick<GridModel, 'sheetId' | 'rowIds' | 'rowView'>;

/**
 * Looks through sheets in reading order, and stops after every row so that others have their turn: each step gives the
 * matches of one row. A blank query finds nothing.
 */
export function* searchSheets(
  sheets: readonly SearchedSheet[],
  query: string,
): Generator<readonly Match[], void, undefined> {
  const wanted = folded(query.trim());
  if (wanted === '') return;
  for (const { sheetId, rowIds, rowView } of sheets) {
    for (const [rowIndex, rowId] of rowIds.entries()) {
      const found: Match[] = [];
      rowView(rowIndex).cells.forEach(({ text }, columnIndex) => {
        if (text !== '' && folded(text).includes(wanted)) found.push({ sheetId, rowId, columnIndex });
      });
      yield found;
    }
  }
}

/** A place in the sheets, as rows and columns are counted now. */
export interface Place {
  readonly sheetId: string;
  readonly rowIndex: number;
  readonly columnIndex: number;
}

const compare = (a: readonly number[], b: readonly number[]): number => {
  const different = a.findIndex((part, index) => part !== b[index]);
  return different < 0 ? 0 : (a[different] ?? 0) - (b[different] ?? 0);
};

/** Puts places into reading order; rows that are gone come first. */
function orderOf(sheets: readonly SearchedSheet[]): {
  readonly ofMatch: (match: Match) => readonly number[];
  readonly ofPlace: (place: Place) => readonly number[];
} {
  const sheetOrder = new Map(sheets.map(({ sheetId }, index) => [sheetId, index]));
  const rowOrder = new Map(
    sheets.map(({ sheetId, rowIds }) => [sheetId, new Map(rowIds.map((id, index) => [id, index]))]),
  );
  return {
    ofMatch: ({ sheetId, rowId, columnIndex }) => [
      sheetOrder.get(sheetId) ?? -1,
      rowOrder.get(sheetId)?.get(rowId) ?? -1,
      columnIndex,
    ],
    ofPlace: ({ sheetId, rowIndex, columnIndex }) => [sheetOrder.get(sheetId) ?? -1, rowIndex, columnIndex],
  };
}

/** Index of the match at a place, or -1. */
export function matchAt(matches: readonly Match[], sheets: readonly SearchedSheet[], place: Place): number {
  const rowId = sheets.find(({ sheetId }) => sheetId === place.sheetId)?.rowIds[place.rowIndex];
  return matches.findIndex(
    (match) =>
      match.rowId === rowId && match.columnIndex === place.columnIndex && match.sheetId === place.sheetId,
  );
}

/** Index of the nearest match behind a place, or before it; around the ends. -1 if there is none at all. */
export function neighbourOf(
  matches: readonly Match[],
  sheets: readonly SearchedSheet[],
  place: Place,
  back: boolean,
): number {
  const { ofMatch, ofPlace } = orderOf(sheets);
  const from = ofPlace(place);
  if (back) {
    const before = matches.findLastIndex((match) => compare(ofMatch(match), from) < 0);
    return before < 0 ? matches.length - 1 : before;
  }
  const behind = matches.findIndex((match) => compare(ofMatch(match), from) > 0);
  return behind < 0 && matches.length > 0 ? 0 : behind;
}

/** Columns found in a sheet, by row id. */
export function foundIn(matches: readonly Match[], sheetId: string): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (const match of matches) {
    if (match.sheetId !== sheetId) continue;
    const known = rows.get(match.rowId);
    if (known) known.push(match.columnIndex);
    else rows.set(match.rowId, [match.columnIndex]);
  }
  return rows;
}
