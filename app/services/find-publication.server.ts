import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findPublication as findRow, type PublicationAddress } from '~/db/queries/publications.server';
import type { PublicationView, Viewer } from '~/protocol/views';
import { asFolded, type StorageQuery } from './files/view-storage.server';
import { viewPublications } from './publications/publication-views.server';

/** The publication at a permanent address (A9); null where there is none for this viewer. */
export async function findPublication(
  em: EntityManager,
  viewer: Viewer,
  address: PublicationAddress,
  storage: (blockId: string) => StorageQuery = asFolded,
): Promise<PublicationView | null> {
  const row = can(viewer, 'publication.read') ? await findRow(em, viewer, address) : null;
  if (!row) return null;
  const [publication] = await viewPublications(em, viewer, [row], storage);
  return publication ?? null;
}
