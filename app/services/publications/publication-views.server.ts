import type { EntityManager } from '~/db/orm.server';
import {
  type BlockRow,
  type FileRow,
  findBlocks,
  findFiles,
  type PublicationRow,
} from '~/db/queries/publications.server';
import type { BlockView, FileView, PublicationView, StorageBlockView, Viewer } from '~/protocol/views';
import { describeCollectionBlocks } from '../describe-collection-blocks.server';
import { richTextSchema } from './rich-text';

/**
 * Publications as a viewer sees them; the caller has left out those addressed to others. Those that are folded come without
 * blocks.
 */
export async function viewPublications(
  em: EntityManager,
  viewer: Viewer,
  publications: readonly PublicationRow[],
  isUnfolded: (publication: PublicationRow) => boolean = () => true,
): Promise<PublicationView[]> {
  const unfolded = publications.filter(isUnfolded);
  const blocks = await findBlocks(
    em,
    unfolded.map(({ id }) => id),
  );
  const ofKind = (kind: BlockRow['kind']): readonly BlockRow[] =>
    blocks.filter((block) => block.kind === kind);
  const files = await findFiles(
    em,
    viewer,
    ofKind('storage').map(({ id }) => id),
  );
  const collectionIds = ofKind('collection').flatMap(({ collection_id }) =>
    collection_id === null ? [] : [collection_id],
  );
  const collections = await describeCollectionBlocks(em, viewer, collectionIds);
  const viewBlock = (block: BlockRow): BlockView | null => {
    switch (block.kind) {
      case 'info':
        return { kind: 'info', id: block.id, body: richTextSchema.parse(block.body) };
      case 'storage':
        return viewStorage(block, files);
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

/** A storage without a file for the viewer, such as one of files for single organisations, is not there. */
function viewStorage(block: BlockRow, files: readonly FileRow[]): StorageBlockView | null {
  const own = files.filter((file) => file.block_id === block.id);
  if (own.length === 0) return null;
  return { kind: 'storage', id: block.id, title: block.title, files: own.map(viewFile) };
}

function viewFile(file: FileRow): FileView {
  return {
    id: file.id,
    name: file.name,
    sizeBytes: file.size_bytes,
    downloadable: file.downloadable,
    downloadedAt: file.downloaded_at?.toISOString() ?? null,
  };
}
