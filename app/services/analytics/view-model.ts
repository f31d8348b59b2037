import {
  type CompiledColumn,
  type CompiledForm,
  type CompiledSheet,
  localize,
  type LocalizedText,
} from 'engine';
import type { AnalyticsCodeList, AnalyticsColumn, AnalyticsView } from '~/db/queries/analytics-sql';
import type { PublishedVersion } from '~/db/queries/analytics.server';
import { columnNames, viewName } from './names';

const TYPES: Readonly<Record<CompiledColumn['type'], AnalyticsColumn['type']>> = {
  text: 'text',
  integer: 'numeric',
  number: 'numeric',
  date: 'date',
  boolean: 'boolean',
  choice: 'text',
  choices: 'text[]',
};

/** The views of a published version, one a sheet, and the lists of codes whose labels stand in them. */
export function toAnalyticsViews(
  form: CompiledForm,
  version: PublishedVersion,
): { readonly views: readonly AnalyticsView[]; readonly lists: readonly AnalyticsCodeList[] } {
  return {
    views: form.sheets.map((sheet) => viewOf(form, sheet, version)),
    lists: [...form.lists.values()].map(({ id, codes }) => ({
      id,
      codes: codes.map(({ value, label }) => ({ code: value, ...inBoth(label, value) })),
    })),
  };
}

function viewOf(form: CompiledForm, sheet: CompiledSheet, published: PublishedVersion): AnalyticsView {
  const { form_id: formId, version } = published;
  const names = columnNames(
    sheet.columns.map((column) => ({ id: column.id, hasLabel: column.list !== undefined })),
  );
  const rowTitles = sheet.rows.kind === 'fixed' ? sheet.rows.items : [];
  return {
    name: viewName(formId, version, sheet.id),
    formId,
    version,
    sheetId: sheet.id,
    definitionVersionId: published.id,
    formTitle: inBoth(form.title, formId),
    title: inBoth(sheet.title, sheet.id),
    hint: localize(sheet.hint, 'ru'),
    rowTitles:
      sheet.rows.kind === 'fixed'
        ? rowTitles.map(({ id, title }) => ({ row: id, title: localize(title, 'ru') }))
        : null,
    columns: sheet.columns.map((column) => {
      const named = names.get(column.id);
      return {
        id: column.id,
        name: named?.name ?? column.id,
        labelName: named?.label ?? null,
        type: TYPES[column.type],
        kind: column.type,
        list: column.list?.id ?? null,
        title: inBoth(column.title, column.id),
        group: inBoth(column.group, ''),
        hint: inBoth(column.hint, ''),
        isComputed: column.value !== undefined,
      };
    }),
  };
}

/** Texts in Russian and English; what is there in one language only stands for both. */
function inBoth(
  text: LocalizedText | undefined,
  otherwise: string,
): { readonly ru: string; readonly en: string } {
  return { ru: localize(text, 'ru') || otherwise, en: localize(text, 'en') || otherwise };
}
