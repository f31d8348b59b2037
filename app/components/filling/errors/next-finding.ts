import type { Finding } from 'engine';

/** A place in the form: sheet, row and column by their positions, from 0; what has no row or column comes first. */
export interface Place {
  readonly sheetIndex: number;
  readonly rowIndex: number;
  readonly columnIndex: number;
}

const compare = (a: Place, b: Place): number =>
  a.sheetIndex - b.sheetIndex || a.rowIndex - b.rowIndex || a.columnIndex - b.columnIndex;

/** The finding after (or before) a place, going round at the end; null where there is none with a place. */
export function nextFinding(
  findings: readonly Finding[],
  placeOf: (finding: Finding) => Place | null,
  from: Place,
  direction: 1 | -1,
): Finding | null {
  const placed = findings
    .flatMap((finding) => {
      const place = placeOf(finding);
      return place ? [{ finding, place }] : [];
    })
    .sort((a, b) => direction * compare(a.place, b.place));
  const next = placed.find(({ place }) => direction * compare(place, from) > 0) ?? placed[0];
  return next?.finding ?? null;
}
