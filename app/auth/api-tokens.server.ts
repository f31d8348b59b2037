import { createHash, randomBytes } from 'node:crypto';
import { getConfig } from '../config.server';
import { type EntityManager, forkEm } from '../db/orm.server';
import { execute, queryRow } from '../db/sql.server';
import type { ApiScope } from '../protocol/api';
import type { Viewer } from '../protocol/views';
import { can } from './permissions';
import { findViewerById } from './viewer.server';

/** What tokens begin with, so that people and scanners for leaked secrets know them. */
const PREFIX = 'sbor_';
const TOKEN = /^sbor_[A-Za-z0-9_-]{43}$/;
const ENDING_LENGTH = 4;

export interface NewToken {
  /** Shown once, stored nowhere. */
  readonly token: string;
  readonly hash: string;
  readonly ending: string;
}

/** A token of 256 random bits. */
export function makeToken(): NewToken {
  const token = PREFIX + randomBytes(32).toString('base64url');
  return { token, hash: digest(token), ending: token.slice(-ENDING_LENGTH) };
}

const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');

export interface TokenHolder {
  readonly tokenId: string;
  /** The owner as they are now: a token sees what its owner sees. */
  readonly viewer: Viewer;
  readonly scopes: readonly ApiScope[];
}

/**
 * Whose token a request shows; null where there is no such token or it is revoked, has run out, or its owner is disabled, has another
 * role or unit than when it was made, or may have none. Notes when and from where it was used, at most once a minute.
 */
export async function findTokenHolder(token: string, address: string): Promise<TokenHolder | null> {
  if (!TOKEN.test(token)) return null;
  const em = forkEm();
  const row = await queryRow<{ id: string; user_id: string; scopes: readonly ApiScope[] }>(
    em,
    `select t.id, t.user_id, t.scopes from api_token t join user_account u on u.id = t.user_id
      where t.hash = $1 and t.revoked_at is null and t.expires_at > now() and u.disabled_at is null
        and u.role = t.role and u.org_unit_id = t.org_unit_id and not (u.is_demo and $2)`,
    [digest(token), getConfig().mode === 'production'],
  );
  const viewer = row && (await findViewerById(em, row.user_id));
  if (!viewer || !can(viewer, 'token.manage')) return null;
  await noteUse(em, row.id, address);
  return { tokenId: row.id, viewer, scopes: row.scopes };
}

async function noteUse(em: EntityManager, tokenId: string, address: string): Promise<void> {
  await execute(
    em,
    `update api_token set last_used_at = now(), last_used_address = $2
      where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute'
                         or last_used_address is distinct from $2)`,
    [tokenId, address],
  );
}
