/** First values of cells (`prefill`), as they are put into what a tab shows. */
import type { CompiledForm, Edit, LiveValidation } from 'engine';

/** What held first values become on their way: they give way to what somebody entered meanwhile. */
export const givingWay = (edits: readonly Edit[]): readonly Edit[] =>
  edits.map((edit) => (edit.kind === 'set' ? { ...edit, first: true } : edit));

/** First values may give others their operands; a chain longer than this goes on at the next edit. */
const MOST_PASSES = 5;

export const hasFirstValues = (form: CompiledForm): boolean =>
  form.sheets.some((sheet) => sheet.columns.some((column) => column.prefill));

/** Applies the first values that are missing, of all rows or of those named by sheet, and answers with the edits. */
export function applyFirstValues(
  live: LiveValidation,
  rows?: ReadonlyMap<string, ReadonlySet<string>>,
): readonly Edit[] {
  const applied: Edit[] = [];
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const edits = live.prefill(rows);
    if (edits.length === 0) break;
    live.apply(edits);
    applied.push(...edits);
  }
  return applied;
}

/** The rows that edits put something into, by sheet. */
export function rowsOf(edits: readonly Edit[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rows = new Map<string, Set<string>>();
  const add = (sheet: string, row: string): void => {
    const known = rows.get(sheet);
    if (known) known.add(row);
    else rows.set(sheet, new Set([row]));
  };
  for (const edit of edits) {
    if (edit.kind === 'set') add(edit.sheet, edit.row);
    else if (edit.kind === 'insertRows') edit.rows.forEach((row) => add(edit.sheet, row.id));
  }
  return rows;
}
