import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';
import type { Audience } from './audiences.server';

/** A storage and where it is published, for those who manage it. */
export interface StorageRow {
  readonly id: string;
  readonly title: string;
  readonly publication_id: string;
  readonly publication_title: string;
  readonly publication_audience: unknown;
  readonly section_slug: string;
  readonly slug: string;
}

/** Published or not: organizers put files in before. */
export function findStorage(em: EntityManager, blockId: string): Promise<StorageRow | null> {
  return queryRow<StorageRow>(
    em,
    `select b.id, b.title, p.id as publication_id, p.title as publication_title, p.audience as publication_audience,
            s.slug as section_slug, p.slug
       from publication_block b join publication p on p.id = b.publication_id join section s on s.id = p.section_id
      where b.id = $1 and b.kind = 'storage'`,
    [blockId],
  );
}

export interface ManagedFileRow {
  readonly id: string;
  readonly block_id: string;
  readonly name: string;
  readonly audience: unknown;
  readonly removed_at: Date | null;
}

/** A file of any storage. */
export function findManagedFile(em: EntityManager, fileId: string): Promise<ManagedFileRow | null> {
  return queryRow<ManagedFileRow>(
    em,
    'select id, block_id, name, audience, removed_at from stored_file where id = $1',
    [fileId],
  );
}

/** The same, locked until the transaction ends. */
export function lockFile(em: EntityManager, fileId: string): Promise<ManagedFileRow | null> {
  return queryRow<ManagedFileRow>(
    em,
    'select id, block_id, name, audience, removed_at from stored_file where id = $1 for update',
    [fileId],
  );
}

/** A storage, locked until the transaction ends, so that names in it are given one after the other. */
export async function lockStorage(em: EntityManager, blockId: string): Promise<void> {
  await queryRow(em, 'select id from publication_block where id = $1 for no key update', [blockId]);
}

/** Names that files for more than single organisations have, with their contents. */
export function findNames(
  em: EntityManager,
  blockId: string,
): Promise<{ readonly id: string; readonly name: string; readonly hash: string }[]> {
  return queryRows(
    em,
    `select id, name, content_hash as hash from stored_file where block_id = $1 and not personal and removed_at is null`,
    [blockId],
  );
}

export interface NewFile {
  readonly blockId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly hash: string;
  readonly audience: Audience;
}

const json = (audience: Audience): string | null => (audience === null ? null : JSON.stringify(audience));

/** At the end of its storage; answers with its id. */
export async function insertFile(em: EntityManager, file: NewFile): Promise<string> {
  const row = await queryRow<{ id: string }>(
    em,
    `insert into stored_file (block_id, name, media_type, content_hash, audience, position)
     select $1::uuid, $2, $3, $4, $5::jsonb, coalesce(max(position) + 1, 0) from stored_file
      where block_id = $1 and not personal
     returning id`,
    [file.blockId, file.name, file.mediaType, file.hash, json(file.audience)],
  );
  if (!row) throw new Error('the file was not stored');
  return row.id;
}

export async function replaceContent(
  em: EntityManager,
  fileId: string,
  content: { readonly name: string; readonly mediaType: string; readonly hash: string },
): Promise<void> {
  await execute(
    em,
    `update stored_file set name = $2, media_type = $3, content_hash = $4, uploaded_at = clock_timestamp() where id = $1`,
    [fileId, content.name, content.mediaType, content.hash],
  );
}

export async function renameFile(
  em: EntityManager,
  fileId: string,
  file: { readonly name: string; readonly mediaType: string },
): Promise<void> {
  await execute(em, 'update stored_file set name = $2, media_type = $3 where id = $1', [
    fileId,
    file.name,
    file.mediaType,
  ]);
}

/** A file whose audience was chosen by hand is no part of a delivery any more. */
export async function setAudience(em: EntityManager, fileId: string, audience: Audience): Promise<void> {
  await execute(em, 'update stored_file set audience = $2::jsonb, delivery_login = null where id = $1', [
    fileId,
    json(audience),
  ]);
}

export async function removeFile(em: EntityManager, fileId: string): Promise<void> {
  await execute(
    em,
    'update stored_file set removed_at = coalesce(removed_at, clock_timestamp()) where id = $1',
    [fileId],
  );
}

/** Puts a removed file back. One of a delivery whose name was delivered anew meanwhile stays as a file beside it. */
export async function restoreFile(em: EntityManager, fileId: string): Promise<void> {
  await execute(
    em,
    `update stored_file f set removed_at = null,
            delivery_login = case when exists (select 1 from stored_file o where o.block_id = f.block_id
              and o.delivery_login = f.delivery_login and o.name = f.name and o.removed_at is null and o.id <> f.id)
              then null else f.delivery_login end
      where f.id = $1`,
    [fileId],
  );
}

/** Moves a file one place up or down among those that are not for single organisations; the storage is numbered anew. */
export async function moveFile(
  em: EntityManager,
  file: { readonly id: string; readonly blockId: string },
  direction: 'up' | 'down',
): Promise<void> {
  const step = direction === 'up' ? -1.5 : 1.5;
  await execute(
    em,
    `with numbered as (
       select id, row_number() over (order by position, name, id) as n from stored_file
        where block_id = $1 and not personal and removed_at is null),
     placed as (
       select id, row_number() over (order by n + case when id = $2 then $3::numeric else 0 end, n) - 1 as place from numbered)
     update stored_file f set position = p.place from placed p where p.id = f.id and f.position <> p.place`,
    [file.blockId, file.id, step],
  );
}

/** Who did what, when; part of the transaction that did it. */
export async function noteAudit(
  em: EntityManager,
  event: {
    readonly userId: string;
    readonly action: string;
    readonly objectKind:
      'file' | 'storage' | 'delivery' | 'report' | 'submission' | 'collection' | 'api_token' | 'org_unit';
    readonly objectId: string;
    readonly details?: Readonly<Record<string, unknown>>;
    readonly address?: string;
  },
): Promise<void> {
  await execute(
    em,
    `insert into audit_event (user_id, action, object_kind, object_id, details, address) values ($1, $2, $3, $4, $5::jsonb, $6)`,
    [
      event.userId,
      event.action,
      event.objectKind,
      event.objectId,
      JSON.stringify(event.details ?? {}),
      event.address ?? null,
    ],
  );
}
