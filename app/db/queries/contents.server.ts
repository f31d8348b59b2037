import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows } from '../sql.server';

/** Bytes in the store under a key of their own, with their hash. */
export interface StoredBytes {
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
  readonly sizeBytes: number;
  readonly storageKey: string;
}

/** Writes down that something is being stored under this key. Unless it is taken over, it is removed after some time. */
export async function noteLoose(em: EntityManager, storageKey: string, keepSeconds: number): Promise<void> {
  await execute(
    em,
    `insert into loose_content (storage_key, remove_after) values ($1, clock_timestamp() + make_interval(secs => $2))
     on conflict (storage_key) do update set remove_after = excluded.remove_after`,
    [storageKey, keepSeconds],
  );
}

/** Crosses out what somebody took over; false where it was removed meanwhile. */
export async function takeLoose(em: EntityManager, storageKey: string): Promise<boolean> {
  return (await execute(em, 'delete from loose_content where storage_key = $1', [storageKey])) === 1;
}

/**
 * Makes stored bytes a content, inside the transaction that refers to it. Where the same bytes are there already, those stay and
 * the new ones are removed. Until the transaction ends the content is locked against the sweeper. Throws where the bytes were
 * removed meanwhile.
 */
export async function keepContent(em: EntityManager, bytes: StoredBytes): Promise<void> {
  const kept = await queryRow<{ storage_key: string }>(
    em,
    `insert into file_content (hash, size_bytes, storage_key) values ($1, $2, $3)
     on conflict (hash) do update set size_bytes = excluded.size_bytes returning storage_key`,
    [bytes.hash, bytes.sizeBytes, bytes.storageKey],
  );
  if (kept?.storage_key !== bytes.storageKey) await noteLoose(em, bytes.storageKey, 0);
  else if (!(await takeLoose(em, bytes.storageKey))) throw new Error('the content was stored for too long');
}

/** A content by its hash. */
export function findContent(
  em: EntityManager,
  hash: string,
): Promise<{ readonly size_bytes: number; readonly storage_key: string } | null> {
  return queryRow(em, 'select size_bytes, storage_key from file_content where hash = $1', [hash]);
}

/**
 * Forgets contents that nothing refers to; their bytes become loose. Inside a transaction: those locked first are looked at
 * again, so that a content which somebody refers to meanwhile stays.
 */
export async function forgetUnusedContents(em: EntityManager, limit: number): Promise<number> {
  const isUnused = `not exists (select 1 from stored_file f where f.content_hash = c.hash)
    and not exists (select 1 from file_delivery d where d.content_hash = c.hash)`;
  const locked = await queryRows<{ hash: string }>(
    em,
    `select c.hash from file_content c where ${isUnused} limit $1 for update skip locked`,
    [limit],
  );
  return execute(
    em,
    `with gone as (delete from file_content c where c.hash = any($1) and ${isUnused} returning c.storage_key)
     insert into loose_content (storage_key, remove_after) select storage_key, clock_timestamp() from gone`,
    [locked.map(({ hash }) => hash)],
  );
}

/** Loose bytes whose time is over, locked until the transaction ends: nobody takes them over meanwhile. */
export async function lockDueLoose(em: EntityManager, limit: number): Promise<readonly string[]> {
  const rows = await queryRows<{ storage_key: string }>(
    em,
    `select storage_key from loose_content where remove_after <= clock_timestamp()
      order by remove_after limit $1 for update skip locked`,
    [limit],
  );
  return rows.map(({ storage_key }) => storage_key);
}

/** Files that were removed long enough ago not to be put back any more. */
export function deleteRemovedFiles(em: EntityManager, limit: number): Promise<number> {
  return execute(
    em,
    `delete from stored_file where id in (
       select id from stored_file where removed_at < clock_timestamp() - interval '1 day 1 hour' limit $1)`,
    [limit],
  );
}
