import { randomUUID } from 'node:crypto';
import type { CellValue, CompiledSheet, Edit } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import type { PlainConflict, PlainEntry, PlainEntryOfRow } from '~/protocol/plain';
import type { Refusal, SaveReply } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { openPlainDraft, type PlainDraft } from './plain/plain-draft.server';
import { textsOf } from './plain/plain-fields';
import { saveEdits } from './save-edits.server';

type PlainSaved =
  | SaveReply
  | Refusal
  /** Nothing differs from what is stored. */
  | { readonly outcome: 'unchanged' }
  /** Somebody else has changed the same cells meanwhile; nothing was saved. */
  | { readonly outcome: 'conflict'; readonly cells: readonly PlainConflict[] };

interface Input {
  readonly collectionId: string;
  readonly entry: PlainEntryOfRow;
}

/**
 * Saves what a person changed in the fields of one row, and adds the row where it is new. Only cells that the person changed are
 * written; where somebody else has changed one of these meanwhile, nothing is. A form that is sent twice is saved once.
 */
export async function savePlainRow(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, entry }: Input,
): Promise<PlainSaved> {
  const draft = await openPlainDraft(em, viewer, collectionId);
  if ('outcome' in draft) return draft;
  const sheet = draft.form.sheetById.get(entry.sheet);
  if (!sheet) return { outcome: 'not_found' };
  const changed = entry.cells.filter(({ was, values }) => !isSame(was, values));
  const conflicts = findConflicts(draft, viewer, sheet, entry.row, changed);
  if (conflicts.length > 0) return { outcome: 'conflict', cells: conflicts };
  const edits = editsOf(draft, sheet, entry, changed);
  if (edits.length === 0) return { outcome: 'unchanged' };
  return send(em, viewer, collectionId, entry, [...draft.firstValues, ...edits]);
}

/** Removes a row of the viewer's organisation. */
export async function removePlainRow(
  em: EntityManager,
  viewer: Viewer,
  { collectionId, entry }: Input,
): Promise<SaveReply | Refusal> {
  const edits: Edit[] = [{ kind: 'removeRows', sheet: entry.sheet, rows: [entry.row] }];
  return send(em, viewer, collectionId, entry, edits);
}

async function send(
  em: EntityManager,
  viewer: Viewer,
  collectionId: string,
  { submissionId, clientId, revision, version }: PlainEntryOfRow,
  edits: readonly Edit[],
): Promise<SaveReply | Refusal> {
  const save = (client: string): Promise<SaveReply | Refusal> => {
    const body = {
      submissionId,
      clientId: client,
      clientSeq: 1,
      knownRevision: revision,
      definitionVersion: version,
      edits,
    };
    return saveEdits(em, viewer, { collectionId, body });
  };
  const reply = await save(clientId);
  // Whoever went back in the browser and changed something sends other edits under the same number.
  return reply.outcome === 'malformed' ? save(randomUUID()) : reply;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);

function findConflicts(
  { live }: PlainDraft,
  viewer: Viewer,
  sheet: CompiledSheet,
  row: string,
  changed: readonly PlainEntry[],
): readonly PlainConflict[] {
  return changed.flatMap(({ column: id, was, values }) => {
    const column = sheet.columnById.get(id);
    if (!column) return [];
    const now = textsOf(live.cellState(sheet.id, row, id).value, column, viewer.locale);
    return isSame(now, was) || isSame(now, values) ? [] : [{ column: id, theirs: now.join('; ') }];
  });
}

function editsOf(
  { live }: PlainDraft,
  sheet: CompiledSheet,
  { row, isNew, justifications }: PlainEntryOfRow,
  changed: readonly PlainEntry[],
): readonly Edit[] {
  const cells = Object.fromEntries(changed.map((one) => [one.column, valueOf(sheet, one)]));
  const rows = (live.answers.sheets[sheet.id] ?? []).filter(({ removed }) => removed !== true);
  const isAdded = isNew && !rows.some(({ id }) => id === row);
  const edits: Edit[] = [];
  if (isAdded && Object.keys(cells).length > 0) {
    edits.push({
      kind: 'insertRows',
      sheet: sheet.id,
      after: rows.at(-1)?.id ?? null,
      rows: [{ id: row, cells }],
    });
  } else if (Object.keys(cells).length > 0) {
    edits.push({ kind: 'set', sheet: sheet.id, row, cells });
  }
  for (const { rule, was, text } of justifications) {
    if (text.trim() !== was.trim())
      edits.push({ kind: 'justify', rule, sheet: sheet.id, row, text: text.trim() });
  }
  return edits;
}

/** As it was typed: the engine reads it, and keeps what it cannot read. */
function valueOf(sheet: CompiledSheet, { column, values }: PlainEntry): CellValue {
  if (sheet.columnById.get(column)?.type === 'choices') return values.length > 0 ? values : null;
  const [text = ''] = values;
  return text.trim() === '' ? null : text;
}
