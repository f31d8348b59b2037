import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows, type SqlParameter } from '../sql.server';
import type { Audience } from './audiences.server';
import { takeLoose } from './contents.server';

export type UploadPurpose = 'file' | 'replacement' | 'delivery';
export type UploadStatus = 'receiving' | 'received' | 'done' | 'failed';

export interface UploadRow {
  readonly id: string;
  readonly user_id: string;
  readonly block_id: string;
  readonly file_id: string | null;
  readonly purpose: UploadPurpose;
  readonly name: string;
  readonly audience: Audience;
  readonly size_bytes: number;
  readonly offset_bytes: number;
  readonly status: UploadStatus;
  readonly failure: string | null;
  readonly result_id: string | null;
  readonly created_at: Date;
}

const columns = `id, user_id, block_id, file_id, purpose, name, audience, size_bytes, offset_bytes, status, failure, result_id,
  created_at`;

/** How long an upload waits for its next part. */
export const UPLOAD_HOURS = 48;

export interface NewUpload {
  readonly id: string;
  readonly userId: string;
  readonly blockId: string;
  readonly fileId: string | null;
  readonly purpose: UploadPurpose;
  readonly name: string;
  readonly audience: Audience;
  readonly sizeBytes: number;
}

export async function insertUpload(em: EntityManager, upload: NewUpload): Promise<void> {
  await execute(
    em,
    `insert into file_upload (id, user_id, block_id, file_id, purpose, name, audience, size_bytes)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)`,
    [
      upload.id,
      upload.userId,
      upload.blockId,
      upload.fileId,
      upload.purpose,
      upload.name,
      upload.audience === null ? null : JSON.stringify(upload.audience),
      upload.sizeBytes,
    ],
  );
}

/** An upload of this user, or null. */
export function findUploadOf(em: EntityManager, id: string, userId: string): Promise<UploadRow | null> {
  return queryRow<UploadRow>(em, `select ${columns} from file_upload where id = $1 and user_id = $2`, [
    id,
    userId,
  ]);
}

/** Uploads of a user that are not finished: how many, and what they may still bring. */
export async function countUploadsOf(em: EntityManager, userId: string): Promise<number> {
  const row = await queryRow<{ n: number }>(
    em,
    `select count(*) as n from file_upload where user_id = $1 and status = 'receiving'`,
    [userId],
  );
  return row?.n ?? 0;
}

export interface Part {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly storageKey: string;
}

/**
 * Appends a part, inside a transaction. Null where another request was faster: of two that continue at the same place one is
 * taken. Otherwise how much has been received.
 */
export async function appendPart(em: EntityManager, uploadId: string, part: Part): Promise<number | null> {
  const row = await queryRow<{ offset_bytes: number }>(
    em,
    `update file_upload set offset_bytes = offset_bytes + $3, changed_at = clock_timestamp(),
            status = case when offset_bytes + $3 = size_bytes then 'received' else status end
      where id = $1 and offset_bytes = $2 and status = 'receiving' and offset_bytes + $3 <= size_bytes
      returning offset_bytes`,
    [uploadId, part.offsetBytes, part.sizeBytes],
  );
  if (!row) return null;
  if (!(await takeLoose(em, part.storageKey))) throw new Error('the part was stored for too long');
  await execute(
    em,
    'insert into file_upload_part (upload_id, offset_bytes, size_bytes, storage_key) values ($1, $2, $3, $4)',
    [uploadId, part.offsetBytes, part.sizeBytes, part.storageKey],
  );
  return row.offset_bytes;
}

/** In their order. */
export async function findPartKeys(em: EntityManager, uploadId: string): Promise<readonly string[]> {
  const rows = await queryRows<{ storage_key: string }>(
    em,
    'select storage_key from file_upload_part where upload_id = $1 order by offset_bytes',
    [uploadId],
  );
  return rows.map(({ storage_key }) => storage_key);
}

/** Makes the parts of uploads loose, inside a transaction. */
export async function dropParts(em: EntityManager, uploadIds: readonly string[]): Promise<void> {
  await execute(
    em,
    `with gone as (delete from file_upload_part where upload_id = any($1::uuid[]) returning storage_key)
     insert into loose_content (storage_key, remove_after) select storage_key, clock_timestamp() from gone`,
    [uploadIds],
  );
}

/** Takes an upload that was received for a while; null where somebody has it, or it is finished. */
export function claimUpload(
  em: EntityManager,
  id: string,
  lease: { readonly id: string; readonly seconds: number },
): Promise<(UploadRow & { readonly attempts: number }) | null> {
  return queryRow(
    em,
    `update file_upload set lease_id = $2, lease_until = clock_timestamp() + make_interval(secs => $3),
            attempts = attempts + 1
      where id = $1 and status = 'received' and (lease_until is null or lease_until < clock_timestamp())
      returning ${columns}, attempts`,
    [id, lease.id, lease.seconds],
  );
}

/** Keeps the lease; false where it was lost. */
export async function renewUpload(
  em: EntityManager,
  id: string,
  lease: { readonly id: string; readonly seconds: number },
): Promise<boolean> {
  const sql = `update file_upload set lease_until = clock_timestamp() + make_interval(secs => $3)
    where id = $1 and lease_id = $2 and status = 'received'`;
  return (await execute(em, sql, [id, lease.id, lease.seconds])) === 1;
}

/** Ends an upload, inside the transaction of what came of it; false where the lease was lost. */
export async function finishUpload(
  em: EntityManager,
  id: string,
  leaseId: string,
  end: { readonly resultId: string } | { readonly failure: string },
): Promise<boolean> {
  const [status, result, failure]: readonly SqlParameter[] =
    'resultId' in end ? ['done', end.resultId, null] : ['failed', null, end.failure];
  const ended = await execute(
    em,
    `update file_upload set status = $3, result_id = $4, failure = $5, lease_id = null, lease_until = null,
            changed_at = clock_timestamp()
      where id = $1 and lease_id = $2 and status = 'received'`,
    [id, leaseId, status ?? null, result ?? null, failure ?? null],
  );
  return ended === 1;
}

/** Gives an upload back, so that it is finished by the next who asks. */
export async function releaseUpload(em: EntityManager, id: string, leaseId: string): Promise<void> {
  await execute(
    em,
    'update file_upload set lease_id = null, lease_until = null where id = $1 and lease_id = $2',
    [id, leaseId],
  );
}

/** Cancelled: nothing of it stays. Inside a transaction; false where it is not this user's or is being finished. */
export async function deleteUpload(em: EntityManager, id: string, userId: string): Promise<boolean> {
  const locked = await queryRow(
    em,
    `select id from file_upload where id = $1 and user_id = $2 and status <> 'received' for update`,
    [id, userId],
  );
  if (!locked) return false;
  await dropParts(em, [id]);
  await execute(em, 'delete from file_upload where id = $1', [id]);
  return true;
}

/** Forgets uploads that nobody went on with, and those ended long ago. Inside a transaction. */
export async function dropOldUploads(em: EntityManager, limit: number): Promise<number> {
  const rows = await queryRows<{ id: string }>(
    em,
    `select id from file_upload where status <> 'received' and changed_at < clock_timestamp() - make_interval(hours => $1)
      limit $2 for update skip locked`,
    [UPLOAD_HOURS, limit],
  );
  const ids = rows.map(({ id }) => id);
  await dropParts(em, ids);
  return execute(em, 'delete from file_upload where id = any($1::uuid[])', [ids]);
}

/** Received uploads that nobody finishes. */
export async function findAbandonedUploads(em: EntityManager): Promise<readonly string[]> {
  const rows = await queryRows<{ id: string }>(
    em,
    `select id from file_upload where status = 'received'
        and coalesce(lease_until, changed_at + interval '30 seconds') < clock_timestamp() order by changed_at limit 100`,
  );
  return rows.map(({ id }) => id);
}
