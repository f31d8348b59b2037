import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { Collection } from './collection.server';

export const Section = defineEntity({
  name: 'Section',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    slug: p.text().unique(),
    title: p.text(),
    position: p.integer(),
  },
});
export type Section = InferEntity<typeof Section>;

export const Publication = defineEntity({
  name: 'Publication',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    section: p.manyToOne(Section).ref(),
    slug: p.text(),
    title: p.text(),
    /** null: everybody. Else roles, kinds, regions, municipalities, logins; a list holds alternatives, keys are conditions. */
    audience: p.json<unknown>().nullable(),
    position: p.integer().default(0),
    publishedAt: p.datetime().nullable(),
    createdAt: p.datetime().defaultRaw('now()'),
  },
  uniques: [{ name: 'publication_section_id_slug_key', properties: ['section', 'slug'] }],
});
export type Publication = InferEntity<typeof Publication>;

/** One block of a publication: `info` has a body, `collection` a collection, `storage` has files that point to it. */
export const PublicationBlock = defineEntity({
  name: 'PublicationBlock',
  properties: {
    id: p.uuid().primary().defaultRaw('gen_random_uuid()'),
    publication: p.manyToOne(Publication).ref().deleteRule('cascade'),
    position: p.integer(),
    kind: p.enum(['info', 'storage', 'collection']),
    title: p.text().default(''),
    /** A ProseMirror document, unparsed. */
    body: p.json<unknown>().nullable(),
    collection: p.manyToOne(Collection).ref().nullable(),
  },
  indexes: [
    { name: 'publication_block_publication', properties: ['publication', 'position'] },
    { name: 'publication_block_collection', properties: ['collection'] },
  ],
});
export type PublicationBlock = InferEntity<typeof PublicationBlock>;
