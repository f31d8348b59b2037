import type {
  Answers,
  Cells,
  CellValue,
  Edit,
  InsertRowsEdit,
  JustifyEdit,
  RemoveRowsEdit,
  Row,
  SetEdit,
} from '../types';
import { sameValue } from './lapse';

type RowsEdit = SetEdit | InsertRowsEdit | RemoveRowsEdit;

/**
 * The edits that undo `edits`, in order, made from the answers before them. Parts that will be rejected (a row inserted
 * that exists already) have no inverse. Whoever undoes later passes the result through `stillHolding`.
 */
export function invertEdits(before: Answers, edits: readonly Edit[]): readonly Edit[] {
  const known = new Map<string, Map<string, Row>>();
  const rowsOf = (sheet: string): Map<string, Row> => {
    let rows = known.get(sheet);
    if (!rows) {
      const stored = Object.hasOwn(before.sheets, sheet) ? before.sheets[sheet] : undefined;
      rows = new Map((stored ?? []).map((row) => [row.id, row]));
      known.set(sheet, rows);
    }
    return rows;
  };
  const steps: (readonly Edit[])[] = [];
  for (const edit of edits) {
    steps.push(edit.kind === 'justify' ? [invertJustify(before, edit)] : invertOne(edit, rowsOf(edit.sheet)));
  }
  return steps.reverse().flat();
}

/** Notes in `rows` what the edit does, and returns what takes it back. */
function invertOne(edit: RowsEdit, rows: Map<string, Row>): readonly Edit[] {
  switch (edit.kind) {
    case 'set':
      return invertSet(edit, rows);
    case 'insertRows':
      return invertInsert(edit, rows);
    case 'removeRows':
      return invertRemove(edit, rows);
  }
}

const formerCells = (row: Row | undefined, cells: Cells): Record<string, CellValue> =>
  Object.fromEntries(
    Object.keys(cells).map((id) => [
      id,
      row && Object.hasOwn(row.cells, id) ? (row.cells[id] ?? null) : null,
    ]),
  );

function invertSet(edit: SetEdit, rows: Map<string, Row>): readonly Edit[] {
  const row = rows.get(edit.row);
  rows.set(edit.row, { ...(row ?? { id: edit.row }), cells: { ...row?.cells, ...edit.cells } });
  return [{ kind: 'set', sheet: edit.sheet, row: edit.row, cells: formerCells(row, edit.cells) }];
}

function invertInsert(edit: InsertRowsEdit, rows: Map<string, Row>): readonly Edit[] {
  const inverse: Edit[] = [];
  const removed: string[] = [];
  for (const { id, cells } of edit.rows) {
    const row = rows.get(id);
    if (row && !row.removed) continue;
    removed.push(id);
    // A revived row goes back to what its tombstone held; cells that the edit left alone say what that was.
    const former = row ? formerCells(row, { ...row.cells, ...cells }) : {};
    if (Object.keys(former).length > 0)
      inverse.push({ kind: 'set', sheet: edit.sheet, row: id, cells: former });
    rows.set(id, { id, cells: { ...row?.cells, ...cells } });
  }
  if (removed.length > 0) inverse.push({ kind: 'removeRows', sheet: edit.sheet, rows: removed });
  return inverse;
}

function invertRemove(edit: RemoveRowsEdit, rows: Map<string, Row>): readonly Edit[] {
  const revived = edit.rows.flatMap((id) => {
    const row = rows.get(id);
    if (!row || row.removed) return [];
    rows.set(id, { ...row, removed: true });
    return [{ id, cells: row.cells }];
  });
  // Tombstones keep their place: the anchor does not matter.
  return revived.length > 0 ? [{ kind: 'insertRows', sheet: edit.sheet, after: null, rows: revived }] : [];
}

const samePlace = (a: Omit<JustifyEdit, 'kind' | 'text'>, b: Omit<JustifyEdit, 'kind' | 'text'>): boolean =>
  a.rule === b.rule && a.sheet === b.sheet && a.row === b.row;

const justificationAt = (answers: Answers, place: Omit<JustifyEdit, 'kind' | 'text'>): string =>
  (answers.justifications ?? []).find((other) => samePlace(other, place))?.text ?? '';

const invertJustify = (before: Answers, edit: JustifyEdit): Edit => ({
  ...edit,
  text: justificationAt(before, edit),
});

/**
 * The part of undoing edits that takes back nothing but what `undone` wrote: cells that still hold it, inserted rows that
 * nobody else wrote into, removed rows with what they hold by now, justifications with the same text.
 */
export function stillHolding(
  inverse: readonly Edit[],
  undone: readonly Edit[],
  now: Answers,
): readonly Edit[] {
  const written = writtenCells(undone);
  const former = writtenCells(inverse);
  const rowsOf = rowFinder(now);
  return inverse.flatMap((edit): readonly Edit[] => {
    switch (edit.kind) {
      case 'set': {
        const current = rowsOf(edit.sheet).get(edit.row)?.cells ?? {};
        const kept = Object.entries(edit.cells).filter(([id]) =>
          holds(written, edit.sheet, edit.row, id, current[id] ?? null),
        );
        return kept.length > 0 ? [{ ...edit, cells: Object.fromEntries(kept) }] : [];
      }
      case 'removeRows': {
        const rows = edit.rows.filter((id) =>
          isUntouched({ written, former }, edit.sheet, rowsOf(edit.sheet).get(id)),
        );
        return rows.length > 0 ? [{ ...edit, rows }] : [];
      }
      case 'insertRows': {
        // A tombstone knows best what it holds: others may have written into it. A living row needs no reviving.
        const rows = edit.rows.flatMap((row) => {
          const known = rowsOf(edit.sheet).get(row.id);
          if (!known) return [row];
          if (!known.removed) return [];
          const held = Object.entries(known.cells).filter(
            ([id]) => !written.has(nameOf(edit.sheet, row.id, id)),
          );
          return [{ id: row.id, cells: Object.fromEntries(held) }];
        });
        return rows.length > 0 ? [{ ...edit, rows }] : [];
      }
      case 'justify': {
        const wrote = undone.filter(
          (other): other is JustifyEdit => other.kind === 'justify' && samePlace(other, edit),
        );
        const text = wrote.at(-1)?.text.trim() ?? '';
        return justificationAt(now, edit).trim() === text ? [edit] : [];
      }
    }
  });
}

const nameOf = (sheet: string, row: string, column: string): string => `${sheet}\u0000${row}\u0000${column}`;

function writtenCells(edits: readonly Edit[]): ReadonlyMap<string, CellValue> {
  const written = new Map<string, CellValue>();
  const note = (sheet: string, row: string, cells: Cells): void => {
    for (const [id, value] of Object.entries(cells)) written.set(nameOf(sheet, row, id), value);
  };
  for (const edit of edits) {
    if (edit.kind === 'set') note(edit.sheet, edit.row, edit.cells);
    if (edit.kind === 'insertRows') for (const row of edit.rows) note(edit.sheet, row.id, row.cells);
  }
  return written;
}

function rowFinder(answers: Answers): (sheet: string) => ReadonlyMap<string, Row> {
  const found = new Map<string, ReadonlyMap<string, Row>>();
  return (sheet) => {
    let rows = found.get(sheet);
    if (!rows) {
      rows = new Map((answers.sheets[sheet] ?? []).map((row) => [row.id, row]));
      found.set(sheet, rows);
    }
    return rows;
  };
}

function holds(
  written: ReadonlyMap<string, CellValue>,
  sheet: string,
  row: string,
  column: string,
  value: CellValue,
): boolean {
  const name = nameOf(sheet, row, column);
  return written.has(name) && sameValue(written.get(name) ?? null, value);
}

function isUntouched(
  known: {
    readonly written: ReadonlyMap<string, CellValue>;
    readonly former: ReadonlyMap<string, CellValue>;
  },
  sheet: string,
  row: Row | undefined,
): boolean {
  if (!row) return false;
  return Object.entries(row.cells).every(([id, value]) => {
    const name = nameOf(sheet, row.id, id);
    const own = known.written.has(name) ? known.written.get(name) : known.former.get(name);
    return value === null || sameValue(own ?? null, value);
  });
}
