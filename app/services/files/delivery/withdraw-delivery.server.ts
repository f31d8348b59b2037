import type { EntityManager } from '~/db/orm.server';
import { withdrawDelivery as withdraw } from '~/db/queries/deliveries.server';
import { noteAudit } from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';
import { findOwnDelivery } from './find-delivery.server';

/**
 * Takes back everything that a delivery handed out, also while it runs. False where there is none; doing it again does nothing.
 */
export async function withdrawDelivery(
  em: EntityManager,
  viewer: Viewer,
  deliveryId: string,
): Promise<boolean> {
  if (!(await findOwnDelivery(em, viewer, deliveryId))) return false;
  await withTransaction(em, async (transaction) => {
    const files = await withdraw(transaction, deliveryId);
    if (files === null) return;
    await noteAudit(transaction, {
      userId: viewer.userId,
      action: 'delivery_withdrawn',
      objectKind: 'delivery',
      objectId: deliveryId,
      details: { files },
    });
  });
  return true;
}
