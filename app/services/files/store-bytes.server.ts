import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { EntityManager } from '~/db/orm.server';
import { noteLoose, type StoredBytes } from '~/db/queries/contents.server';
import { getFileStore } from '~/files/file-store.server';

/** Longer than storing takes; then the sweeper removes what nobody took over. */
const KEEP_SECONDS = 24 * 3600;

/** A fresh key that is written down as loose before anything stands under it. Not inside a transaction. */
export async function looseKey(em: EntityManager, folder: 'contents' | 'uploads'): Promise<string> {
  const key = `${folder}/${randomUUID()}`;
  await noteLoose(em, key, KEEP_SECONDS);
  return key;
}

/** Stores bytes under a key of their own and hashes them on the way. They are loose until `keepContent`. */
export async function storeBytes(em: EntityManager, source: AsyncIterable<Buffer>): Promise<StoredBytes> {
  const storageKey = await looseKey(em, 'contents');
  const hash = createHash('sha256');
  const { sizeBytes } = await getFileStore().put(
    storageKey,
    Readable.from(
      (async function* () {
        for await (const chunk of source) {
          hash.update(chunk);
          yield chunk;
        }
      })(),
      { objectMode: false },
    ),
  );
  return { hash: hash.digest('hex'), sizeBytes, storageKey };
}
