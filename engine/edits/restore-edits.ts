import type { CompiledForm, CompiledSheet } from '../compile/types';
import type { Answers, Cells, CellValue, Edit, Row } from '../types';
import { applyEdits } from './apply-edits';
import { cellOf, diffJustifications, livingRows } from './diff-answers';
import { sameValue } from './lapse';

/**
 * Ordinary edits that lead from what is shown now to what was shown then: applied to `now` they give the rows, cells and
 * justifications of `then`, tombstones aside. Rows that both know stay in the order of `now`. What the form does not know, and
 * cells that nobody may write, are left as they are. None where nothing differs.
 */
export function restoreEdits(form: CompiledForm, now: Answers, then: Answers): readonly Edit[] {
  const edits = form.sheets.flatMap((sheet) => restoreSheet(sheet, now, then));
  // Rows come first: changing them lets justifications lapse.
  const { answers } = applyEdits(form, now, edits);
  const justified = diffJustifications(answers.justifications ?? [], then.justifications ?? [])
    .filter(({ rule }) => form.ruleById.has(rule))
    .map(({ rule, sheet, row, after }): Edit => {
      const place = {
        rule,
        ...(sheet === undefined ? {} : { sheet }),
        ...(row === undefined ? {} : { row }),
      };
      return { kind: 'justify', ...place, text: after };
    });
  return [...edits, ...justified];
}

function restoreSheet(sheet: CompiledSheet, now: Answers, then: Answers): readonly Edit[] {
  const current = livingRows(now, sheet.id);
  const wanted = livingRows(then, sheet.id);
  if (sheet.rows.kind !== 'open') {
    return [...sheet.givenById.keys()].flatMap((id) =>
      restoreRow(sheet, id, current.get(id), wanted.get(id)),
    );
  }
  const gone = [...current.keys()].filter((id) => !wanted.has(id));
  const changed = [...wanted].flatMap(([id, row]) =>
    current.has(id) ? restoreRow(sheet, id, current.get(id), row) : [],
  );
  const removal: readonly Edit[] =
    gone.length > 0 ? [{ kind: 'removeRows', sheet: sheet.id, rows: gone }] : [];
  return [...removal, ...reinsert(sheet, now, [...wanted.values()], current), ...changed];
}

function restoreRow(
  sheet: CompiledSheet,
  row: string,
  before: Row | undefined,
  after: Row | undefined,
): readonly Edit[] {
  const cells = changedCells(sheet, row, before, after);
  return Object.keys(cells).length > 0 ? [{ kind: 'set', sheet: sheet.id, row, cells }] : [];
}

function changedCells(
  sheet: CompiledSheet,
  rowId: string,
  before: Row | undefined,
  after: Row | undefined,
): Cells {
  const given = sheet.givenById.get(rowId)?.cells ?? {};
  const overrides = sheet.overrides.get(rowId);
  const cells: Record<string, CellValue> = {};
  for (const { id, value, readOnly } of sheet.columns) {
    if (value || readOnly || Object.hasOwn(given, id) || overrides?.get(id)?.readOnly) continue;
    const wanted = cellOf(after, id);
    if (!sameValue(cellOf(before, id), wanted)) cells[id] = wanted;
  }
  return cells;
}

/** Tombstones are revived in their place; rows that are not known any more stand after the one that they followed. */
function reinsert(
  sheet: CompiledSheet,
  now: Answers,
  wanted: readonly Row[],
  current: ReadonlyMap<string, Row>,
): readonly Edit[] {
  const stored = new Map((now.sheets[sheet.id] ?? []).map((row) => [row.id, row]));
  const revived: { id: string; cells: Cells }[] = [];
  const runs: { after: string | null; last: string; rows: { id: string; cells: Cells }[] }[] = [];
  let previous: string | null = null;
  for (const row of wanted) {
    const entry = { id: row.id, cells: changedCells(sheet, row.id, stored.get(row.id), row) };
    const run = runs.at(-1);
    if (!stored.has(row.id)) {
      if (run && run.last === previous) {
        run.rows.push(entry);
        run.last = row.id;
      } else runs.push({ after: previous, last: row.id, rows: [entry] });
    } else if (!current.has(row.id)) revived.push(entry);
    previous = row.id;
  }
  const all = revived.length > 0 ? [{ after: null, rows: revived }, ...runs] : runs;
  return all.map(({ after, rows }) => ({ kind: 'insertRows', sheet: sheet.id, after, rows }));
}
