import type { CompiledColumn, CompiledSheet } from '../../compile/types';
import { localize } from '../../diagnostics/localize';
import { columnName } from '../open/addresses';
import type { OpenedRow, OpenedSheet } from '../open/types';

/** Rows at the top of a worksheet among which headings are looked for. */
const HEADING_ROWS = 40;
/** Most columns of a worksheet that are looked at. */
const MOST_COLUMNS = 500;

/** The columns of a sheet as they were recognised in a worksheet. */
export interface FoundHeadings {
  /** Row of the headings, from 1: data begin below it. */
  readonly row: number;
  /** Column numbers of the worksheet, from 1, by column id. */
  readonly columns: ReadonlyMap<string, number>;
}

/** Text as headings are compared: without signs of a required column, spaces, punctuation and case. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** What stands in a cell as text; of merged cells every one says what the first says. */
export class SheetTexts {
  private readonly rows: ReadonlyMap<number, OpenedRow>;

  constructor(private readonly sheet: OpenedSheet) {
    this.rows = new Map(sheet.rows.slice(0, 2000).map((row) => [row.number, row]));
  }

  at(row: number, column: number): string {
    const own = this.own(row, column);
    if (own !== '') return own;
    const merge = this.sheet.merges
      .slice(0, 5000)
      .find(
        ({ top, left, bottom, right }) =>
          row >= top &&
          row <= bottom &&
          column >= left &&
          column <= right &&
          (row !== top || column !== left),
      );
    return merge ? this.own(merge.top, merge.left) : '';
  }

  private own(row: number, column: number): string {
    const cell = this.rows.get(row)?.cells.find((one) => one.column === column);
    return cell === undefined ? '' : String(cell.value).trim();
  }

  /** A heading with its group, as headings are compared; one that is merged with the row above it has no group. */
  heading(row: number, column: number): string {
    const own = plainHeading(this.at(row, column));
    const group = row > 1 ? plainHeading(this.at(row - 1, column)) : '';
    // A heading that stands a row higher, over an empty cell, is no group either.
    if (own === '') return group;
    return group === own ? own : group + own;
  }

  /** The last column that holds something in the upper rows. */
  get width(): number {
    const last = [...this.rows.values()].map(({ cells }) => cells.at(-1)?.column ?? 0);
    return Math.min(
      MOST_COLUMNS,
      last.reduce((most, one) => Math.max(most, one), 0),
    );
  }
}

/** Ids of columns by what people called them before. */
export type HeadingAliases = Readonly<Record<string, string>>;

/** Spellings of a column's heading: alone, and behind its group, in both languages, and what people called it before. */
function spellings(
  column: CompiledColumn,
  aliases: HeadingAliases,
): { readonly alone: Set<string>; readonly grouped: Set<string> } {
  const alone = new Set<string>();
  const grouped = new Set<string>();
  for (const locale of ['ru', 'en'] as const) {
    const title = localize(column.title, locale);
    const group = localize(column.group, locale);
    alone.add(plainHeading(title));
    grouped.add(plainHeading(group + title));
  }
  for (const [heading, id] of Object.entries(aliases)) {
    if (id === column.id) grouped.add(heading);
  }
  alone.delete('');
  grouped.delete('');
  return { alone, grouped };
}

/** The row that bears the most headings of the sheet, below another one where it is named; null where none bears any. */
export function findHeadings(
  sheet: CompiledSheet,
  texts: SheetTexts,
  { below = 0, aliases = {} }: { readonly below?: number; readonly aliases?: HeadingAliases } = {},
): FoundHeadings | null {
  const { width } = texts;
  let best: FoundHeadings | null = null;
  for (let row = below + 1; row <= below + HEADING_ROWS; row++) {
    const columns = matchRow(sheet, texts, row, width, aliases);
    if (columns.size > (best?.columns.size ?? 0)) best = { row, columns };
  }
  return best;
}

function matchRow(
  sheet: CompiledSheet,
  texts: SheetTexts,
  row: number,
  width: number,
  aliases: HeadingAliases,
): ReadonlyMap<string, number> {
  const alone: string[] = [];
  const grouped: string[] = [];
  for (let column = 1; column <= width; column++) {
    alone[column] = plainHeading(texts.at(row, column));
    grouped[column] = texts.heading(row, column);
  }
  const found = new Map<string, number>();
  const taken = new Set<number>();
  const take = (id: string, at: number): void => {
    if (at < 1 || taken.has(at)) return;
    found.set(id, at);
    taken.add(at);
  };
  const sought = sheet.columns.map((column) => ({ column, ...spellings(column, aliases) }));
  for (const { column, grouped: names } of sought) {
    take(
      column.id,
      grouped.findIndex((text, at) => !taken.has(at) && text && names.has(text)),
    );
  }
  for (const { column, alone: names } of sought) {
    if (!found.has(column.id))
      take(
        column.id,
        alone.findIndex((text, at) => !taken.has(at) && text && names.has(text)),
      );
  }
  return found;
}

/** Columns of the worksheet that hold data and stand for nothing. */
export function unknownColumns(
  sheet: OpenedSheet,
  texts: SheetTexts,
  headingRow: number,
  known: ReadonlySet<number>,
): readonly { readonly letter: string; readonly heading: string }[] {
  const used = new Set<number>();
  for (const { number, cells } of sheet.rows) {
    if (number > headingRow) for (const { column } of cells) used.add(column);
  }
  return [...used]
    .filter((column) => !known.has(column))
    .sort((a, b) => a - b)
    .slice(0, 200)
    .map((column) => {
      const heading =
        texts.at(headingRow, column) || (headingRow > 1 ? texts.at(headingRow - 1, column) : '');
      return { letter: columnName(column), heading: heading.slice(0, 200) };
    });
}
