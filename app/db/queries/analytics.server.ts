import { createHash } from 'node:crypto';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';
import {
  type AnalyticsCodeList,
  type AnalyticsView,
  analystRole,
  analyticsSchema as schema,
  dropView,
  viewStatements,
} from './analytics-sql';
import { schemaStatements } from './analytics-schema';

/** Any number, the same in all processes: one at a time changes the schema. */
const analyticsLock = 7_266_204;

/** Until the transaction ends, nobody else changes the schema. */
export async function lockAnalytics(em: EntityManager): Promise<void> {
  await execute(em, 'select pg_advisory_xact_lock($1)', [analyticsLock]);
}

/** The schema with everything that belongs to no form. Throws where the database user may not create schemas. */
export async function createAnalyticsSchema(em: EntityManager): Promise<void> {
  const server = await queryRow<{ version: number }>(
    em,
    `select current_setting('server_version_num')::int / 10000 as version`,
  );
  for (const statement of schemaStatements(server?.version ?? 15)) await execute(em, statement);
}

export async function hasAnalyticsSchema(em: EntityManager): Promise<boolean> {
  const row = await queryRow<{ found: boolean }>(
    em,
    `select to_regclass('${schema}.form_view') is not null as found`,
  );
  return row?.found === true;
}

/** Creates the group role where it is missing. Throws where the database user may not. */
export async function createAnalystRole(em: EntityManager): Promise<void> {
  if (await hasAnalystRole(em)) return;
  await execute(
    em,
    `do $body$ begin create role ${analystRole} nologin;
      exception when duplicate_object or unique_violation then null; end $body$`,
  );
}

export async function hasAnalystRole(em: EntityManager): Promise<boolean> {
  return (await queryRow(em, 'select 1 from pg_roles where rolname = $1', [analystRole])) !== null;
}

/** Lets the role read everything that is in the schema now, and nothing else. */
export async function grantToAnalysts(em: EntityManager): Promise<void> {
  await execute(em, `grant usage on schema ${schema} to ${analystRole}`);
  await execute(em, `grant select on all tables in schema ${schema} to ${analystRole}`);
}

export interface PublishedVersion {
  readonly id: string;
  readonly form_id: string;
  readonly version: number;
}

export function findPublishedVersions(em: EntityManager): Promise<PublishedVersion[]> {
  return queryRows(
    em,
    'select id, form_id, version from definition_version where published_at is not null order by form_id, version',
  );
}

/** Puts these lists of codes in the place of the version's. */
export async function storeCodeLists(
  em: EntityManager,
  { form_id, version }: Omit<PublishedVersion, 'id'>,
  lists: readonly AnalyticsCodeList[],
): Promise<void> {
  await execute(em, `delete from ${schema}.code_list where form_id = $1 and version = $2`, [
    form_id,
    version,
  ]);
  for (const { id, codes } of lists) {
    const labels = Object.fromEntries(codes.map(({ code, ru }) => [code, ru]));
    await execute(
      em,
      `insert into ${schema}.code_list (form_id, version, list_id, codes, labels) values ($1, $2, $3, $4::jsonb, $5::jsonb)`,
      [form_id, version, id, JSON.stringify(codes), JSON.stringify(labels)],
    );
  }
}

/** Makes a view anew, unless it is there and would be the same. Throws where others have built upon it what stands in the way. */
export async function putView(em: EntityManager, view: AnalyticsView): Promise<'made' | 'same'> {
  const statements = viewStatements(view);
  const fingerprint = createHash('sha256').update(statements.join(';')).digest('hex');
  const known = await queryRow<{ view_name: string; fingerprint: string; there: boolean }>(
    em,
    `select f.view_name, f.fingerprint, p.viewname is not null as there
       from ${schema}.form_view f left join pg_views p on p.schemaname = $4 and p.viewname = f.view_name
      where f.form_id = $1 and f.version = $2 and f.sheet_id = $3`,
    [view.formId, view.version, view.sheetId, schema],
  );
  if (known?.there && known.fingerprint === fingerprint) return 'same';
  const old = new Set([view.name, known?.view_name ?? view.name]);
  for (const statement of [...[...old].map(dropView), ...statements]) await execute(em, statement);
  await storeDescription(em, view, fingerprint);
  return 'made';
}

async function storeDescription(em: EntityManager, view: AnalyticsView, fingerprint: string): Promise<void> {
  await execute(em, `delete from ${schema}.form_view where form_id = $1 and version = $2 and sheet_id = $3`, [
    view.formId,
    view.version,
    view.sheetId,
  ]);
  await execute(
    em,
    `insert into ${schema}.form_view (view_name, form_id, version, sheet_id, title_ru, title_en, fingerprint)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [view.name, view.formId, view.version, view.sheetId, view.title.ru, view.title.en, fingerprint],
  );
  const columns = view.columns.map((column, i) => ({
    position: i + 1,
    name: column.name,
    label_name: column.labelName,
    column_id: column.id,
    sql_type: column.type,
    kind: column.kind,
    list_id: column.list,
    title_ru: column.title.ru,
    title_en: column.title.en,
    group_ru: column.group.ru,
    group_en: column.group.en,
    hint_ru: column.hint.ru,
    hint_en: column.hint.en,
    computed: column.isComputed,
  }));
  await execute(
    em,
    `insert into ${schema}.form_view_column select $1, c.* from jsonb_to_recordset($2::jsonb) as c (
       position integer, name text, label_name text, column_id text, sql_type text, kind text, list_id text, title_ru text,
       title_en text, group_ru text, group_en text, hint_ru text, hint_en text, computed boolean)`,
    [view.name, JSON.stringify(columns)],
  );
}
