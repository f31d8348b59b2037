import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { EntityManager } from '~/db/orm.server';
import { keepContent, noteLoose } from '~/db/queries/contents.server';
import { getFileStore } from '~/files/file-store.server';
import { toSlug } from '../publications/slug';
import type { DemoCollections } from './collections.server';
import type { DemoUnit } from './country';
import type { DemoFile } from './files';
import { insertRows } from './insert.server';
import { type DemoBlock, demoSections, type DemoPublication } from './publications';

const DAY = 86_400_000;

/** Sections and publications with their blocks and files. */
export async function loadPublications(
  em: EntityManager,
  units: readonly DemoUnit[],
  collections: DemoCollections,
): Promise<void> {
  const sections = demoSections(units).map((section, position) => ({
    ...section,
    id: randomUUID(),
    slug: toSlug(section.title),
    position,
  }));
  await insertRows(em, 'section', { id: 'uuid', slug: 'text', title: 'text', position: 'integer' }, sections);
  const publications = sections.flatMap((section) =>
    section.publications.map((source) => ({ source, id: randomUUID(), section_id: section.id })),
  );
  await insertPublications(em, publications);
  const blocks = publications.flatMap(({ id, source }) =>
    source.blocks.map((block, position) => ({ block, id: randomUUID(), publication_id: id, position })),
  );
  await insertBlocks(em, blocks, collections);
  await insertFiles(em, blocks);
}

interface PlacedPublication {
  readonly source: DemoPublication;
  readonly id: string;
  readonly section_id: string;
}

async function insertPublications(
  em: EntityManager,
  publications: readonly PlacedPublication[],
): Promise<void> {
  const now = Date.now();
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
    publications.map(({ source, ...keys }) => ({
      ...keys,
      slug: toSlug(source.title),
      title: source.title,
      audience: source.audience,
      published_at: new Date(now - source.daysAgo * DAY),
    })),
  );
}

interface PlacedBlock {
  readonly block: DemoBlock;
  readonly id: string;
  readonly publication_id: string;
  readonly position: number;
}

async function insertBlocks(
  em: EntityManager,
  blocks: readonly PlacedBlock[],
  collections: DemoCollections,
): Promise<void> {
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
    blocks.map(({ block, ...keys }) => ({
      ...keys,
      kind: block.kind,
      title: block.kind === 'storage' ? block.title : '',
      body: block.kind === 'info' ? block.body : null,
      collection_id: block.kind === 'collection' ? collections[block.collection] : null,
    })),
  );
}

async function insertFiles(em: EntityManager, blocks: readonly PlacedBlock[]): Promise<void> {
  const files = blocks.flatMap(({ id, block }) =>
    block.kind === 'storage' ? block.files.map((file, position) => ({ blockId: id, file, position })) : [],
  );
  const rows: Record<string, unknown>[] = [];
  // One after the other: they share the transaction.
  for (const { blockId, file, position } of files) rows.push(await storeFile(em, blockId, file, position));
  await insertRows(
    em,
    'stored_file',
    {
      block_id: 'uuid',
      name: 'text',
      media_type: 'text',
      content_hash: 'text',
      audience: 'jsonb',
      position: 'integer',
    },
    rows,
  );
}

async function storeFile(
  em: EntityManager,
  blockId: string,
  file: DemoFile,
  position: number,
): Promise<Record<string, unknown>> {
  // What is written down as loose is rolled back with the rest: a loading that is interrupted leaves bytes that nothing knows. They
  // stand under the hash here, so that the next loading finds them in their place.
  const hash = createHash('sha256').update(file.content).digest('hex');
  const storageKey = `files/${hash}`;
  const { sizeBytes } = await getFileStore().put(storageKey, Readable.from([file.content]));
  await noteLoose(em, storageKey, 60);
  await keepContent(em, { hash, sizeBytes, storageKey });
  return {
    block_id: blockId,
    name: file.name,
    media_type: file.mediaType,
    content_hash: hash,
    audience: file.audience,
    position,
  };
}
