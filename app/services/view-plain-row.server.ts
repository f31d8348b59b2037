import { type CompiledSheet, localize } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import type { PlainRow } from '~/protocol/plain';
import type { Refusal } from '~/protocol/saving';
import type { Viewer } from '~/protocol/views';
import { openPlainDraft, type PlainDraft } from './plain/plain-draft.server';
import { justificationsOf, messagesOfRow, plainFields } from './plain/plain-fields';

interface RowInput {
  readonly collectionId: string;
  readonly sheet: string;
  readonly row: string;
  /** The row is about to be added. */
  readonly isNew: boolean;
}

/** One row of the draft of the viewer's organisation as a page of fields; `not_found` where there is no such row. */
export async function viewPlainRow(
  em: EntityManager,
  viewer: Viewer,
  input: RowInput,
): Promise<PlainRow | Refusal> {
  const draft = await openPlainDraft(em, viewer, input.collectionId);
  return 'outcome' in draft ? draft : (describeRow(draft, viewer, input) ?? { outcome: 'not_found' });
}

function describeRow(
  { submission, form, live }: PlainDraft,
  viewer: Viewer,
  { sheet: sheetId, row, isNew }: RowInput,
): PlainRow | null {
  const sheet = form.sheetById.get(sheetId);
  if (!sheet || submission.shows !== 'draft') return null;
  const rows = (live.answers.sheets[sheetId] ?? []).filter(({ removed }) => removed !== true);
  const ids = sheet.rows.kind === 'open' ? rows.map(({ id }) => id) : [...sheet.givenById.keys()];
  const index = ids.indexOf(row);
  if (index < 0 && !(isNew && sheet.rows.kind === 'open' && ids.length < sheet.rows.max)) return null;
  const { locale } = viewer;
  const place = { sheet: sheetId, row };
  return {
    submissionId: submission.submissionId,
    revision: submission.revision,
    version: form.version,
    collectionTitle: submission.collectionTitle,
    editable: submission.editable,
    sheet: sheetId,
    sheetTitle: localize(sheet.title, locale),
    sheetHint: localize(sheet.hint, locale) || null,
    row,
    isNew: index < 0,
    title: titleOf(sheet, row, locale),
    number: index < 0 ? ids.length + 1 : index + 1,
    canRemove: index >= 0 && sheet.rows.kind === 'open',
    fields: plainFields(form, live, place, locale),
    errors: messagesOfRow(live, place, 'error'),
    warnings: messagesOfRow(live, place, 'warning'),
    justifications: justificationsOf(live, place),
  };
}

const titleOf = (sheet: CompiledSheet, row: string, locale: Viewer['locale']): string | null =>
  sheet.rows.kind === 'open' ? null : localize(sheet.givenById.get(row)?.title, locale) || row;
