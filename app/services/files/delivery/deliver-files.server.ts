import { randomUUID } from 'node:crypto';
import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import { findContent, keepContent } from '~/db/queries/contents.server';
import {
  claimDelivery,
  deliverFile,
  type DeliveryRow,
  endDelivery,
  findDonePositions,
  noteEntry,
  releaseDelivery,
  renewDelivery,
} from '~/db/queries/deliveries.server';
import { findAddressees } from '~/db/queries/recipients.server';
import { findStorage } from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import { getFileStore } from '~/files/file-store.server';
import { mediaTypeOf } from '../file-names';
import { storeBytes } from '../store-bytes.server';
import { planDelivery, type Planned, possibleLogins } from './plan';
import { EntryDamaged, openStoredZip, type StoredZip, ZipRefused } from './stored-zip.server';

const LEASE_SECONDS = 60;
const MAX_ATTEMPTS = 5;
/** Files at a time; each waits for the disk more than for the processor. */
const AT_ONCE = 4;
/** Unpacked, all together, as many times the largest upload. */
const TOTAL_TIMES = 4;

/** Somebody else goes on with the delivery meanwhile, or it was taken back. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

interface Run {
  readonly em: EntityManager;
  readonly delivery: DeliveryRow;
  readonly lease: { readonly id: string; readonly seconds: number };
  readonly zip: StoredZip;
  readonly total: number;
  done: number;
}

/**
 * Hands out the files of an uploaded zip. Each file is handed out and reported in one transaction, so that a run that dies is gone on
 * with where it stopped; the same zip again changes nothing. Stops when `signal` says so.
 */
export async function deliverFiles(
  em: EntityManager,
  deliveryId: string,
  signal: AbortSignal,
): Promise<void> {
  const lease = { id: randomUUID(), seconds: LEASE_SECONDS };
  const delivery = await claimDelivery(em, deliveryId, lease);
  if (!delivery) return;
  try {
    if (delivery.attempts > MAX_ATTEMPTS) throw new ZipRefused('not_zip');
    await run(em, delivery, lease, signal);
    await endDelivery(em, deliveryId, lease.id, null);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    if (error instanceof ZipRefused) {
      await endDelivery(em, deliveryId, lease.id, error.reason);
      return;
    }
    await releaseDelivery(em, deliveryId, lease.id);
    throw error;
  }
}

async function run(
  em: EntityManager,
  delivery: DeliveryRow,
  lease: Run['lease'],
  signal: AbortSignal,
): Promise<void> {
  const content = await findContent(em, delivery.content_hash ?? '');
  const storage = await findStorage(em, delivery.block_id);
  if (!content || !storage) throw new ZipRefused('not_zip');
  const zip = await openStoredZip(getFileStore(), content.storage_key, content.size_bytes);
  const { uploadMaxBytes } = getConfig();
  const addressees = await findAddressees(em, storage.publication_audience, possibleLogins(zip.files));
  const planned = planDelivery(zip.files, addressees, {
    fileBytes: uploadMaxBytes,
    totalBytes: uploadMaxBytes * TOTAL_TIMES,
  });
  const before = await findDonePositions(em, delivery.id);
  const left = planned.filter(({ entry }) => !before.has(entry.position));
  const current: Run = { em, delivery, lease, zip, total: planned.length, done: before.size };
  await forEach(left, AT_ONCE, async (item) => {
    signal.throwIfAborted();
    await settle(current, item);
  });
}

/** So many at a time; the first failure ends all when those that run have ended. */
async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items].reverse();
  const lane = async () => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
      await work(item).catch((error: unknown) => {
        queue.length = 0;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, lane));
  const failed = ended.find((lane) => lane.status === 'rejected');
  if (failed) throw failed.reason;
}

async function settle(current: Run, item: Planned): Promise<void> {
  const { em, delivery, zip } = current;
  const { position, path, sizeBytes } = item.entry;
  const entry = { position, path, login: item.login, size_bytes: sizeBytes };
  const blockId = delivery.block_id;
  if (item.kind === 'leave') {
    const { outcome, reason } = item;
    await note(current, (transaction) => noteEntry(transaction, delivery.id, { ...entry, outcome, reason }));
    return;
  }
  const bytes = await storeBytes(em, zip.read(position)).catch((error: unknown) => {
    if (error instanceof EntryDamaged) return null;
    throw error;
  });
  await note(current, async (transaction) => {
    if (!bytes) {
      await noteEntry(transaction, delivery.id, { ...entry, outcome: 'refused', reason: 'damaged' });
      return;
    }
    await keepContent(transaction, bytes);
    const { login, name } = item;
    const file = {
      deliveryId: delivery.id,
      blockId,
      login,
      name,
      mediaType: mediaTypeOf(name),
      hash: bytes.hash,
    };
    const outcome = await deliverFile(transaction, file);
    await noteEntry(transaction, delivery.id, { ...entry, outcome, reason: null });
  });
}

async function note(current: Run, work: (transaction: EntityManager) => Promise<void>): Promise<void> {
  const { em, delivery, lease, total } = current;
  current.done += 1;
  const done = Math.min(current.done, total);
  await withTransaction(em.fork(), async (transaction) => {
    if (!(await renewDelivery(transaction, delivery.id, lease, { done, total }))) throw new LeaseLost();
    await work(transaction);
  });
}
