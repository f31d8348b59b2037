import type { Viewer } from '../../protocol/views';
import type { EntityManager } from '../orm.server';
import { queryRow, queryRows } from '../sql.server';
import { audienceConditions } from './audiences.server';

export interface SectionRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
}

export interface PublicationRow {
  readonly id: string;
  readonly section_slug: string;
  readonly slug: string;
  readonly title: string;
  readonly published_at: Date;
  readonly audience: unknown;
}

export interface BlockRow {
  readonly id: string;
  readonly publication_id: string;
  readonly kind: 'info' | 'storage' | 'collection';
  readonly title: string;
  readonly body: unknown;
  readonly collection_id: string | null;
}

export function findSections(em: EntityManager): Promise<SectionRow[]> {
  return queryRows<SectionRow>(em, 'select id, slug, title from section order by position, slug');
}

const publicationColumns = `p.id, s.slug as section_slug, p.slug, p.title, p.published_at, p.audience
  from publication p join section s on s.id = p.section_id`;

/** Published ones of a section that are addressed to the viewer: by their position, then the newest first. */
export function findPublications(
  em: EntityManager,
  viewer: Viewer,
  sectionSlug: string,
): Promise<PublicationRow[]> {
  const audience = audienceConditions(viewer, 2);
  return queryRows<PublicationRow>(
    em,
    `select ${publicationColumns}
      where s.slug = $1 and p.published_at <= now() and ${audience.isAddressed('p.audience')}
      order by p.position, p.published_at desc, p.slug`,
    [sectionSlug, ...audience.parameters],
  );
}

export interface PublicationAddress {
  readonly sectionSlug: string;
  readonly slug: string;
}

/** The published one at an address, if it is addressed to the viewer; without a viewer, if it is for everybody. */
export function findPublication(
  em: EntityManager,
  viewer: Viewer | null,
  { sectionSlug, slug }: PublicationAddress,
): Promise<PublicationRow | null> {
  const audience = audienceConditions(viewer, 3);
  return queryRow<PublicationRow>(
    em,
    `select ${publicationColumns}
      where s.slug = $1 and p.slug = $2 and p.published_at <= now() and ${audience.isAddressed('p.audience')}`,
    [sectionSlug, slug, ...audience.parameters],
  );
}

export function findBlocks(em: EntityManager, publicationIds: readonly string[]): Promise<BlockRow[]> {
  return queryRows<BlockRow>(
    em,
    `select id, publication_id, kind, title, body, collection_id from publication_block
      where publication_id = any($1::uuid[]) order by publication_id, position`,
    [publicationIds],
  );
}
