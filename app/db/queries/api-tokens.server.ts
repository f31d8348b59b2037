import type { ApiScope, TokenState } from '../../protocol/api';
import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly ending: string;
  readonly state: TokenState;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
  readonly last_used_address: string | null;
  readonly revoked_at: Date | null;
}

/** Tokens of an account, newest first. */
export function findTokens(em: EntityManager, userId: string, limit: number): Promise<TokenRow[]> {
  return queryRows(
    em,
    `select t.id, t.name, t.scopes, t.ending, t.created_at, t.expires_at, t.last_used_at, t.last_used_address, t.revoked_at,
            case when t.revoked_at is not null then 'revoked' when t.expires_at <= now() then 'expired'
                 when u.role <> t.role or u.org_unit_id <> t.org_unit_id then 'dead' else 'active' end as state
       from api_token t join user_account u on u.id = t.user_id
      where t.user_id = $1 order by t.created_at desc, t.id limit $2`,
    [userId, limit],
  );
}

/** How many tokens of an account neither were revoked nor have run out; nobody makes another one meanwhile. */
export async function countLivingTokens(em: EntityManager, userId: string): Promise<number> {
  await execute(em, 'select 1 from user_account where id = $1 for no key update', [userId]);
  const row = await queryRow<{ n: number }>(
    em,
    'select count(*) as n from api_token where user_id = $1 and revoked_at is null and expires_at > now()',
    [userId],
  );
  return row?.n ?? 0;
}

export interface TokenToStore {
  readonly userId: string;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly hash: string;
  readonly ending: string;
  readonly days: number;
}

/** Stores a token with the role and unit that its owner has now; answers with its id. */
export async function insertToken(em: EntityManager, token: TokenToStore): Promise<string> {
  const row = await queryRow<{ id: string }>(
    em,
    `insert into api_token (user_id, role, org_unit_id, name, scopes, hash, ending, expires_at)
     select u.id, u.role, u.org_unit_id, $2, $3::text[], $4, $5, clock_timestamp() + make_interval(days => $6)
       from user_account u where u.id = $1 returning id`,
    [token.userId, token.name, token.scopes, token.hash, token.ending, token.days],
  );
  if (!row) throw new Error('the account is gone');
  return row.id;
}

/** Revokes a token of an account. Whether there was one to revoke. */
export async function markTokenRevoked(em: EntityManager, userId: string, tokenId: string): Promise<boolean> {
  const changed = await execute(
    em,
    'update api_token set revoked_at = clock_timestamp() where id = $1 and user_id = $2 and revoked_at is null',
    [tokenId, userId],
  );
  return changed > 0;
}
