import type { OpenedRow, OpenedSheet } from '../open/types';

/** A worksheet as a table with headings in its first row, as XLSForm wants it. */
export interface HeadedRow {
  /** As Excel shows it, from 1. */
  readonly number: number;
  /** Texts by heading; empty ones are left out. */
  readonly cells: ReadonlyMap<string, string>;
}

export function cellText(row: OpenedRow, column: number): string {
  const cell = row.cells.find((one) => one.column === column);
  if (!cell) return '';
  // Yes-and-no cells of spreadsheets.
  if (typeof cell.value === 'boolean') return cell.value ? 'true' : 'false';
  return String(cell.value).trim();
}

export function headedRows({ rows }: OpenedSheet): readonly HeadedRow[] {
  const [head, ...others] = rows;
  if (!head) return [];
  const headings = head.cells.map((cell) => ({
    column: cell.column,
    name: String(cell.value)
      .trim()
      .toLowerCase()
      .replace(/\s*:+\s*/g, '::')
      .replace(/[\s-]+/g, '_'),
  }));
  return others.flatMap((row): readonly HeadedRow[] => {
    const cells = new Map<string, string>();
    for (const { column, name } of headings) {
      const text = cellText(row, column);
      if (text !== '' && !cells.has(name)) cells.set(name, text);
    }
    return cells.size === 0 ? [] : [{ number: row.number, cells }];
  });
}
