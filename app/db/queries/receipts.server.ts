import type { Answers } from 'engine';
import type { EntityManager } from '../orm.server';
import { queryRow } from '../sql.server';
import { isParticipant, type Scope } from './collections.server';

export interface ReceiptRow {
  readonly number: number;
  readonly collection_id: string;
  readonly collection_title: string;
  readonly definition_version_id: string;
  readonly answers: Answers;
  readonly submitted_at: Date;
  readonly login: string;
  readonly name: string;
  readonly org_code: string;
  readonly organisation: string;
  readonly municipality: string;
  readonly region: string;
  readonly time_zone: string;
  /** Number of what was submitted last. */
  readonly latest: number;
}

/** What was frozen under a number, if a submission in the scope. */
export function findReceiptRow(em: EntityManager, number: number, scope: Scope): Promise<ReceiptRow | null> {
  return queryRow(
    em,
    `select v.number, s.collection_id, c.title as collection_title, v.definition_version_id, v.answers, v.submitted_at,
            u.login, u.display_name as name, o.code as org_code, o.title as organisation,
            coalesce(m.title, '') as municipality, coalesce(r.title, '') as region, o.time_zone,
            (select max(l.number) from submission_revision l where l.submission_id = s.id) as latest
       from submission_revision v
       join submission s on s.id = v.submission_id
       join collection c on c.id = s.collection_id
       join org_unit o on o.id = s.org_unit_id
       join user_account u on u.id = v.submitted_by
       left join org_unit m on m.id = s.municipality_id
       left join org_unit r on r.id = s.region_id
      where v.number = $${scope.parameters.length + 1} and ${isParticipant} and ${scope.sql}`,
    [...scope.parameters, number],
  );
}
