import type { ParticipantCounts } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows, type SqlParameter } from '../sql.server';
import { countsBy, isParticipant, type Scope } from './collections.server';

export interface TerritoryUnit {
  readonly id: string;
  readonly code: string;
  readonly kind: 'country' | 'region' | 'municipality';
  readonly title: string;
  readonly parent_id: string | null;
}

const unitColumns = 'id, code, kind, title, parent_id';

/** A country, region or municipality by its code; null where there is none. */
export function findTerritory(em: EntityManager, code: string): Promise<TerritoryUnit | null> {
  return queryRow(em, `select ${unitColumns} from org_unit where code = $1 and kind <> 'organisation'`, [
    code,
  ]);
}

export function findTerritoryById(em: EntityManager, id: string): Promise<TerritoryUnit | null> {
  return queryRow(em, `select ${unitColumns} from org_unit where id = $1 and kind <> 'organisation'`, [id]);
}

const territoryColumns = { region: 'region_id', municipality: 'municipality_id' } as const;

/** Submissions `s` of a territory, as it was when the participants were fixed; the parameter is numbered `$first`. */
export function inTerritory({ id, kind }: Pick<TerritoryUnit, 'id' | 'kind'>, first: number): Scope {
  return kind === 'country'
    ? { sql: 'true', parameters: [] }
    : { sql: `s.${territoryColumns[kind]} = $${first}`, parameters: [id] };
}

export interface TerritoryCounts {
  readonly code: string | null;
  readonly title: string | null;
  readonly counts: ParticipantCounts;
}

/** Counts of every territory of a level that has participants in the scope; one row without a code for those that belong to none. */
export async function countByTerritory(
  em: EntityManager,
  collectionId: string,
  level: keyof typeof territoryColumns,
  scope: Scope,
): Promise<readonly TerritoryCounts[]> {
  const condition = `s.collection_id = $${scope.parameters.length + 1} and ${scope.sql}`;
  return queryRows<TerritoryCounts>(
    em,
    `select o.code, o.title, g.counts from (${countsBy(territoryColumns[level], condition)}) g left join org_unit o on o.id = g.unit`,
    [...scope.parameters, collectionId],
  );
}

export interface CountedStep {
  /** The beginning of the hour or day in Moscow; null: before `from`. */
  readonly at: Date | null;
  readonly begun: number;
  readonly submitted: number;
}

/**
 * How many participants in the scope have begun and have submitted for the first time in each hour or day of Moscow since `from`.
 * Steps in which nothing happened are missing.
 */
export function countProgress(
  em: EntityManager,
  collectionId: string,
  { step, from, scope }: { readonly step: 'hour' | 'day'; readonly from: Date; readonly scope: Scope },
): Promise<CountedStep[]> {
  const n = scope.parameters.length;
  const at = `case when t.at >= $${n + 2} then date_trunc($${n + 3}, t.at at time zone 'Europe/Moscow') at time zone 'Europe/Moscow' end`;
  const parameters: SqlParameter[] = [...scope.parameters, collectionId, from, step];
  return queryRows<CountedStep>(
    em,
    `select ${at} as at, count(*) filter (where not t.is_submitted) as begun, count(*) filter (where t.is_submitted) as submitted
       from submission s cross join lateral (values
              (s.started_at, false),
              (case when s.status = 'submitted' then coalesce(s.first_submitted_at, s.submitted_at) end, true)) t (at, is_submitted)
      where s.collection_id = $${n + 1} and ${isParticipant} and ${scope.sql} and t.at is not null
      group by 1 order by 1 nulls first`,
    parameters,
  );
}

/** Participants in the scope. */
export async function countTotal(em: EntityManager, collectionId: string, scope: Scope): Promise<number> {
  const row = await queryRow<{ n: number }>(
    em,
    `select count(*) as n from submission s where s.collection_id = $${scope.parameters.length + 1} and ${isParticipant} and ${scope.sql}`,
    [...scope.parameters, collectionId],
  );
  return row?.n ?? 0;
}
