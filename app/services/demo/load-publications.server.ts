import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { EntityManager } from '~/db/orm.server';
import { getFileStore } from '~/files/file-store.server';
import type { DemoCollections } from './collections.server';
import { insertRows } from './insert.server';
import { type DemoFile, demoPublications, demoSections } from './publications';

const DAY = 86_400_000;

/** Sections and publications with their blocks and files. */
export async function loadPublications(em: EntityManager, collections: DemoCollections): Promise<void> {
  const sections = demoSections.map((section, position) => ({ id: randomUUID(), ...section, position }));
  await insertRows(em, 'section', { id: 'uuid', slug: 'text', title: 'text', position: 'integer' }, sections);
  const now = Date.now();
  const publications = demoPublications.map((source) => ({
    source,
    id: randomUUID(),
    section_id: sections.find(({ slug }) => slug === source.section)?.id,
    slug: source.slug,
    title: source.title,
    audience: source.audience,
    published_at: new Date(now - source.daysAgo * DAY),
  }));
  await insertRows(
    em,
    'publication',
    {
      id: 'uuid',
      section_id: 'uuid',
      slug: 'text',
      title: 'text',
      audience: 'jsonb',
      published_at: 'timestamptz',
    },
    publications,
  );
  const blocks = publications.flatMap(({ id, source }) =>
    source.blocks.map((block, position) => ({
      block,
      id: randomUUID(),
      publication_id: id,
      position,
      kind: block.kind,
      title: block.kind === 'storage' ? block.title : '',
      body: block.kind === 'info' ? block.body : null,
      collection_id: block.kind === 'collection' ? collections[block.collection] : null,
    })),
  );
  await insertRows(
    em,
    'publication_block',
    {
      id: 'uuid',
      publication_id: 'uuid',
      position: 'integer',
      kind: 'text',
      title: 'text',
      body: 'jsonb',
      collection_id: 'uuid',
    },
    blocks,
  );
  const files = blocks.flatMap(({ id, block }) =>
    block.kind === 'storage' ? block.files.map((file, position) => ({ blockId: id, file, position })) : [],
  );
  const rows = await Promise.all(
    files.map(({ blockId, file, position }) => storeFile(blockId, file, position)),
  );
  await insertRows(
    em,
    'stored_file',
    {
      block_id: 'uuid',
      name: 'text',
      media_type: 'text',
      size_bytes: 'bigint',
      storage_key: 'text',
      audience: 'jsonb',
      position: 'integer',
    },
    rows,
  );
}

async function storeFile(
  blockId: string,
  file: DemoFile,
  position: number,
): Promise<Record<string, unknown>> {
  const content = Buffer.from(file.content, 'utf8');
  const key = `files/${createHash('sha256').update(content).digest('hex')}`;
  const { sizeBytes } = await getFileStore().put(key, Readable.from([content]));
  return {
    block_id: blockId,
    name: file.name,
    media_type: file.mediaType,
    size_bytes: sizeBytes,
    storage_key: key,
    audience: file.audience,
    position,
  };
}
