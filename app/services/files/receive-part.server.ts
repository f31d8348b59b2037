import type { Readable } from 'node:stream';
import { err, ok, type Result } from 'engine';
import type { EntityManager } from '~/db/orm.server';
import { noteLoose } from '~/db/queries/contents.server';
import { appendPart, type UploadRow } from '~/db/queries/uploads.server';
import { withTransaction } from '~/db/sql.server';
import { getFileStore } from '~/files/file-store.server';
import { finishUploadJob } from '~/jobs/finish-upload.job';
import { enqueue } from '~/jobs/queue.server';
import { finishUpload } from './finish-upload.server';
import { looseKey } from './store-bytes.server';

/** Up to this size the request of the last part also finishes the upload; a job does larger ones. */
const FINISHED_AT_ONCE = 16 * 1024 * 1024;

/**
 * Stores one part of an upload, whole or not at all; answers with how much has been received then. Any number of processes may
 * receive parts of one upload: of two that begin at the same place one is taken, the other is a conflict.
 */
export async function receivePart(
  em: EntityManager,
  upload: UploadRow,
  offsetBytes: number,
  source: Readable,
): Promise<Result<number, 'conflict' | 'empty'>> {
  const storageKey = await looseKey(em, 'uploads');
  const { sizeBytes } = await getFileStore().put(storageKey, source);
  const received =
    sizeBytes === 0
      ? null
      : await withTransaction(em, (transaction) =>
          appendPart(transaction, upload.id, { offsetBytes, sizeBytes, storageKey }),
        );
  if (received === null) {
    await noteLoose(em, storageKey, 0);
    return err(sizeBytes === 0 ? 'empty' : 'conflict');
  }
  if (received === upload.size_bytes) await finishSoon(em, upload);
  return ok(received);
}

/** The row says that everything was received; whatever fails here, the sweeper finds it. */
async function finishSoon(em: EntityManager, { id, size_bytes }: UploadRow): Promise<void> {
  const done = size_bytes <= FINISHED_AT_ONCE && (await finishUpload(em, id).catch(() => false));
  if (!done) await enqueue(finishUploadJob, { uploadId: id }).catch(() => undefined);
}
