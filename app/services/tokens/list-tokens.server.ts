import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findTokens } from '~/db/queries/api-tokens.server';
import type { TokenView } from '~/protocol/api';
import type { Viewer } from '~/protocol/views';

/** Old ones that nobody needs to see are beyond. */
const SHOWN = 100;

/** The tokens of the viewer's own account, newest first; null where the viewer may have none. */
export async function listTokens(em: EntityManager, viewer: Viewer): Promise<readonly TokenView[] | null> {
  if (!can(viewer, 'token.manage')) return null;
  const rows = await findTokens(em, viewer.userId, SHOWN);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    ending: row.ending,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastUsedAddress: row.last_used_address,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }));
}
