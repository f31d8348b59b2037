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
import { sameValue, withoutLapsed } from './lapse';
import { RowSequence } from './row-sequence';

export interface AppliedEdits {
  readonly answers: Answers;
  readonly rejected: readonly RejectedEdit[];
}

interface Draft {
  readonly form: CompiledForm;
  readonly source: Answers;
  readonly sheets: Map<string, RowSequence>;
  justifications: Answers['justifications'];
  readonly rejected: RejectedEdit[];
}

type Reject = (reason: RejectionReason, at?: Omit<RejectedEdit, 'editIndex' | 'reason'>) => void;

/**
 * The answers after the edits, in order. What cannot be applied is left out and reported; everything else is applied.
 * Same input, same result, in browser and server; the input is not changed, and what did not change is shared.
 *
 * Removed rows stay as tombstones: they take edits and anchor insertions, and inserting the same id again revives them in
 * their place with what they held. An anchor that nobody knows means the end.
 */
export function applyEdits(form: CompiledForm, answers: Answers, edits: readonly Edit[]): AppliedEdits {
  const draft: Draft = {
    form,
    source: answers,
    sheets: new Map(),
    justifications: answers.justifications,
    rejected: [],
  };
  for (const [editIndex, edit] of edits.entries()) {
    applyEdit(draft, edit, (reason, at = {}) => draft.rejected.push({ editIndex, reason, ...at }));
  }
  return { answers: resultOf(draft), rejected: draft.rejected };
}

function applyEdit(draft: Draft, edit: Edit, reject: Reject): void {
  switch (edit.kind) {
    case 'set':
      return applySet(draft, edit, reject);
    case 'insertRows':
      return applyInsert(draft, edit, reject);
    case 'removeRows':
      return applyRemove(draft, edit, reject);
    case 'justify':
      return applyJustify(draft, edit, reject);
  }
}

function resultOf(draft: Draft): Answers {
  const { source, justifications } = draft;
  const changed = [...draft.sheets]
    .map(([id, rows]) => [id, rows.toRows()] as const)
    .filter(([id, rows]) => rows !== storedRows(source, id));
  if (changed.length === 0 && justifications === source.justifications) return source;
  const sheets = changed.length === 0 ? source.sheets : { ...source.sheets, ...Object.fromEntries(changed) };
  return { sheets, ...(justifications ? { justifications } : {}) };
}

const NO_ROWS: readonly Row[] = [];

const storedRows = (answers: Answers, sheet: string): readonly Row[] =>
  (Object.hasOwn(answers.sheets, sheet) ? answers.sheets[sheet] : undefined) ?? NO_ROWS;

function rowsOf(draft: Draft, sheet: string): RowSequence {
  let rows = draft.sheets.get(sheet);
  if (!rows) {
    rows = new RowSequence(storedRows(draft.source, sheet));
    draft.sheets.set(sheet, rows);
  }
  return rows;
}

/** Cells that may be changed, canonical; the others are reported. */
function acceptCells(sheet: CompiledSheet, row: string, cells: Cells, reject: Reject): Cells {
  const accepted: Record<string, CellValue> = {};
  const given = sheet.givenById.get(row)?.cells ?? {};
  const overrides = sheet.overrides.get(row);
  for (const [id, value] of Object.entries(cells)) {
    const column = sheet.columnById.get(id);
    const at = { sheet: sheet.id, row, column: id };
    if (!column) reject('unknown_column', at);
    else if (column.value || column.readOnly || Object.hasOwn(given, id) || overrides?.get(id)?.readOnly) {
      reject('read_only', at);
    } else accepted[id] = normalizeCell(value, column);
  }
  return accepted;
}

const NO_CELLS: Cells = {};

/** Puts a row in its place, and lets go the justifications that spoke of what it held. */
function put(draft: Draft, sheet: CompiledSheet, before: Row, after: Row): void {
  rowsOf(draft, sheet.id).replace(after);
  noteChange(draft, sheet, after.id, visibleCells(before), visibleCells(after));
}

const visibleCells = (row: Row): Cells => (row.removed ? NO_CELLS : row.cells);

function noteChange(draft: Draft, sheet: CompiledSheet, row: string, before: Cells, after: Cells): void {
  if (!draft.justifications || draft.justifications.length === 0) return;
  const change = { sheet: sheet.id, row, before, after };
  draft.justifications = withoutLapsed(
    draft.form,
    draft.justifications,
    change,
    (of, id) => rowsOf(draft, of).find(id)?.cells ?? NO_CELLS,
  );
}

function applySet(draft: Draft, edit: SetEdit, reject: Reject): void {
  const sheet = draft.form.sheetById.get(edit.sheet);
  if (!sheet) return reject('unknown_sheet', { sheet: edit.sheet });
  const rows = rowsOf(draft, sheet.id);
  const row = rows.find(edit.row);
  if (!row && !sheet.givenById.has(edit.row)) {
    return reject('unknown_row', { sheet: sheet.id, row: edit.row });
  }
  const wanted = edit.first && row ? unstored(row, edit.cells) : edit.cells;
  const cells = acceptCells(sheet, edit.row, wanted, reject);
  if (row) {
    const next = withCells(row, cells);
    if (next !== row) put(draft, sheet, row, next);
  } else if (Object.keys(cells).length > 0) {
    rows.append({ id: edit.row, cells });
    noteChange(draft, sheet, edit.row, NO_CELLS, cells);
  }
}

/** Those of the cells in which nothing was ever stored. */
const unstored = (row: Row, cells: Cells): Cells =>
  Object.fromEntries(Object.entries(cells).filter(([id]) => !Object.hasOwn(row.cells, id)));

/** The row with new cells; the row itself where they say nothing new. */
function withCells(row: Row, cells: Cells): Row {
  const isNew = Object.entries(cells).some(
    ([id, value]) => !Object.hasOwn(row.cells, id) || !sameValue(row.cells[id] ?? null, value),
  );
  return isNew ? { ...row, cells: { ...row.cells, ...cells } } : row;
}

const LONGEST_ROW_ID = 100;
const isRowId = (id: string): boolean => id !== '' && id.length <= LONGEST_ROW_ID && !/\p{C}/u.test(id);

function applyInsert(draft: Draft, edit: InsertRowsEdit, reject: Reject): void {
  const sheet = draft.form.sheetById.get(edit.sheet);
  if (!sheet) return reject('unknown_sheet', { sheet: edit.sheet });
  if (sheet.rows.kind !== 'open') return reject('fixed_rows', { sheet: sheet.id });
  const rows = rowsOf(draft, sheet.id);
  let free = sheet.rows.max - rows.livingCount();
  const fresh = new Map<string, Row>();
  for (const row of edit.rows) {
    const at = { sheet: sheet.id, row: row.id };
    const known = rows.find(row.id);
    if (!isRowId(row.id)) reject('invalid_value', at);
    else if (fresh.has(row.id) || (known && !known.removed)) reject('duplicate_row', at);
    else if (free <= 0) reject('too_many_rows', at);
    else {
      free--;
      const cells = acceptCells(sheet, row.id, row.cells, reject);
      if (known) put(draft, sheet, known, { id: row.id, cells: { ...known.cells, ...cells } });
      else fresh.set(row.id, { id: row.id, cells });
    }
  }
  if (fresh.size === 0) return;
  rows.insert(edit.after, [...fresh.values()]);
  for (const row of fresh.values()) noteChange(draft, sheet, row.id, NO_CELLS, row.cells);
}

function applyRemove(draft: Draft, edit: RemoveRowsEdit, reject: Reject): void {
  const sheet = draft.form.sheetById.get(edit.sheet);
  if (!sheet) return reject('unknown_sheet', { sheet: edit.sheet });
  if (sheet.rows.kind !== 'open') return reject('fixed_rows', { sheet: sheet.id });
  const rows = rowsOf(draft, sheet.id);
  for (const id of edit.rows) {
    const row = rows.find(id);
    if (!row) reject('unknown_row', { sheet: sheet.id, row: id });
    else if (!row.removed) put(draft, sheet, row, { ...row, removed: true });
  }
}

function applyJustify(draft: Draft, edit: JustifyEdit, reject: Reject): void {
  const { rule, sheet, row, text } = edit;
  if (!draft.form.ruleById.has(rule)) return reject('unknown_rule');
  const all = draft.justifications ?? [];
  const others = all.filter((other) => !(other.rule === rule && other.sheet === sheet && other.row === row));
  if (text.trim() === '') {
    if (others.length < all.length) draft.justifications = others;
    return;
  }
  const place = { rule, ...(sheet === undefined ? {} : { sheet }), ...(row === undefined ? {} : { row }) };
  draft.justifications = [...others, { ...place, text }];
}
