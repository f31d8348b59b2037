/** Pages of the interface for programs: keyset queries, every one in the scope of the token's owner. */
import type { OrganisationKind, SubmissionStatus } from '../../protocol/views';
import type { ReviewLevel, ReviewLevels, Verdict } from '../../protocol/review';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows, type SqlParameter } from '../sql.server';
import {
  hasUnsubmittedEdits,
  isParticipant,
  joinException,
  ownClosing,
  type Scope,
  shownStatus,
} from './collections.server';

/** Parameters of a statement after those of its scope. */
function parametersOf(scope: Scope) {
  const parameters: SqlParameter[] = [...scope.parameters];
  return { parameters, add: (value: SqlParameter): string => `$${parameters.push(value)}` };
}

export interface ApiCollectionRow {
  readonly id: string;
  readonly title: string;
  readonly form: string;
  readonly version: number;
  readonly opens_at: Date;
  readonly closes_at: Date;
  readonly now: Date;
  readonly previous_collection_id: string | null;
  readonly review_levels: ReviewLevels;
  /** Of `opens_at`, to the microsecond. */
  readonly opens_key: string;
}

const collections = (
  scope: Scope,
) => `select c.id, c.title, v.form_id as form, v.version, c.opens_at, c.closes_at, now() as now,
    c.previous_collection_id, c.review_levels, extract(epoch from c.opens_at)::text as opens_key
  from collection c join definition_version v on v.id = c.definition_version_id
 where exists (select 1 from submission s where s.collection_id = c.id and ${isParticipant} and ${scope.sql})`;

/** Collections that somebody in the scope takes part in, the newest first, after a key. */
export function findApiCollections(
  em: EntityManager,
  scope: Scope,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<ApiCollectionRow[]> {
  const { parameters, add } = parametersOf(scope);
  const later = after
    ? `and (extract(epoch from c.opens_at), c.id) < (${add(after[0])}::numeric, ${add(after[1])}::uuid)`
    : '';
  return queryRows(
    em,
    `${collections(scope)} ${later} order by extract(epoch from c.opens_at) desc, c.id desc limit ${add(limit)}`,
    parameters,
  );
}

export function findApiCollection(
  em: EntityManager,
  scope: Scope,
  collectionId: string,
): Promise<ApiCollectionRow | null> {
  const { parameters, add } = parametersOf(scope);
  return queryRow(em, `${collections(scope)} and c.id = ${add(collectionId)}`, parameters);
}

/** Whether somebody in the scope takes part in a collection. */
export async function isWatched(em: EntityManager, scope: Scope, collectionId: string): Promise<boolean> {
  return (await findApiCollection(em, scope, collectionId)) !== null;
}

interface WhoseRow {
  readonly login: string;
  readonly organisation: string;
  readonly kind: OrganisationKind | null;
  readonly municipality_code: string | null;
  readonly municipality: string | null;
  readonly region_code: string | null;
  readonly region: string | null;
}

interface ReviewedColumns {
  readonly status: SubmissionStatus;
  readonly review_levels: ReviewLevels;
  readonly has_municipality: boolean;
  readonly review_verdict: Verdict | null;
  readonly review_level: ReviewLevel | null;
}

const whose = `o.code as login, o.title as organisation, o.organisation_kind as kind,
  m.code as municipality_code, m.title as municipality, g.code as region_code, g.title as region`;
const reviewed = `c.review_levels, s.municipality_id is not null as has_municipality, s.review_verdict, s.review_level`;
const joins = `join collection c on c.id = s.collection_id ${joinException}
  join org_unit o on o.id = s.org_unit_id left join org_unit m on m.id = s.municipality_id
  left join org_unit g on g.id = s.region_id`;
/** As the byte order of cursors. */
const byLogin = 'o.code collate "C"';

interface LoginPage {
  readonly collectionId: string;
  readonly after?: string;
  readonly limit: number;
}

/**
 * Submissions `s` of one page by login. They are chosen before anything else is joined to them: most of a country is before or behind
 * the page. `conditions` may speak of `s`, and `needs` joins what else they speak of.
 */
function pageByLogin(
  scope: Scope,
  { collectionId, after, limit }: LoginPage,
  add: (value: SqlParameter) => string,
  { conditions = [], needs = '' }: { readonly conditions?: readonly string[]; readonly needs?: string },
): string {
  const all = [`s.collection_id = ${add(collectionId)}`, isParticipant, scope.sql, ...conditions];
  if (after !== undefined) all.push(`${byLogin} > ${add(after)}`);
  return `(select s.* from submission s join org_unit o on o.id = s.org_unit_id ${needs}
    where ${all.join(' and ')} order by ${byLogin} limit ${add(limit)}) s`;
}

export interface ApiParticipantRow extends WhoseRow, ReviewedColumns {
  readonly submission_id: string;
  readonly started_at: Date | null;
  readonly changed_at: Date | null;
  readonly submitted_at: Date | null;
  readonly closes_at: Date;
  readonly edited_since: boolean;
}

/** Participants after a login. */
export function findApiParticipants(
  em: EntityManager,
  scope: Scope,
  { status, ...page }: LoginPage & { readonly status?: SubmissionStatus },
): Promise<ApiParticipantRow[]> {
  const { parameters, add } = parametersOf(scope);
  const wanted =
    status === undefined
      ? {}
      : {
          conditions: [`${shownStatus} = ${add(status)}`],
          needs: `join collection c on c.id = s.collection_id ${joinException}`,
        };
  return queryRows(
    em,
    `select s.id as submission_id, ${whose}, ${shownStatus} as status, s.started_at, s.changed_at, s.submitted_at,
            ${ownClosing} as closes_at, ${hasUnsubmittedEdits} as edited_since, ${reviewed}
       from ${pageByLogin(scope, page, add, wanted)} ${joins} order by ${byLogin}`,
    parameters,
  );
}

export interface ApiSubmissionRow extends WhoseRow, ReviewedColumns {
  readonly id: string;
  readonly collection_id: string;
  readonly form: string;
  readonly version: number;
  readonly receipt: number;
  readonly submitted_at: Date;
  /** Of the answers as stored, compressed. */
  readonly stored_bytes: number;
}

const submissions = (
  from: string,
) => `select s.id, s.collection_id, ${whose}, s.status, ${reviewed}, v.form_id as form, v.version,
    r.number as receipt, r.submitted_at, pg_column_size(r.answers) as stored_bytes
  from ${from} ${joins}
  cross join lateral (select number, submitted_at, answers, definition_version_id from submission_revision
                       where submission_id = s.id order by number desc limit 1) r
  join definition_version v on v.id = r.definition_version_id`;

/** Submitted reports after a login, without what was answered. */
export function findApiSubmissions(
  em: EntityManager,
  scope: Scope,
  { submittedSince, ...page }: LoginPage & { readonly submittedSince?: string },
): Promise<ApiSubmissionRow[]> {
  const { parameters, add } = parametersOf(scope);
  const conditions = [`s.status = 'submitted'`];
  if (submittedSince !== undefined) conditions.push(`s.submitted_at >= ${add(submittedSince)}::timestamptz`);
  return queryRows(
    em,
    `${submissions(pageByLogin(scope, page, add, { conditions }))} order by ${byLogin}`,
    parameters,
  );
}

export function findApiSubmission(
  em: EntityManager,
  scope: Scope,
  submissionId: string,
): Promise<ApiSubmissionRow | null> {
  const { parameters, add } = parametersOf(scope);
  const conditions = [`s.status = 'submitted'`, isParticipant, `s.id = ${add(submissionId)}`, scope.sql];
  return queryRow(em, `${submissions('submission s')} where ${conditions.join(' and ')}`, parameters);
}

/** What was answered under the numbers, as JSON text: it goes through to the program without being read. */
export async function readAnswersText(
  em: EntityManager,
  receipts: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await queryRows<{ number: number; answers: string }>(
    em,
    'select number, answers::text as answers from submission_revision where number = any($1::bigint[])',
    [receipts],
  );
  return new Map(rows.map(({ number, answers }) => [number, answers]));
}

export interface ApiFormRow {
  readonly id: string;
  readonly form: string;
  readonly version: number;
  readonly title: unknown;
  readonly published_at: Date;
}

/**
 * Published versions that somebody in the scope fills or has submitted by, after a key; `only` names one of them.
 */
export function findApiForms(
  em: EntityManager,
  scope: Scope,
  wanted: {
    readonly after?: readonly [string, string];
    readonly only?: { readonly form: string; readonly version: number };
    readonly limit: number;
  },
): Promise<ApiFormRow[]> {
  const { parameters, add } = parametersOf(scope);
  const visible = `exists (select 1 from collection c join submission s on s.collection_id = c.id
                where c.definition_version_id = v.id and ${isParticipant} and ${scope.sql})
    or exists (select 1 from submission s where s.definition_version_id = v.id and ${isParticipant} and ${scope.sql})
    or exists (select 1 from submission_revision r join submission s on s.id = r.submission_id
                where r.definition_version_id = v.id and ${isParticipant} and ${scope.sql})`;
  const conditions = ['v.published_at is not null', `(${visible})`];
  const { after, only } = wanted;
  if (only) conditions.push(`v.form_id = ${add(only.form)}`, `v.version = ${add(only.version)}`);
  if (after)
    conditions.push(`(v.form_id collate "C", v.version) > (${add(after[0])}, ${add(Number(after[1]))}::int)`);
  return queryRows(
    em,
    `select v.id, v.form_id as form, v.version, v.definition -> 'title' as title, v.published_at
       from definition_version v where ${conditions.join(' and ')}
      order by v.form_id collate "C", v.version limit ${add(wanted.limit)}`,
    parameters,
  );
}

export interface ApiUnitRow {
  readonly id: string;
  readonly code: string;
  readonly kind: 'country' | 'region' | 'municipality' | 'organisation';
  readonly organisation_kind: OrganisationKind | null;
  readonly title: string;
  readonly parent_id: string | null;
  readonly time_zone: string;
}

/** A region counts as its own region, a municipality as its own municipality. */
const units = `(select o.*, o.id as org_unit_id from
    (select id, code, kind, organisation_kind, title, parent_id, time_zone,
            coalesce(region_id, case when kind = 'region' then id end) as region_id,
            coalesce(municipality_id, case when kind = 'municipality' then id end) as municipality_id from org_unit) o) o`;

/** Units in the scope, which speaks of `o`, after a code. */
export function findApiUnits(
  em: EntityManager,
  scope: Scope,
  wanted: { readonly kind?: ApiUnitRow['kind']; readonly after?: string; readonly limit: number },
): Promise<ApiUnitRow[]> {
  const { parameters, add } = parametersOf(scope);
  const conditions = [scope.sql];
  if (wanted.kind !== undefined) conditions.push(`o.kind = ${add(wanted.kind)}`);
  if (wanted.after !== undefined) conditions.push(`${byLogin} > ${add(wanted.after)}`);
  return queryRows(
    em,
    `select o.id, o.code, o.kind, o.organisation_kind, o.title, o.parent_id, o.time_zone from ${units}
      where ${conditions.join(' and ')} order by ${byLogin} limit ${add(wanted.limit)}`,
    parameters,
  );
}
