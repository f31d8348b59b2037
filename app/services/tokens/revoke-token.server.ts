import { can } from '~/auth/permissions';
import { markTokenRevoked } from '~/db/queries/api-tokens.server';
import { noteAudit } from '~/db/queries/storages.server';
import type { EntityManager } from '~/db/orm.server';
import { withTransaction } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';

/** Revokes a token of the viewer's own account, at once. False where the viewer has no such living token. */
export async function revokeToken(
  em: EntityManager,
  viewer: Viewer,
  tokenId: string,
  address: string,
): Promise<boolean> {
  if (!can(viewer, 'token.manage') || !isUuid(tokenId)) return false;
  return withTransaction(em, async (transaction) => {
    const isRevoked = await markTokenRevoked(transaction, viewer.userId, tokenId);
    if (isRevoked) {
      await noteAudit(transaction, {
        userId: viewer.userId,
        action: 'api_token_revoked',
        objectKind: 'api_token',
        objectId: tokenId,
        address,
      });
    }
    return isRevoked;
  });
}
