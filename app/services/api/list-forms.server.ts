import { type CompiledForm, type Locale, localize, toDataPackage, toJsonSchema } from 'engine';
import { z } from 'zod';
import { visibleOrgUnits } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { type ApiFormRow, findApiForms } from '~/db/queries/api.server';
import type { Viewer } from '~/protocol/views';
import { loadForm } from '../collecting/forms.server';
import { writeCursor } from './cursor.server';
import type { FormVersionAnswer, FormVersionDetails, Paged, TableSchemaAnswer } from './schemas.server';
import { pageOf } from './views.server';

export interface FormName {
  readonly form: string;
  readonly version: number;
}

const scopeOf = (viewer: Viewer) => visibleOrgUnits(viewer, 'collection.monitor', 's', 1);

/** Versions of forms that the viewer's organisations fill or have filled. */
export async function listForms(
  em: EntityManager,
  viewer: Viewer,
  query: { readonly limit: number; readonly cursor?: readonly [string, string] },
): Promise<Paged<FormVersionAnswer>> {
  const rows = await findApiForms(em, scopeOf(viewer), { after: query.cursor, limit: query.limit + 1 });
  return pageOf(rows, query.limit, toView, (last) => writeCursor('forms', [last.form, String(last.version)]));
}

/** One version whole; null where the viewer's organisations have nothing to do with it. */
export async function getForm(
  em: EntityManager,
  viewer: Viewer,
  name: FormName,
  locale: Locale,
): Promise<FormVersionDetails | null> {
  const row = await findVersion(em, viewer, name);
  if (!row) return null;
  const { source, form } = await loadForm(em, row.id);
  return {
    ...toView(row),
    sheets: form.sheets.map(({ id, title }) => ({ id, title: inBoth(title) })),
    definition: z.record(z.unknown()).parse(source.definition),
    codeLists: source.codeLists,
    answersSchema: toJsonSchema(form, locale),
  };
}

/** A sheet as a table; null where there is none that the viewer has to do with. */
export async function getTableSchema(
  em: EntityManager,
  viewer: Viewer,
  { sheet, ...name }: FormName & { readonly sheet: string },
  locale: Locale,
): Promise<TableSchemaAnswer | null> {
  const row = await findVersion(em, viewer, name);
  return row && tableSchemaOf((await loadForm(em, row.id)).form, sheet, locale);
}

function tableSchemaOf(form: CompiledForm, sheet: string, locale: Locale): TableSchemaAnswer | null {
  // Names of resources are in lower case: sheets are told apart by their place.
  const resource = toDataPackage(form, locale).resources[form.sheets.findIndex(({ id }) => id === sheet)];
  if (!resource) return null;
  return {
    name: sheet,
    title: resource.title,
    fields: [...resource.schema.fields],
    missingValues: [...resource.schema.missingValues],
  };
}

async function findVersion(em: EntityManager, viewer: Viewer, only: FormName): Promise<ApiFormRow | null> {
  const [row] = await findApiForms(em, scopeOf(viewer), { only, limit: 1 });
  return row ?? null;
}

const storedTitle = z.union([z.string(), z.object({ ru: z.string().optional(), en: z.string().optional() })]);

const inBoth = (text: Parameters<typeof localize>[0]) => ({
  ru: localize(text, 'ru'),
  en: localize(text, 'en'),
});

const toView = (row: ApiFormRow): FormVersionAnswer => ({
  form: row.form,
  version: row.version,
  title: inBoth(storedTitle.parse(row.title)),
  publishedAt: row.published_at.toISOString(),
});
