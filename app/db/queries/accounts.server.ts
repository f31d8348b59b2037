import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';

export interface AccountRow {
  readonly id: string;
  readonly organisation: string;
}

/** An account that can sign in, by its login. */
export function findAccountForReplacement(em: EntityManager, login: string): Promise<AccountRow | null> {
  return queryRow<AccountRow>(
    em,
    `select u.id, o.title as organisation from user_account u join org_unit o on o.id = u.org_unit_id
      where u.login = $1 and u.disabled_at is null`,
    [login],
  );
}

/** Accounts of the coordinators of an account's organisation: of its municipality and its region. */
export async function findCoordinatorsOf(em: EntityManager, userId: string): Promise<readonly string[]> {
  const rows = await queryRows<{ id: string }>(
    em,
    `select k.id from user_account u join org_unit o on o.id = u.org_unit_id
       join user_account k on k.disabled_at is null
        and (k.role = 'municipal' and k.org_unit_id = o.municipality_id or k.role = 'regional' and k.org_unit_id = o.region_id)
      where u.id = $1 and u.role = 'organisation'`,
    [userId],
  );
  return rows.map(({ id }) => id);
}

interface NewCredentials {
  readonly passwordHash: string;
  readonly reason: string;
  readonly replacedBy: string | null;
}

/** Stores the hash, ends all sessions of the account and writes down who did it and why. */
export async function replaceCredentials(
  em: EntityManager,
  userId: string,
  { passwordHash, reason, replacedBy }: NewCredentials,
): Promise<void> {
  await execute(em, 'update user_account set password_hash = $2 where id = $1', [userId, passwordHash]);
  await execute(em, 'delete from user_session where user_id = $1', [userId]);
  await execute(
    em,
    `insert into audit_event (user_id, action, object_kind, object_id, details)
     values ($1, 'credentials_replaced', 'user', $2, jsonb_build_object('reason', $3::text))`,
    [replacedBy, userId, reason],
  );
}
