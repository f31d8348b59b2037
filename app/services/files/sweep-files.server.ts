import type { EntityManager } from '~/db/orm.server';
import {
  deleteRemovedFiles,
  forgetUnusedContents,
  lockDueLoose,
  takeLoose,
} from '~/db/queries/contents.server';
import { dropOldUploads } from '~/db/queries/uploads.server';
import { withTransaction } from '~/db/sql.server';
import { getFileStore } from '~/files/file-store.server';

const BATCH = 200;
/** A run ends sometime; the next one goes on. */
const MOST_ROUNDS = 200;

/**
 * Removes what belongs to nothing any more: files removed a day ago, uploads that nobody goes on with, contents without a file,
 * bytes without a content. Each step is written down before the bytes go, so that a run that dies loses nothing.
 */
export async function sweepFiles(em: EntityManager): Promise<void> {
  await untilNone((transaction) => deleteRemovedFiles(transaction, BATCH));
  await untilNone((transaction) => dropOldUploads(transaction, BATCH));
  await untilNone((transaction) => forgetUnusedContents(transaction, BATCH));
  await untilNone(removeLoose);

  async function untilNone(step: (transaction: EntityManager) => Promise<number>): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      if ((await withTransaction(em.fork(), step)) === 0) return;
    }
  }
}

async function removeLoose(em: EntityManager): Promise<number> {
  const keys = await lockDueLoose(em, BATCH);
  for (const key of keys) {
    await getFileStore().remove(key);
    await takeLoose(em, key);
  }
  return keys.length;
}
