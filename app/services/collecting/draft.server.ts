/** The draft of a submission between the database and the engine: loaded whole, or just what a list of edits needs. */
import { type Answers, applyEdits, type CompiledForm, type Edit, type Justification, type Row } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import {
  type AnswerRowRow,
  type ChangedRow,
  findAnswerRows,
  findJustifications,
  findLastOrderKeys,
  findSelectedRows,
  replaceJustifications,
  type RowSelection,
  storeAnswerRows,
} from '~/db/queries/answers.server';
import { orderKeysBetween } from './order-keys.server';

/** The whole draft: rows in order, tombstones included. */
export async function loadDraft(em: EntityManager, submissionId: string): Promise<Answers> {
  const rows = await findAnswerRows(em, submissionId);
  return toAnswers(rows, await findJustifications(em, submissionId));
}

function toAnswers(rows: readonly AnswerRowRow[], justifications: readonly Justification[]): Answers {
  const sheets = new Map<string, Row[]>();
  for (const { sheet_id, row_id, cells, removed } of rows) {
    const row: Row = { id: row_id, cells: cells ?? {}, ...(removed ? { removed: true as const } : {}) };
    const sheet = sheets.get(sheet_id);
    if (sheet) sheet.push(row);
    else sheets.set(sheet_id, [row]);
  }
  return { sheets: Object.fromEntries(sheets), ...(justifications.length > 0 ? { justifications } : {}) };
}

export interface AppliedToDraft {
  readonly rejected: ReturnType<typeof applyEdits>['rejected'];
  readonly isEffective: boolean;
}

/**
 * Applies edits to the stored draft; the caller holds the lock. Reads and writes only the rows that the edits speak of, and the
 * places of rows where rows are inserted; the outcome is that of `applyEdits` on the whole draft.
 */
export async function applyToDraft(
  em: EntityManager,
  submissionId: string,
  form: CompiledForm,
  edits: readonly Edit[],
): Promise<AppliedToDraft> {
  const justifications = await findJustifications(em, submissionId);
  const selection = select(form, edits, justifications);
  const stored = await findSelectedRows(em, submissionId, selection);
  const before = toAnswers(stored, justifications);
  const { answers: after, rejected } = applyEdits(form, before, edits);
  if (after === before) return { rejected, isEffective: false };
  // Only of sheets whose rows the form gives are rows appended without all others being known here.
  const appending = sheetsThatAppend(form, before, after);
  const lastKeys =
    appending.length > 0 ? await findLastOrderKeys(em, submissionId, appending) : new Map<string, string>();
  const keys = new Map(stored.map((row) => [addressOf(row.sheet_id, row.row_id), row.order_key]));
  const changed = Object.entries(after.sheets).flatMap(([sheet, rows]) =>
    changedRows({
      sheet,
      rows,
      before: before.sheets[sheet] ?? [],
      keys,
      lastKey: lastKeys.get(sheet) ?? null,
    }),
  );
  await storeAnswerRows(em, submissionId, changed);
  if (after.justifications !== before.justifications) {
    await replaceJustifications(em, submissionId, after.justifications ?? []);
  }
  return { rejected, isEffective: true };
}

/** What the engine reads to apply the edits: the rows they name, and those that justifications speak of, which may lapse. */
function select(
  form: CompiledForm,
  edits: readonly Edit[],
  justifications: readonly Justification[],
): RowSelection {
  const wholeSheets = new Set<string>();
  const rows: { sheet: string; row: string }[] = justifications.flatMap(({ sheet, row }) =>
    sheet === undefined || row === undefined ? [] : [{ sheet, row }],
  );
  for (const edit of edits) {
    switch (edit.kind) {
      case 'set':
        rows.push({ sheet: edit.sheet, row: edit.row });
        break;
      case 'insertRows':
        if (form.sheetById.get(edit.sheet)?.rows.kind === 'open') wholeSheets.add(edit.sheet);
        for (const { id } of edit.rows) rows.push({ sheet: edit.sheet, row: id });
        break;
      case 'removeRows':
        for (const row of edit.rows) rows.push({ sheet: edit.sheet, row });
        break;
      case 'justify':
        break;
    }
  }
  return { wholeSheets: [...wholeSheets], rows };
}

function sheetsThatAppend(form: CompiledForm, before: Answers, after: Answers): string[] {
  return Object.entries(after.sheets)
    .filter(([sheet, rows]) => rows.length > (before.sheets[sheet]?.length ?? 0))
    .map(([sheet]) => sheet)
    .filter((sheet) => form.sheetById.get(sheet)?.rows.kind !== 'open');
}

interface SheetChange {
  readonly sheet: string;
  readonly rows: readonly Row[];
  readonly before: readonly Row[];
  /** Order keys of stored rows by address. */
  readonly keys: ReadonlyMap<string, string>;
  /** Key that appended rows stand after, where not all rows are known. */
  readonly lastKey: string | null;
}

/** Rows that are new or another, with their keys: a run of new rows gets keys between those of its neighbours. */
function changedRows({ sheet, rows, before, keys, lastKey }: SheetChange): ChangedRow[] {
  if (rows === before) return [];
  const known = new Set(before);
  const changed: ChangedRow[] = [];
  const keyAt = (index: number): string | undefined => keys.get(addressOf(sheet, rows[index]?.id ?? ''));
  let previous: string | null = null;
  for (let index = 0; index < rows.length;) {
    const key = keyAt(index);
    if (key !== undefined) {
      const row = rows[index];
      if (row && !known.has(row)) changed.push(toChanged(sheet, row, key));
      previous = key;
      index++;
      continue;
    }
    let end = index + 1;
    while (end < rows.length && keyAt(end) === undefined) end++;
    const run = rows.slice(index, end);
    const fresh = orderKeysBetween(lastKey ?? previous, keyAt(end) ?? null, run.length);
    changed.push(...run.map((row, place) => toChanged(sheet, row, fresh[place] ?? '')));
    previous = fresh.at(-1) ?? previous;
    index = end;
  }
  return changed;
}

const toChanged = (sheet: string, { id, cells, removed }: Row, key: string): ChangedRow => ({
  sheet,
  row: id,
  key,
  cells,
  removed: removed ?? false,
});

const addressOf = (sheet: string, row: string): string => `${sheet}\0${row}`;
