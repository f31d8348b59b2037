import type { Answers } from 'engine';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows, type SqlParameter } from '../sql.server';
import { isParticipant, type Scope } from './collections.server';

/** One submitted report of an export, with whose it is. */
export interface SubmittedReport {
  readonly answers: Answers;
  readonly login: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly submitted_at: Date;
}

const submitted = `submission s where s.collection_id = $1 and s.status = 'submitted' and ${isParticipant}`;

export async function countSubmitted(em: EntityManager, collectionId: string, scope: Scope): Promise<number> {
  const row = await queryRow<{ n: number }>(em, `select count(*) as n from ${submitted} and ${scope.sql}`, [
    collectionId,
    ...scope.parameters,
  ]);
  return row?.n ?? 0;
}

/** The next reports after a login, in order of logins. */
export function findSubmittedAfter(
  em: EntityManager,
  collectionId: string,
  scope: Scope,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<SubmittedReport[]> {
  const parameters: SqlParameter[] = [collectionId, ...scope.parameters];
  const at = parameters.push(after);
  const most = parameters.push(limit);
  return queryRows<SubmittedReport>(
    em,
    `select o.code as login, o.title as organisation, coalesce(m.title, '') as municipality,
            coalesce(g.title, '') as region, r.answers, r.submitted_at
       from (select s.id, s.org_unit_id, s.municipality_id, s.region_id from ${submitted} and ${scope.sql}) s
       join org_unit o on o.id = s.org_unit_id left join org_unit m on m.id = s.municipality_id
       left join org_unit g on g.id = s.region_id
       cross join lateral (select answers, submitted_at from submission_revision
                            where submission_id = s.id order by number desc limit 1) r
      where o.code collate "C" > $${at} order by o.code collate "C" limit $${most}`,
    parameters,
  );
}
