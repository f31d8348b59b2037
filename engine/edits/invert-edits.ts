import type { Answers, Cells, CellValue, Edit, InsertRowsEdit, RemoveRowsEdit, Row, SetEdit } from '../types';

/**
 * The edits that undo `edits`, made from the answers before them. `written` says what the undone edits wrote, so
 * that `stillHolds` can leave alone what somebody changed since.
 */
export function invertEdits(before: Answers, edits: readonly Edit[]): readonly Edit[] {
  const known = new Map<string, Map<string, Row>>();
  const rowsOf = (sheet: string): Map<string, Row> => {
    let rows = known.get(sheet);
    if (!rows) {
      rows = new Map((before.sheets[sheet] ?? []).map((row) => [row.id, row]));
      known.set(sheet, rows);
    }
    return rows;
  };
  const inverse: Edit[] = [];
  for (const edit of edits) {
    if (edit.kind === 'justify') inverse.unshift(invertJustify(before, edit));
    else inverse.unshift(...invertOfRows(edit, rowsOf(edit.sheet)));
  }
  return inverse;
}

function invertOfRows(
  edit: SetEdit | InsertRowsEdit | RemoveRowsEdit,
  rows: Map<string, Row>,
): readonly Edit[] {
  switch (edit.kind) {
    case 'set': {
      const row = rows.get(edit.row);
      const cells: Record<string, CellValue> = {};
      for (const id of Object.keys(edit.cells)) cells[id] = row?.cells[id] ?? null;
      rows.set(edit.row, { id: edit.row, ...row, cells: { ...row?.cells, ...edit.cells } });
      return [{ kind: 'set', sheet: edit.sheet, row: edit.row, cells }];
    }
    case 'insertRows': {
      for (const row of edit.rows) rows.set(row.id, row);
      return [{ kind: 'removeRows', sheet: edit.sheet, rows: edit.rows.map((row) => row.id) }];
    }
    case 'removeRows': {
      const revived = edit.rows.flatMap((id) => {
        const row = rows.get(id);
        return row ? [{ id, cells: row.cells }] : [];
      });
      // Tombstones keep their place: the anchor does not matter.
      return revived.length > 0
        ? [{ kind: 'insertRows', sheet: edit.sheet, after: null, rows: revived }]
        : [];
    }
  }
}

function invertJustify(before: Answers, edit: Extract<Edit, { kind: 'justify' }>): Edit {
  const old = (before.justifications ?? []).find(
    (other) => other.rule === edit.rule && other.sheet === edit.sheet && other.row === edit.row,
  );
  return { ...edit, text: old?.text ?? '' };
}

const isSame = (a: CellValue | undefined, b: CellValue | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** The part of undoing edits whose cells still hold what the undone edits wrote. */
export function stillHolding(
  inverse: readonly Edit[],
  undone: readonly Edit[],
  now: Answers,
): readonly Edit[] {
  const written = new Map<string, CellValue>();
  for (const edit of undone) {
    if (edit.kind === 'set') noteCells(written, edit.sheet, edit.row, edit.cells);
    if (edit.kind === 'insertRows')
      for (const row of edit.rows) noteCells(written, edit.sheet, row.id, row.cells);
  }
  const rows = new Map<string, ReadonlyMap<string, Row>>();
  return inverse.flatMap((edit): readonly Edit[] => {
    if (edit.kind !== 'set') return [edit];
    let ofSheet = rows.get(edit.sheet);
    if (!ofSheet) {
      ofSheet = new Map((now.sheets[edit.sheet] ?? []).map((row) => [row.id, row]));
      rows.set(edit.sheet, ofSheet);
    }
    const current = ofSheet.get(edit.row)?.cells ?? {};
    const kept = Object.entries(edit.cells).filter(([id]) => {
      const name = `${edit.sheet}\u0000${edit.row}\u0000${id}`;
      return !written.has(name) || isSame(current[id], written.get(name));
    });
    return kept.length > 0 ? [{ ...edit, cells: Object.fromEntries(kept) }] : [];
  });
}

function noteCells(written: Map<string, CellValue>, sheet: string, row: string, cells: Cells): void {
  for (const [id, value] of Object.entries(cells)) written.set(`${sheet}\u0000${row}\u0000${id}`, value);
}
