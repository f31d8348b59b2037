import { randomUUID } from 'node:crypto';
import { can } from '~/auth/permissions';
import { findViewerById } from '~/auth/viewer.server';
import type { EntityManager } from '~/db/orm.server';
import { keepContent, type StoredBytes } from '~/db/queries/contents.server';
import { insertDelivery } from '~/db/queries/deliveries.server';
import { lockFile, noteAudit, replaceContent } from '~/db/queries/storages.server';
import {
  claimUpload,
  dropParts,
  findPartKeys,
  finishUpload as endUpload,
  releaseUpload,
  renewUpload,
  type UploadRow,
} from '~/db/queries/uploads.server';
import { withTransaction } from '~/db/sql.server';
import { getFileStore } from '~/files/file-store.server';
import { deliverFilesJob } from '~/jobs/deliver-files.job';
import { enqueue } from '~/jobs/queue.server';
import type { Refused } from '~/protocol/uploads';
import { addFile } from './add-file.server';
import { extensionOf, mediaTypeOf } from './file-names';
import { storeBytes } from './store-bytes.server';

const LEASE_SECONDS = 60;
const RENEW_EVERY_MS = 10_000;
const MAX_ATTEMPTS = 5;

type Failure = Refused['reason'];

/** Somebody else finishes the upload meanwhile, or it was ended. */
class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** What cannot get better by trying again. */
class Ended extends Error {
  override readonly name = 'Ended';
  constructor(readonly reason: Failure) {
    super(reason);
  }
}

/**
 * Makes a file or a delivery of what was received: the parts are read in order, hashed, and stored as one content that is kept
 * once. May run twice, also at once; a run that dies is repeated from its beginning. True when the upload has ended.
 */
export async function finishUpload(em: EntityManager, uploadId: string): Promise<boolean> {
  const lease = { id: randomUUID(), seconds: LEASE_SECONDS };
  const upload = await claimUpload(em, uploadId, lease);
  if (!upload) return false;
  try {
    if (upload.attempts > MAX_ATTEMPTS) throw new Ended('failed');
    const bytes = await storeBytes(em, partsOf(em, upload.id, lease));
    if (bytes.sizeBytes !== upload.size_bytes) throw new Ended('failed');
    const resultId = await withTransaction(em, (transaction) => settle(transaction, upload, lease.id, bytes));
    // After the commit; where the queue does not answer, the sweeper finds the row.
    if (upload.purpose === 'delivery')
      await enqueue(deliverFilesJob, { deliveryId: resultId }).catch(() => undefined);
  } catch (error) {
    if (error instanceof LeaseLost) return false;
    if (error instanceof Ended) {
      await withTransaction(em, async (transaction) => {
        if (await endUpload(transaction, upload.id, lease.id, { failure: error.reason }))
          await dropParts(transaction, [upload.id]);
      });
      return true;
    }
    await releaseUpload(em, upload.id, lease.id);
    throw error;
  }
  return true;
}

async function* partsOf(
  em: EntityManager,
  uploadId: string,
  lease: { readonly id: string; readonly seconds: number },
): AsyncGenerator<Buffer> {
  let renewedAt = performance.now();
  for (const key of await findPartKeys(em, uploadId)) {
    if (performance.now() - renewedAt > RENEW_EVERY_MS) {
      if (!(await renewUpload(em, uploadId, lease))) throw new LeaseLost();
      renewedAt = performance.now();
    }
    const part = await getFileStore().open(key);
    if (!part) throw new Ended('failed');
    for await (const chunk of part.stream as AsyncIterable<Buffer>) yield chunk;
  }
}

/** What the upload was for, all in one transaction. */
async function settle(
  em: EntityManager,
  upload: UploadRow,
  leaseId: string,
  bytes: StoredBytes,
): Promise<string> {
  const viewer = await findViewerById(em, upload.user_id);
  if (!viewer || !can(viewer, 'file.manage')) throw new Ended('not_found');
  await keepContent(em, bytes);
  const resultId = await resultOf(em, upload, bytes.hash);
  if (!(await endUpload(em, upload.id, leaseId, { resultId }))) throw new LeaseLost();
  await dropParts(em, [upload.id]);
  return resultId;
}

async function resultOf(em: EntityManager, upload: UploadRow, hash: string): Promise<string> {
  const { name, audience, block_id: blockId, user_id: userId } = upload;
  switch (upload.purpose) {
    case 'file':
      return addFile(em, { userId, blockId, name, hash, audience });
    case 'replacement': {
      const file = await lockFile(em, upload.file_id ?? '');
      if (file?.removed_at !== null) throw new Ended('removed');
      const kept = withExtensionOf(file.name, name);
      await replaceContent(em, file.id, { name: kept, mediaType: mediaTypeOf(kept), hash });
      await noteAudit(em, {
        userId,
        action: 'file_replaced',
        objectKind: 'file',
        objectId: file.id,
        details: { name: kept, hash },
      });
      return file.id;
    }
    case 'delivery': {
      const id = await insertDelivery(em, { blockId, userId, name, hash });
      await noteAudit(em, {
        userId,
        action: 'delivery_started',
        objectKind: 'delivery',
        objectId: id,
        details: { name },
      });
      return id;
    }
  }
}

/** A file keeps its name; a document that became another kind of document says so. */
function withExtensionOf(name: string, other: string): string {
  const [old, fresh] = [extensionOf(name), extensionOf(other)];
  if (fresh === '' || old === fresh) return name;
  return `${old === '' ? name : name.slice(0, -old.length - 1)}.${fresh}`;
}
