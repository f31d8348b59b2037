import type { EntityManager } from '~/db/orm.server';
import { type BlockRow, findBlocks, type PublicationRow } from '~/db/queries/publications.server';
import type { BlockView, PublicationView, Viewer } from '~/protocol/views';
import { describeCollectionBlocks } from '../describe-collection-blocks.server';
import { type StorageQuery, viewStorage } from '../files/view-storage.server';
import { richTextSchema } from './rich-text';

/**
 * Publications as a viewer sees them; the caller has left out those addressed to others. Those that are folded come without
 * blocks. `storage` says what is asked of a storage, by the id of its block.
 */
export async function viewPublications(
  em: EntityManager,
  viewer: Viewer,
  publications: readonly PublicationRow[],
  storage: (blockId: string) => StorageQuery,
  isUnfolded: (publication: PublicationRow) => boolean = () => true,
): Promise<PublicationView[]> {
  const unfolded = publications.filter(isUnfolded);
  const blocks = await findBlocks(
    em,
    unfolded.map(({ id }) => id),
  );
  const ofKind = (kind: BlockRow['kind']): readonly BlockRow[] =>
    blocks.filter((block) => block.kind === kind);
  const storages = new Map<string, BlockView | null>();
  for (const block of ofKind('storage')) {
    const publication = unfolded.find(({ id }) => id === block.publication_id);
    storages.set(block.id, await viewStorage(em, viewer, { block, publication, query: storage(block.id) }));
  }
  const collectionIds = ofKind('collection').flatMap(({ collection_id }) =>
    collection_id === null ? [] : [collection_id],
  );
  const collections = await describeCollectionBlocks(em, viewer, collectionIds);
  const viewBlock = (block: BlockRow): BlockView | null => {
    switch (block.kind) {
      case 'info':
        return { kind: 'info', id: block.id, body: richTextSchema.parse(block.body) };
      case 'storage':
        return storages.get(block.id) ?? null;
      case 'collection': {
        const collection = collections.get(block.collection_id ?? '');
        return collection ? { kind: 'collection', id: block.id, ...collection } : null;
      }
    }
  };
  return publications.map((publication) => ({
    id: publication.id,
    sectionSlug: publication.section_slug,
    slug: publication.slug,
    title: publication.title,
    publishedAt: publication.published_at.toISOString(),
    blocks: blocks
      .filter((block) => block.publication_id === publication.id)
      .map(viewBlock)
      .filter((block) => block !== null),
  }));
}
