/** What the schema `analytics` holds besides the views of forms. Every statement may run again at any time. */
import { analyticsSchema as schema } from './analytics-sql';
import { isParticipant, joinException, ownClosing, shownStatus } from './collections.server';

/**
 * The date that a text of the form `YYYY-MM-DD` is, else null: 30 February is no error that would stop a query over the whole country.
 * In one expression, so that PostgreSQL puts it into the query instead of calling it for each row.
 */
function asDate(serverVersion: number): string {
  const parts = `make_date(left(value, 4)::int, substr(value, 6, 2)::int, 1)`;
  const isDate =
    serverVersion >= 16
      ? `pg_input_is_valid(value, 'date')`
      : `case when value ~ '^([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'
           then right(value, 2)::int <= extract(day from ${parts} + interval '1 month' - interval '1 day') end`;
  return `create or replace function ${schema}.as_date(value text) returns date language sql stable parallel safe as $body$
    select case when value like '____-__-__' then case when ${isDate} then value::date end end $body$`;
}

const participants = `create or replace view ${schema}.participants as
  select o.code as login, o.title as organisation, o.organisation_kind as kind,
         m.title as municipality, m.code as municipality_code, g.title as region, g.code as region_code,
         c.id as collection_id, c.title as collection, v.form_id as form, v.version,
         ${shownStatus} as status, s.started_at, s.changed_at, s.submitted_at,
         (select max(r.number) from submission_revision r where r.submission_id = s.id) as receipt,
         ${ownClosing} as closes_at
    from submission s join collection c on c.id = s.collection_id ${joinException}
    join definition_version v on v.id = s.definition_version_id
    join org_unit o on o.id = s.org_unit_id left join org_unit m on m.id = s.municipality_id
    left join org_unit g on g.id = s.region_id
   where ${isParticipant}`;

const collections = `create or replace view ${schema}.collections as
  select c.id, c.title, v.form_id as form, v.version, c.opens_at, c.closes_at, c.previous_collection_id
    from collection c join definition_version v on v.id = c.definition_version_id`;

const dictionary = `create or replace view ${schema}.dictionary as
  select w.view_name, w.form_id as form, w.version, w.sheet_id as sheet, w.title_ru as sheet_title_ru, w.title_en as sheet_title_en,
         d.position, d.name as column_name, d.label_name, d.column_id, d.sql_type, d.kind, d.list_id as list,
         d.title_ru, d.title_en, d.group_ru, d.group_en, d.hint_ru, d.hint_en, d.computed
    from ${schema}.form_view w join ${schema}.form_view_column d using (view_name)`;

const codes = `create or replace view ${schema}.codes as
  select l.form_id as form, l.version, l.list_id as list, k.n as position, k.code ->> 'code' as code,
         k.code ->> 'ru' as label_ru, k.code ->> 'en' as label_en
    from ${schema}.code_list l cross join lateral jsonb_array_elements(l.codes) with ordinality k (code, n)`;

const tables = [
  // Which views there are and what they were made of: one that is made alike is left alone.
  `create table if not exists ${schema}.form_view (
    view_name text primary key,
    form_id text not null,
    version integer not null,
    sheet_id text not null,
    title_ru text not null,
    title_en text not null,
    fingerprint text not null,
    unique (form_id, version, sheet_id)
  )`,
  `create table if not exists ${schema}.form_view_column (
    view_name text not null references ${schema}.form_view (view_name) on delete cascade,
    position integer not null,
    name text not null,
    label_name text,
    column_id text not null,
    sql_type text not null,
    kind text not null,
    list_id text,
    title_ru text not null,
    title_en text not null,
    group_ru text not null,
    group_en text not null,
    hint_ru text not null,
    hint_en text not null,
    computed boolean not null,
    primary key (view_name, position)
  )`,
  `create table if not exists ${schema}.code_list (
    form_id text not null,
    version integer not null,
    list_id text not null,
    codes jsonb not null,
    labels jsonb not null,
    primary key (form_id, version, list_id)
  )`,
];

const comments: readonly (readonly [string, string])[] = [
  ['participants', 'Участники сборов со статусом: по строке на организацию и сбор, отозванные не показаны'],
  ['collections', 'Сборы: форма, срок'],
  ['dictionary', 'Столбцы представлений с данными форм: название, тип, подсказка, список'],
  ['codes', 'Коды списков форм и их названия'],
];

/** `serverVersion` is the first number of the server's version: 15 or more. */
export const schemaStatements = (serverVersion: number): readonly string[] => [
  `create schema if not exists ${schema}`,
  ...tables,
  asDate(serverVersion),
  participants,
  collections,
  dictionary,
  codes,
  ...comments.map(([name, text]) => `comment on view ${schema}.${name} is '${text}'`),
];
