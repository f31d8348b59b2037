import type { CompiledForm, CompiledSheet } from '../compile/types';
import type {
  Answers,
  Cells,
  CellValue,
  Edit,
  InsertRowsEdit,
  JustifyEdit,
  RejectedEdit,
  RejectionReason,
  RemoveRowsEdit,
  Row,
  SetEdit,
} from '../types';
import { normalizeCell } from '../values';

export interface AppliedEdits {
  readonly answers: Answers;
  readonly rejected: readonly RejectedEdit[];
}

/** Sheets under way: copied once when first touched. */
interface Draft {
  readonly form: CompiledForm;
  readonly sheets: Map<string, { rows: Row[]; indexById: Map<string, number> | null }>;
  readonly source: Answers;
  justifications: Answers['justifications'];
  readonly rejected: RejectedEdit[];
}

/**
 * The answers after the edits, in order. What cannot be applied is left out and reported; everything else is applied.
 * Same input, same result, in browser and server; the input is not changed.
 */
export function applyEdits(form: CompiledForm, answers: Answers, edits: readonly Edit[]): AppliedEdits {
  const draft: Draft = {
    form,
    sheets: new Map(),
    source: answers,
    justifications: answers.justifications,
    rejected: [],
  };
  for (const [editIndex, edit] of edits.entries()) {
    switch (edit.kind) {
      case 'set':
        applySet(draft, edit, editIndex);
        break;
      case 'insertRows':
        applyInsert(draft, edit, editIndex);
        break;
      case 'removeRows':
        applyRemove(draft, edit, editIndex);
        break;
      case 'justify':
        applyJustify(draft, edit, editIndex);
        break;
    }
  }
  const sheets = { ...answers.sheets };
  for (const [id, sheet] of draft.sheets) sheets[id] = sheet.rows;
  const { justifications } = draft;
  return { answers: { sheets, ...(justifications ? { justifications } : {}) }, rejected: draft.rejected };
}

function reject(
  draft: Draft,
  editIndex: number,
  reason: RejectionReason,
  at: Omit<RejectedEdit, 'editIndex' | 'reason'> = {},
): void {
  draft.rejected.push({ editIndex, reason, ...at });
}

function open(draft: Draft, sheet: CompiledSheet): { rows: Row[]; indexById: Map<string, number> } {
  let entry = draft.sheets.get(sheet.id);
  if (!entry) {
    const stored = Object.hasOwn(draft.source.sheets, sheet.id) ? draft.source.sheets[sheet.id] : undefined;
    entry = { rows: [...(stored ?? [])], indexById: null };
    draft.sheets.set(sheet.id, entry);
  }
  entry.indexById ??= new Map(entry.rows.map((row, i) => [row.id, i]));
  return { rows: entry.rows, indexById: entry.indexById };
}

/** Cells that may be changed, canonical; the others are reported. */
function acceptCells(
  draft: Draft,
  sheet: CompiledSheet,
  row: string,
  cells: Cells,
  editIndex: number,
): Cells {
  const accepted: Record<string, CellValue> = {};
  const given = sheet.givenById.get(row)?.cells ?? {};
  for (const [id, value] of Object.entries(cells)) {
    const column = sheet.columnById.get(id);
    const at = { sheet: sheet.id, row, column: id };
    if (!column) reject(draft, editIndex, 'unknown_column', at);
    else if (
      column.value ||
      column.readOnly ||
      Object.hasOwn(given, id) ||
      sheet.overrides.get(row)?.get(id)?.readOnly
    ) {
      reject(draft, editIndex, 'read_only', at);
    } else accepted[id] = normalizeCell(value, column);
  }
  return accepted;
}

function applySet(draft: Draft, edit: SetEdit, editIndex: number): void {
  const sheet = draft.form.sheetById.get(edit.sheet);
  if (!sheet) return reject(draft, editIndex, 'unknown_sheet', { sheet: edit.sheet });
  const { rows, indexById } = open(draft, sheet);
  const index = indexById.get(edit.row);
  const row = index === undefined ? undefined : rows[index];
  const isGiven = sheet.givenById.has(edit.row);
  if (!row && !isGiven) return reject(draft, editIndex, 'unknown_row', { sheet: sheet.id, row: edit.row });
  const cells = acceptCells(draft, sheet, edit.row, edit.cells, editIndex);
  const next: Row = { ...(row ?? { id: edit.row }), cells: { ...row?.cells, ...cells } };
  if (index === undefined) {
    indexById.set(edit.row, rows.length);
    rows.push(next);
  } else {
    rows[index] = next;
  }
}

function applyInsert(draft: Draft, edit: InsertRowsEdit, editIndex: number): void {
  const sheet = draft.form.sheetById.get(edit.sheet);
  if (!sheet) return reject(draft, editIndex, 'unknown_sheet', { sheet: edit.sheet });
  if (sheet.rows.kind !== 'open') return reject(draft, editIndex, 'fixed_rows', { sheet: sheet.id });
  const { rows, indexById } = open(draft, sheet);
  let living = rows.reduce((count, row) => count + (row.removed ? 0 : 1), 0);
  const fresh: Row[] = [];
  const taken = new Set<string>();
  for (const row of edit.rows) {
    const index = indexById.get(row.id);
    const known = index === undefined ? undefined : rows[index];
    if (taken.has(row.id) || (known && !known.removed)) {
      reject(draft, editIndex, 'duplicate_row', { sheet: sheet.id, row: row.id });
      continue;
    }
    if (living >= sheet.rows.max) {
      reject(draft, editIndex, 'too_many_rows', { sheet: sheet.id, row: row.id });
      continue;
    }
    living++;
    taken.add(row.id);
    const cells = acceptCells(draft, sheet, row.id, row.cells, editIndex);
    // A revived row keeps its place and what it held where the edit says nothing.
    if (known && index !== undefined) rows[index] = { id: row.id, cells: { ...known.cells, ...cells } };
    else fresh.push({ id: row.id, cells });
  }
  if (fresh.length === 0) return;
  // An anchor that nobody knows means the end: what was typed is never lost for want of a place.
  const anchor = edit.after === null ? -1 : (indexById.get(edit.after) ?? rows.length - 1);
  const tail = rows.splice(anchor + 1);
  for (const row of fresh) rows.push(row);
  for (const row of tail) rows.push(row);
  const entry = draft.sheets.get(sheet.id);
  if (entry) entry.indexById = tail.length === 0 ? extend(indexById, rows, anchor + 1) : null;
}

function extend(indexById: Map<string, number>, rows: readonly Row[], from: number): Map<string, number> {
  for (let i = from; i < rows.length; i++) {
    const row = rows[i];
    if (row) indexById.set(row.id, i);
  }
  return indexById;
}

function applyRemove(draft: Draft, edit: RemoveRowsEdit, editIndex: number): void {
  const sheet = draft.form.sheetById.get(edit.sheet);
  if (!sheet) return reject(draft, editIndex, 'unknown_sheet', { sheet: edit.sheet });
  if (sheet.rows.kind !== 'open') return reject(draft, editIndex, 'fixed_rows', { sheet: sheet.id });
  const { rows, indexById } = open(draft, sheet);
  for (const id of edit.rows) {
    const index = indexById.get(id);
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || !row) reject(draft, editIndex, 'unknown_row', { sheet: sheet.id, row: id });
    else rows[index] = { ...row, removed: true };
  }
}

function applyJustify(draft: Draft, edit: JustifyEdit, editIndex: number): void {
  if (!draft.form.ruleById.has(edit.rule)) return reject(draft, editIndex, 'unknown_rule');
  const isSame = (other: { rule: string; sheet?: string; row?: string }): boolean =>
    other.rule === edit.rule && other.sheet === edit.sheet && other.row === edit.row;
  const others = (draft.justifications ?? []).filter((other) => !isSame(other));
  const { rule, sheet, row, text } = edit;
  const place = { rule, ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row }) };
  draft.justifications = text.trim() === '' ? others : [...others, { ...place, text }];
}
