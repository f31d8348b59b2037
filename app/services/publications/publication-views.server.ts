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
import { audienceSchema, isAddressedTo, isListedFor } from './audience';
import { richTextSchema } from './rich-text';

/** Publications as a viewer sees them; the caller has left out those addressed to others. */
export async function viewPublications(
  em: EntityManager,
  viewer: Viewer,
  publications: readonly PublicationRow[],
): Promise<PublicationView[]> {
  const blocks = await findBlocks(
    em,
    publications.map(({ id }) => id),
  );
  const ofKind = (kind: BlockRow['kind']): readonly BlockRow[] =>
    blocks.filter((block) => block.kind === kind);
  const files = await findFiles(
    em,
    ofKind('storage').map(({ id }) => id),
    viewer.userId,
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
        return viewStorage(block, files, viewer);
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

/** Addressed to the viewer; an audience that cannot be read is addressed to nobody but organizers. */
export function isForViewer(audience: unknown, viewer: Viewer): boolean {
  const parsed = audienceSchema.safeParse(audience);
  return parsed.success && isAddressedTo(parsed.data, viewer);
}

function viewStorage(block: BlockRow, files: readonly FileRow[], viewer: Viewer): StorageBlockView {
  const listed = files.filter((file) => file.block_id === block.id).flatMap((file) => viewFile(file, viewer));
  return { kind: 'storage', id: block.id, title: block.title, files: listed };
}

function viewFile(file: FileRow, viewer: Viewer): readonly FileView[] {
  const audience = audienceSchema.safeParse(file.audience);
  if (!audience.success || !isListedFor(audience.data, viewer)) return [];
  return [
    {
      id: file.id,
      name: file.name,
      sizeBytes: file.size_bytes,
      downloadable: isAddressedTo(audience.data, viewer),
      downloadedAt: file.downloaded_at?.toISOString() ?? null,
    },
  ];
}
