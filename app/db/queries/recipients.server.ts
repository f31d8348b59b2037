import type { EntityManager } from '../orm.server';
import { queryRow, queryRows, type SqlParameter } from '../sql.server';
import { type Audience, audienceSchema } from './audiences.server';
import { containing } from './files.server';

type Add = (value: SqlParameter) => string;

/** A condition on what the caller may see, with its own parameters from `$1`: see `visibleOrgUnits` for the alias `s`. */
export interface Scope {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** Organisations as recipients: `s` with the columns that scopes know. One without an account gets nothing. */
const organisations = `(select o.id as org_unit_id, o.region_id, o.municipality_id, o.organisation_kind, o.title,
    u.login from org_unit o join lateral (select min(u.login) as login from user_account u
      where u.org_unit_id = o.id and u.role = 'organisation' and u.disabled_at is null) u on u.login is not null
   where o.kind = 'organisation') s`;

/**
 * The condition under which an organisation `s` is addressed by all of these audiences. It says the same as `audienceConditions`
 * says of one viewer, in terms of columns: whole countries are counted by it.
 */
function isRecipient(audiences: readonly unknown[], add: Add): string {
  const conditions = audiences.map((given) => {
    const parsed = audienceSchema.safeParse(given ?? null);
    // What cannot be read is addressed to organizers only.
    return parsed.success ? addressed(parsed.data, add) : 'false';
  });
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

function addressed(audience: Audience, add: Add): string {
  if (audience === null) return 'true';
  const { roles, kinds, regions, municipalities, logins } = audience;
  if (roles && !roles.includes('organisation')) return 'false';
  const conditions = ['true'];
  if (kinds) conditions.push(`s.organisation_kind = any(${add(kinds)})`);
  if (regions) conditions.push(`s.region_id = any(${add(regions)}::uuid[])`);
  if (municipalities) conditions.push(`s.municipality_id = any(${add(municipalities)}::uuid[])`);
  if (logins) {
    conditions.push(`s.org_unit_id in (select a.org_unit_id from user_account a
      where a.login = any(${add(logins)}) and a.role = 'organisation')`);
  }
  return `(${conditions.join(' and ')})`;
}

export interface FileAudience {
  readonly fileId: string;
  readonly audience: unknown;
}

export interface RecipientCounts {
  readonly total: number;
  readonly downloaded: number;
}

/**
 * For each file, how many organisations in the scope it is addressed to, and how many of those have downloaded it (A18). Files of one
 * audience are counted together.
 */
export async function countRecipients(
  em: EntityManager,
  publicationAudience: unknown,
  files: readonly FileAudience[],
  scope: Scope,
): Promise<ReadonlyMap<string, RecipientCounts>> {
  const groups = new Map<string, { readonly audience: unknown; readonly ids: string[] }>();
  for (const { fileId, audience } of files) {
    const key = JSON.stringify(audience ?? null);
    const group = groups.get(key) ?? { audience, ids: [] };
    group.ids.push(fileId);
    groups.set(key, group);
  }
  const counts = new Map<string, RecipientCounts>();
  for (const { audience, ids } of groups.values()) {
    const parameters: SqlParameter[] = [...scope.parameters];
    const add: Add = (value) => `$${parameters.push(value)}`;
    const condition = `${scope.sql} and ${isRecipient([publicationAudience, audience], add)}`;
    const rows = await queryRows<{ file_id: string; total: number; downloaded: number }>(
      em,
      `with recipient as materialized (select s.org_unit_id from ${organisations} where ${condition}),
            downloaded as (${scope.sql === 'true' ? countAll(add(ids)) : countEach(add(ids))})
       select f.file_id, (select count(*) from recipient) as total, coalesce(d.n, 0) as downloaded
         from unnest(${add(ids)}::uuid[]) f (file_id) left join downloaded d on d.file_id = f.file_id`,
      parameters,
    );
    for (const row of rows) counts.set(row.file_id, { total: row.total, downloaded: row.downloaded });
  }
  return counts;
}

/** Of a whole country: one pass over the downloads of all files. */
const countAll = (ids: string): string => `select d.file_id, count(*) as n from organisation_download d
  join recipient r on r.org_unit_id = d.org_unit_id where d.file_id = any(${ids}::uuid[]) group by d.file_id`;

/** Of a territory: its organisations are looked up file by file; most downloads are of others. */
const countEach = (ids: string): string => `select f.file_id, (select count(*) from recipient r
  join organisation_download d on d.org_unit_id = r.org_unit_id and d.file_id = f.file_id) as n
  from unnest(${ids}::uuid[]) f (file_id)`;

/** Which accounts of organisations among these logins are there, and whether a publication is addressed to them. */
export async function findAddressees(
  em: EntityManager,
  publicationAudience: unknown,
  logins: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const parameters: SqlParameter[] = [logins];
  const condition = isRecipient([publicationAudience], (value) => `$${parameters.push(value)}`);
  const rows = await queryRows<{ login: string; is_addressed: boolean }>(
    em,
    `select s.login, ${condition} as is_addressed from (
       select o.id as org_unit_id, o.region_id, o.municipality_id, o.organisation_kind, u.login from user_account u
         join org_unit o on o.id = u.org_unit_id
        where u.role = 'organisation' and u.disabled_at is null and u.login = any($1)) s`,
    parameters,
  );
  return new Map(rows.map(({ login, is_addressed }) => [login, is_addressed]));
}

export interface WatchedFileRow {
  readonly id: string;
  readonly name: string;
  readonly audience: unknown;
  readonly block_id: string;
  readonly publication_title: string;
  readonly publication_audience: unknown;
  readonly section_slug: string;
  readonly slug: string;
}

/** A file with the place where it is published. */
export function findWatchedFile(em: EntityManager, fileId: string): Promise<WatchedFileRow | null> {
  return queryRow<WatchedFileRow>(
    em,
    `select f.id, f.name, f.audience, f.block_id, p.title as publication_title, p.audience as publication_audience,
            sc.slug as section_slug, p.slug
       from stored_file f join publication_block b on b.id = f.block_id join publication p on p.id = b.publication_id
       join section sc on sc.id = p.section_id
      where f.id = $1 and f.removed_at is null and p.published_at <= now()`,
    [fileId],
  );
}

export interface RecipientRow {
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly first_at: Date | null;
  readonly last_at: Date | null;
  readonly times: number;
}

export interface RecipientSearch {
  readonly text: string;
  readonly state: 'all' | 'downloaded' | 'waiting';
  readonly limit: number;
  readonly offset: number;
}

const recipientColumns = `s.login, s.title as organisation, coalesce(m.title, '') as municipality,
  coalesce(r.title, '') as region, d.first_at, d.last_at, coalesce(d.times, 0) as times`;
const recipientTables = `${organisations} left join org_unit m on m.id = s.municipality_id
  left join org_unit r on r.id = s.region_id`;

/** Organisations in the scope that a file is addressed to, by login, with their downloads; those that match on all pages counted. */
export async function findRecipients(
  em: EntityManager,
  file: Pick<WatchedFileRow, 'id' | 'audience' | 'publication_audience'>,
  scope: Scope,
  { text, state, limit, offset }: RecipientSearch,
): Promise<{ readonly rows: readonly RecipientRow[]; readonly matching: number }> {
  const parameters: SqlParameter[] = [...scope.parameters];
  const add: Add = (value) => `$${parameters.push(value)}`;
  const conditions = [scope.sql, isRecipient([file.publication_audience, file.audience], add)];
  if (text !== '') {
    const like = add(containing(text));
    conditions.push(`(s.login ilike ${like} or s.title ilike ${like})`);
  }
  if (state !== 'all') conditions.push(`d.file_id is ${state === 'downloaded' ? 'not null' : 'null'}`);
  const from = `${recipientTables} left join organisation_download d
    on d.org_unit_id = s.org_unit_id and d.file_id = ${add(file.id)}::uuid where ${conditions.join(' and ')}`;
  const counted = await queryRow<{ n: number }>(em, `select count(*) as n from ${from}`, parameters);
  const rows = await queryRows<RecipientRow>(
    em,
    `select ${recipientColumns} from ${from} order by s.login collate "C" limit ${add(limit)} offset ${add(offset)}`,
    parameters,
  );
  return { rows, matching: counted?.n ?? 0 };
}

/** The next recipients of a file after a login, for a report that passes all of them. */
export function findRecipientsAfter(
  em: EntityManager,
  file: Pick<WatchedFileRow, 'id' | 'audience' | 'publication_audience'>,
  scope: Scope,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<RecipientRow[]> {
  const parameters: SqlParameter[] = [...scope.parameters];
  const add: Add = (value) => `$${parameters.push(value)}`;
  const recipient = isRecipient([file.publication_audience, file.audience], add);
  return queryRows<RecipientRow>(
    em,
    `select ${recipientColumns} from ${recipientTables} left join organisation_download d
        on d.org_unit_id = s.org_unit_id and d.file_id = ${add(file.id)}::uuid
      where ${scope.sql} and ${recipient} and s.login collate "C" > ${add(after)}
      order by s.login collate "C" limit ${add(limit)}`,
    parameters,
  );
}

/** The next downloads of files for single organisations after a login and a file: one row for each organisation of each file. */
export function findPersonalDownloads(
  em: EntityManager,
  blockId: string,
  {
    after,
    limit,
  }: { readonly after: { readonly login: string; readonly id: string }; readonly limit: number },
): Promise<(RecipientRow & { readonly id: string; readonly name: string })[]> {
  return queryRows(
    em,
    `select f.id::text as id, f.name, u.login, o.title as organisation, coalesce(m.title, '') as municipality,
            coalesce(r.title, '') as region, d.first_at, d.last_at, coalesce(d.times, 0) as times
       from stored_file f cross join lateral jsonb_array_elements_text(f.audience -> 'logins') l (login)
       join user_account u on u.login = l.login and u.role = 'organisation' join org_unit o on o.id = u.org_unit_id
       left join org_unit m on m.id = o.municipality_id left join org_unit r on r.id = o.region_id
       left join organisation_download d on d.file_id = f.id and d.org_unit_id = o.id
      where f.block_id = $1 and f.personal and f.removed_at is null
        and (u.login collate "C", f.id::text collate "C") > ($2, $3)
      order by u.login collate "C", f.id::text collate "C" limit $4`,
    [blockId, after.login, after.id, limit],
  );
}
