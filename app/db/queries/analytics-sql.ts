/** SQL of the schema `analytics`. Pure: from plain descriptions to statements; nothing of a form reaches them unquoted. */
import { isParticipant } from './collections.server';

export const analyticsSchema = 'analytics';
/** The group role that may read the schema, and nothing else. */
export const analystRole = 'sbor_analyst';

interface InBoth {
  readonly ru: string;
  readonly en: string;
}

export interface AnalyticsColumn {
  /** As in the form. */
  readonly id: string;
  /** Name in the view, and that of the label of its codes. */
  readonly name: string;
  readonly labelName: string | null;
  readonly type: 'text' | 'numeric' | 'date' | 'boolean' | 'text[]';
  /** The type as forms call it. */
  readonly kind: string;
  readonly list: string | null;
  readonly title: InBoth;
  readonly group: InBoth;
  readonly hint: InBoth;
  readonly isComputed: boolean;
}

export interface AnalyticsView {
  readonly name: string;
  readonly formId: string;
  readonly version: number;
  readonly sheetId: string;
  readonly definitionVersionId: string;
  readonly formTitle: InBoth;
  readonly title: InBoth;
  readonly hint: string;
  /** Titles of given rows; null where rows are open. */
  readonly rowTitles: readonly { readonly row: string; readonly title: string }[] | null;
  readonly columns: readonly AnalyticsColumn[];
}

export interface AnalyticsCodeList {
  readonly id: string;
  readonly codes: readonly ({ readonly code: string } & InBoth)[];
}

/** A text as a literal of SQL that holds no character with a meaning: neither to PostgreSQL nor to those who count `?` and `$1`. */
export function literal(text: string): string {
  const escaped = text.replace(
    /[^\p{L}\p{N} .,:;()«»„“_–—-]/gu,
    (character) => `\\+${(character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')}`,
  );
  return `U&'${escaped}'`;
}

/** A name in quotes. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const inSchema = (name: string): string => `${analyticsSchema}.${quoted(name)}`;

/** What every view begins with: whose row it is. Ids of columns begin with a letter, so that none of them is named like these. */
const leadColumns: readonly (readonly [name: string, sql: string, comment: string])[] = [
  ['_login', 'o.code', 'Логин организации'],
  ['_organisation', 'o.title', 'Организация'],
  ['_kind', 'o.organisation_kind', 'Вид организации: edu, ksh, spo'],
  ['_municipality', 'm.title', 'Муниципалитет, каким он был при составлении списка участников'],
  ['_municipality_code', 'm.code', 'Код муниципалитета'],
  ['_region', 'g.title', 'Регион, каким он был при составлении списка участников'],
  ['_region_code', 'g.code', 'Код региона'],
  ['_collection', 'c.title', 'Сбор'],
  ['_collection_id', 's.collection_id', 'Идентификатор сбора'],
  ['_submitted_at', 'r.submitted_at', 'Когда отчёт сдан в последний раз'],
  ['_receipt', 'r.number', 'Номер квитанции сданного отчёта'],
  ['_row_number', 'e.n', 'Номер строки на листе, с 1'],
  ['_row', `e.row ->> 'id'`, 'Идентификатор строки на листе'],
];

/** Rows of reports as they were submitted last; joins that a query needs nothing of are left out by PostgreSQL. */
const rowsOf = (view: AnalyticsView): string => `
  from submission_revision r
  join submission s on s.id = r.submission_id and s.status = 'submitted' and ${isParticipant}
  left join collection c on c.id = s.collection_id
  left join org_unit o on o.id = s.org_unit_id
  left join org_unit m on m.id = s.municipality_id
  left join org_unit g on g.id = s.region_id
  cross join lateral jsonb_array_elements(r.answers -> 'sheets' -> ${literal(view.sheetId)}) with ordinality e (row, n)
  where r.definition_version_id = ${literal(view.definitionVersionId)}
    and not exists (select from submission_revision later
                     where later.submission_id = r.submission_id and later.number > r.number)`;

/** The value of a cell; null where it is blank, could not be read or is not of the column's type. */
function valueOf({ id, type }: AnalyticsColumn): string {
  const cell = `(e.row -> 'cells' -> ${literal(id)})`;
  const text = `(e.row -> 'cells' ->> ${literal(id)})`;
  const only = (jsonType: string, value: string) =>
    `case jsonb_typeof(${cell}) when '${jsonType}' then ${value} end`;
  switch (type) {
    case 'numeric':
      return only('number', `${cell}::numeric`);
    case 'boolean':
      return only('boolean', `${cell}::boolean`);
    case 'text':
      return only('string', text);
    case 'date':
      return `${analyticsSchema}.as_date(${text})`;
    case 'text[]':
      return only('array', `array(select jsonb_array_elements_text(${cell}))`);
  }
}

/** Labels come from one stored object a list, read once a query; a code that has none stands for itself. */
function labelOf(view: AnalyticsView, column: AnalyticsColumn): string {
  const cell = `(e.row -> 'cells' -> ${literal(column.id)})`;
  const text = `(e.row -> 'cells' ->> ${literal(column.id)})`;
  // The call makes a plain value of what is stored compressed: else it would be unpacked once a row.
  const labels = `(select jsonb_strip_nulls(l.labels) from ${analyticsSchema}.code_list l
    where l.form_id = ${literal(view.formId)} and l.version = ${view.version} and l.list_id = ${literal(column.list ?? '')})`;
  if (column.type === 'text')
    return `case jsonb_typeof(${cell}) when 'string' then coalesce(${labels} ->> ${text}, ${text}) end`;
  return `case jsonb_typeof(${cell}) when 'array' then
    array(select coalesce(${labels} ->> k.code, k.code) from jsonb_array_elements_text(${cell}) with ordinality k (code, n) order by k.n) end`;
}

interface ViewColumn {
  readonly name: string;
  readonly sql: string;
  readonly comment: string;
}

function columnsOf(view: AnalyticsView): readonly ViewColumn[] {
  const lead = leadColumns.map(([name, sql, comment]) => ({ name, sql, comment }));
  const titles = view.rowTitles && [
    { name: '_row_title', sql: rowTitle(view.rowTitles), comment: 'Название строки' },
  ];
  return [
    ...lead,
    ...(titles ?? []),
    ...view.columns.flatMap((column): ViewColumn[] => {
      const comment = commentOf(column);
      const value = { name: column.name, sql: valueOf(column), comment };
      if (column.labelName === null) return [value];
      return [
        value,
        { name: column.labelName, sql: labelOf(view, column), comment: `${comment} (название)` },
      ];
    }),
  ];
}

const rowTitle = (titles: NonNullable<AnalyticsView['rowTitles']>): string =>
  `(${literal(JSON.stringify(Object.fromEntries(titles.map(({ row, title }) => [row, title]))))}::jsonb ->> (e.row ->> 'id'))`;

function commentOf({ group, title, hint, isComputed }: AnalyticsColumn): string {
  const heading = group.ru === '' ? title.ru : `${group.ru}: ${title.ru}`;
  return [heading, hint.ru, isComputed ? 'Вычисляется.' : ''].filter((part) => part !== '').join('. ');
}

/** Statements that make a view with its comments; the view must not be there. */
export function viewStatements(view: AnalyticsView): readonly string[] {
  const columns = columnsOf(view);
  const name = inSchema(view.name);
  const about = [`${view.formTitle.ru}, версия ${view.version}. ${view.title.ru}`, view.hint]
    .filter((part) => part !== '')
    .join('. ');
  return [
    `create view ${name} as select ${columns.map(({ sql, name: column }) => `${sql} as ${quoted(column)}`).join(',\n  ')}${rowsOf(view)}`,
    `comment on view ${name} is ${literal(about)}`,
    ...columns.map(
      ({ name: column, comment }) => `comment on column ${name}.${quoted(column)} is ${literal(comment)}`,
    ),
  ];
}

export const dropView = (name: string): string => `drop view if exists ${inSchema(name)}`;
