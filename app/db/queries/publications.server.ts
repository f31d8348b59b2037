import type { EntityManager } from '../orm.server';
import { queryRow, queryRows } from '../sql.server';

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
  readonly audience: unknown;
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
  readonly media_type: string;
  readonly size_bytes: number;
  readonly storage_key: string;
  readonly audience: unknown;
  readonly downloaded_at: Date | null;
}

export function findSections(em: EntityManager): Promise<SectionRow[]> {
  return queryRows<SectionRow>(em, 'select id, slug, title from section order by position, slug');
}

const publicationColumns = `p.id, s.slug as section_slug, p.slug, p.title, p.audience, p.published_at
  from publication p join section s on s.id = p.section_id`;

/** Published ones of a section: by their position, then the newest first. */
export function findPublications(em: EntityManager, sectionSlug: string): Promise<PublicationRow[]> {
  return queryRows<PublicationRow>(
    em,
    `select ${publicationColumns} where s.slug = $1 and p.published_at <= now()
      order by p.position, p.published_at desc, p.slug`,
    [sectionSlug],
  );
}

export function findPublication(
  em: EntityManager,
  sectionSlug: string,
  slug: string,
): Promise<PublicationRow | null> {
  return queryRow<PublicationRow>(
    em,
    `select ${publicationColumns} where s.slug = $1 and p.slug = $2 and p.published_at <= now()`,
    [sectionSlug, slug],
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

const fileColumns = `f.id, f.block_id, f.name, f.media_type, f.size_bytes, f.storage_key, f.audience,
  (select max(d.downloaded_at) from file_download d where d.file_id = f.id and d.user_id = $2) as downloaded_at`;

/** Files of storages, with this user's last download. */
export function findFiles(
  em: EntityManager,
  blockIds: readonly string[],
  userId: string,
): Promise<FileRow[]> {
  return queryRows<FileRow>(
    em,
    `select ${fileColumns} from stored_file f where f.block_id = any($1::uuid[]) order by f.block_id, f.position, f.name`,
    [blockIds, userId],
  );
}

/** A file with the audience of the publication that holds it. */
export function findFile(
  em: EntityManager,
  fileId: string,
  userId: string,
): Promise<(FileRow & { readonly publication_audience: unknown }) | null> {
  return queryRow(
    em,
    `select ${fileColumns}, p.audience as publication_audience from stored_file f
       join publication_block b on b.id = f.block_id join publication p on p.id = b.publication_id
      where f.id = $1 and p.published_at <= now()`,
    [fileId, userId],
  );
}
