import type { EntityManager } from '~/db/orm.server';
import { findBlocks, findPublication, type PublicationAddress } from '~/db/queries/publications.server';
import type { PublicationView } from '~/protocol/views';
import { richTextSchema } from './publications/rich-text';

/**
 * A publication as those see it who are not signed in: only one that is addressed to everybody, and of it only the texts. Callers
 * decide which addresses are public at all.
 */
export async function findPublicPublication(
  em: EntityManager,
  address: PublicationAddress,
): Promise<PublicationView | null> {
  const row = await findPublication(em, null, address);
  if (!row) return null;
  const blocks = await findBlocks(em, [row.id]);
  return {
    id: row.id,
    sectionSlug: row.section_slug,
    slug: row.slug,
    title: row.title,
    publishedAt: row.published_at.toISOString(),
    blocks: blocks
      .filter(({ kind }) => kind === 'info')
      .map(({ id, body }) => ({ kind: 'info', id, body: richTextSchema.parse(body) })),
  };
}
