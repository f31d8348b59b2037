import type { EntityManager } from '../orm.server';
import { queryRows } from '../sql.server';
import { isParticipant, joinException, ownClosing } from './collections.server';

/** Participants of collections that can be reached, with the accounts of their organisations. */
const participants = `submission s join collection c on c.id = s.collection_id ${joinException}
  join user_account u on u.org_unit_id = s.org_unit_id and u.disabled_at is null
 where ${isParticipant} and exists (
   select 1 from publication_block b join publication p on p.id = b.publication_id
    where b.collection_id = c.id and p.published_at <= now())`;

/** As JavaScript writes an instant. */
const closesAt = `to_char(${ownClosing} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What has been open for longer is no news: organisations that take part later see it among the publications. */
const NEWS = `interval '2 days'`;

/** Tells all participants of collections that have opened. Returns whom. */
export async function tellOpened(em: EntityManager): Promise<readonly string[]> {
  return insert(
    em,
    `select u.id, 'collection_opened', c.id::text, c.id, jsonb_build_object('closesAt', ${closesAt})
       from ${participants} and c.opens_at <= now() and c.opens_at > now() - ${NEWS} and ${ownClosing} > now()`,
  );
}

/**
 * Tells those who have not submitted that their window closes within `days`, once for each end of a window; not where the whole
 * window is as short as that. Returns whom.
 */
export async function tellClosing(em: EntityManager, days: 1 | 3): Promise<readonly string[]> {
  const kind = days === 1 ? 'closes_in_1_day' : 'closes_in_3_days';
  const within = `interval '${days} days'`;
  const tooLate = days === 1 ? `interval '0'` : `interval '1 day'`;
  return insert(
    em,
    `select u.id, '${kind}', c.id || ':' || ${closesAt}, c.id, jsonb_build_object('closesAt', ${closesAt})
       from ${participants} and s.status <> 'submitted' and c.opens_at <= now() and ${ownClosing} - c.opens_at > ${within}
        and ${ownClosing} > now() + ${tooLate} and ${ownClosing} <= now() + ${within}`,
  );
}

async function insert(em: EntityManager, select: string): Promise<readonly string[]> {
  const rows = await queryRows<{ user_id: string }>(
    em,
    `with due (user_id, kind, subject, collection_id, details) as (${select})
     insert into notification (user_id, kind, subject, collection_id, details)
     select * from due where not exists (
       select 1 from notification n where n.user_id = due.user_id and n.kind = due.kind and n.subject = due.subject)
     on conflict (user_id, kind, subject) do nothing returning user_id`,
  );
  return rows.map(({ user_id }) => user_id);
}
