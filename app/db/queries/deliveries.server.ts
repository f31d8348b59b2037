import type { EntityManager } from '../orm.server';
import { execute, queryRow, queryRows, type SqlParameter } from '../sql.server';
import { containing } from './files.server';

export type DeliveryOutcome =
  'delivered' | 'replaced' | 'same' | 'unmatched' | 'not_addressed' | 'refused' | 'ignored';

export interface DeliveryRow {
  readonly id: string;
  readonly block_id: string;
  readonly user_id: string;
  readonly name: string;
  readonly content_hash: string | null;
  readonly status: 'queued' | 'running' | 'done' | 'failed';
  readonly failure: string | null;
  readonly done: number;
  readonly total: number;
  readonly withdrawn_at: Date | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

const columns = `id, block_id, user_id, name, content_hash, status, failure, done, total, withdrawn_at, created_at, finished_at`;

export async function insertDelivery(
  em: EntityManager,
  delivery: {
    readonly blockId: string;
    readonly userId: string;
    readonly name: string;
    readonly hash: string;
  },
): Promise<string> {
  const row = await queryRow<{ id: string }>(
    em,
    'insert into file_delivery (block_id, user_id, name, content_hash) values ($1, $2, $3, $4) returning id',
    [delivery.blockId, delivery.userId, delivery.name, delivery.hash],
  );
  if (!row) throw new Error('the delivery was not stored');
  return row.id;
}

export function findDelivery(em: EntityManager, id: string): Promise<DeliveryRow | null> {
  return queryRow<DeliveryRow>(em, `select ${columns} from file_delivery where id = $1`, [id]);
}

/** Of a storage, the newest first. */
export function findDeliveries(em: EntityManager, blockId: string, limit: number): Promise<DeliveryRow[]> {
  return queryRows<DeliveryRow>(
    em,
    `select ${columns} from file_delivery where block_id = $1 order by created_at desc limit $2`,
    [blockId, limit],
  );
}

/** Takes a delivery for a while; null where somebody has it, or it is finished. */
export function claimDelivery(
  em: EntityManager,
  id: string,
  lease: { readonly id: string; readonly seconds: number },
): Promise<(DeliveryRow & { readonly attempts: number }) | null> {
  return queryRow(
    em,
    `update file_delivery set status = 'running', lease_id = $2, attempts = attempts + 1,
            lease_until = clock_timestamp() + make_interval(secs => $3)
      where id = $1 and status in ('queued', 'running') and withdrawn_at is null
        and (lease_until is null or lease_until < clock_timestamp())
      returning ${columns}, attempts`,
    [id, lease.id, lease.seconds],
  );
}

/** Notes progress and keeps the lease, inside the transaction of what was done; false where it was lost or the delivery taken back. */
export async function renewDelivery(
  em: EntityManager,
  id: string,
  lease: { readonly id: string; readonly seconds: number },
  progress: { readonly done: number; readonly total: number },
): Promise<boolean> {
  const changed = await execute(
    em,
    `update file_delivery set done = greatest(done, $3), total = $4, lease_until = clock_timestamp() + make_interval(secs => $5)
      where id = $1 and lease_id = $2 and status = 'running' and withdrawn_at is null`,
    [id, lease.id, progress.done, progress.total, lease.seconds],
  );
  return changed === 1;
}

/** Ends a delivery: everything is handed out, or it cannot be. The zip is kept no longer. */
export async function endDelivery(
  em: EntityManager,
  id: string,
  leaseId: string,
  failure: string | null,
): Promise<boolean> {
  const changed = await execute(
    em,
    `update file_delivery set status = case when $3::text is null then 'done' else 'failed' end, failure = $3,
            content_hash = null, lease_id = null, lease_until = null, finished_at = clock_timestamp()
      where id = $1 and lease_id = $2 and status = 'running'`,
    [id, leaseId, failure],
  );
  return changed === 1;
}

export async function releaseDelivery(em: EntityManager, id: string, leaseId: string): Promise<void> {
  await execute(
    em,
    `update file_delivery set lease_id = null, lease_until = null where id = $1 and lease_id = $2 and status = 'running'`,
    [id, leaseId],
  );
}

export async function findAbandonedDeliveries(em: EntityManager): Promise<readonly string[]> {
  const rows = await queryRows<{ id: string }>(
    em,
    `select id from file_delivery where status in ('queued', 'running') and withdrawn_at is null
        and coalesce(lease_until, created_at + interval '30 seconds') < clock_timestamp() order by created_at limit 100`,
  );
  return rows.map(({ id }) => id);
}

/** Takes back what a delivery handed out, inside a transaction; answers with how many files, or null where it was done before. */
export async function withdrawDelivery(em: EntityManager, id: string): Promise<number | null> {
  const changed = await execute(
    em,
    `update file_delivery set withdrawn_at = clock_timestamp(), content_hash = null, lease_id = null, lease_until = null,
            status = case when status in ('queued', 'running') then 'failed' else status end,
            finished_at = coalesce(finished_at, clock_timestamp())
      where id = $1 and withdrawn_at is null`,
    [id],
  );
  if (changed === 0) return null;
  return execute(
    em,
    'update stored_file set removed_at = clock_timestamp() where delivery_id = $1 and removed_at is null',
    [id],
  );
}

export interface EntryRow {
  readonly position: number;
  readonly path: string;
  readonly login: string | null;
  readonly outcome: DeliveryOutcome;
  readonly reason: string | null;
  readonly size_bytes: number;
}

/** What became of one file; the same position again is the same file. */
export async function noteEntry(em: EntityManager, deliveryId: string, entry: EntryRow): Promise<void> {
  await execute(
    em,
    `insert into delivery_entry (delivery_id, position, path, login, outcome, reason, size_bytes)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (delivery_id, position) do nothing`,
    [deliveryId, entry.position, entry.path, entry.login, entry.outcome, entry.reason, entry.size_bytes],
  );
}

/** Positions that were dealt with before. */
export async function findDonePositions(em: EntityManager, deliveryId: string): Promise<ReadonlySet<number>> {
  const rows = await queryRows<{ position: number }>(
    em,
    'select position from delivery_entry where delivery_id = $1',
    [deliveryId],
  );
  return new Set(rows.map(({ position }) => position));
}

export async function countOutcomes(
  em: EntityManager,
  deliveryId: string,
): Promise<ReadonlyMap<DeliveryOutcome, number>> {
  const rows = await queryRows<{ outcome: DeliveryOutcome; n: number }>(
    em,
    'select outcome, count(*) as n from delivery_entry where delivery_id = $1 group by outcome',
    [deliveryId],
  );
  return new Map(rows.map(({ outcome, n }) => [outcome, n]));
}

export interface EntrySearch {
  readonly outcome: DeliveryOutcome | null;
  readonly text: string;
  readonly limit: number;
  readonly offset: number;
}

export async function findEntries(
  em: EntityManager,
  deliveryId: string,
  { outcome, text, limit, offset }: EntrySearch,
): Promise<{ readonly rows: readonly EntryRow[]; readonly matching: number }> {
  const parameters: SqlParameter[] = [deliveryId];
  const conditions = ['delivery_id = $1'];
  if (outcome !== null) conditions.push(`outcome = $${parameters.push(outcome)}`);
  if (text !== '') {
    const like = `$${parameters.push(containing(text))}`;
    conditions.push(`(path ilike ${like} or login ilike ${like})`);
  }
  const where = conditions.join(' and ');
  const counted = await queryRow<{ n: number }>(
    em,
    `select count(*) as n from delivery_entry where ${where}`,
    parameters,
  );
  const rows = await queryRows<EntryRow>(
    em,
    `select position, path, login, outcome, reason, size_bytes from delivery_entry where ${where}
      order by position limit $${parameters.push(limit)} offset $${parameters.push(offset)}`,
    parameters,
  );
  return { rows, matching: counted?.n ?? 0 };
}

export interface Delivered {
  readonly deliveryId: string;
  readonly blockId: string;
  readonly login: string;
  readonly name: string;
  readonly mediaType: string;
  readonly hash: string;
}

/**
 * Hands one file to one organisation, inside the transaction that keeps its content. What was delivered under this name before is
 * replaced; the same bytes stay as they are.
 */
export async function deliverFile(
  em: EntityManager,
  file: Delivered,
): Promise<'delivered' | 'replaced' | 'same'> {
  const row = await queryRow<{ is_new: boolean }>(
    em,
    `insert into stored_file (block_id, name, media_type, content_hash, audience, delivery_id, delivery_login)
     values ($1, $2, $3, $4, jsonb_build_object('roles', jsonb_build_array('organisation'),
             'logins', jsonb_build_array($5::text)), $6, $5)
     on conflict (block_id, delivery_login, name) where delivery_login is not null and removed_at is null
     do update set content_hash = excluded.content_hash, media_type = excluded.media_type,
            delivery_id = excluded.delivery_id, uploaded_at = clock_timestamp()
      where stored_file.content_hash <> excluded.content_hash
     returning xmax = 0 as is_new`,
    [file.blockId, file.name, file.mediaType, file.hash, file.login, file.deliveryId],
  );
  if (!row) return 'same';
  return row.is_new ? 'delivered' : 'replaced';
}
