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
}

export interface BlockRow {
  readonly id: string;
  readonly publication_id: string;
  readonly kind: 'info' | 'storage' | 'collection';
  readonly title: string;
  readonly body: unknown;
  readonly collection_id: string | null;
}

export interface FileRow {
  readonly id: string;
  readonly block_id: string;
  readonly name: string;
  readonly size_bytes: number;
  readonly downloadable: boolean;
  readonly downloaded_at: Date | null;
}

export interface FileContentRow {
  readonly id: string;
  readonly name: string;
  readonly media_type: string;
  readonly storage_key: string;
  readonly downloadable: boolean;
}

export function findSections(em: EntityManager): Promise<SectionRow[]> {
  return queryRows<SectionRow>(em, 'select id, slug, title from section order by position, slug');
}

const publicationColumns = `p.id, s.slug as section_slug, p.slug, p.title, p.published_at
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

/** Files of storages that the viewer sees, with this user's last download. */
export function findFiles(
  em: EntityManager,
  viewer: Viewer,
  blockIds: readonly string[],
): Promise<FileRow[]> {
  const audience = audienceConditions(viewer, 3);
  return queryRows<FileRow>(
    em,
    `select f.id, f.block_id, f.name, f.size_bytes, ${audience.isAddressed('f.audience')} as downloadable,
            (select max(d.downloaded_at) from file_download d where d.file_id = f.id and d.user_id = $2) as downloaded_at
       from stored_file f where f.block_id = any($1::uuid[]) and ${audience.isListed('f.audience')}
      order by f.block_id, f.position, f.name`,
    [blockIds, viewer.userId, ...audience.parameters],
  );
}

/** A file that the viewer sees, in a publication that is addressed to the viewer. */
export function findFile(em: EntityManager, viewer: Viewer, fileId: string): Promise<FileContentRow | null> {
  const audience = audienceConditions(viewer, 2);
  return queryRow<FileContentRow>(
    em,
    `select f.id, f.name, f.media_type, f.storage_key, ${audience.isAddressed('f.audience')} as downloadable
       from stored_file f join publication_block b on b.id = f.block_id join publication p on p.id = b.publication_id
      where f.id = $1 and p.published_at <= now()
        and ${audience.isAddressed('p.audience')} and ${audience.isListed('f.audience')}`,
    [fileId, ...audience.parameters],
  );
}
