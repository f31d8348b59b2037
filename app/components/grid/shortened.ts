/** More signs than fit into any cell. */
const CELL_SIGNS = 200;
/** More than anybody reads in a bubble. */
export const HINT_SIGNS = 1_000;

/** The beginning of a text, so that texts of any length cost nothing to paint. Letters of two units are not torn. */
export function shortened(text: string, most = CELL_SIGNS): string {
  if (text.length <= most) return text;
  const last = text.codePointAt(most - 1) ?? 0;
  return `${text.slice(0, last > 0xffff ? most - 1 : most)}…`;
}
