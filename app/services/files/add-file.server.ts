import type { EntityManager } from '~/db/orm.server';
import type { Audience } from '~/db/queries/audiences.server';
import { findNames, insertFile, lockStorage, noteAudit } from '~/db/queries/storages.server';
import { freeName, mediaTypeOf } from './file-names';

/**
 * Puts a content into a storage as a file, inside the transaction that keeps the content; answers with the file's id. Of two files
 * of one name the second is called «… (2)»; the same content under the same name is the file that is there.
 */
export async function addFile(
  em: EntityManager,
  file: {
    readonly userId: string;
    readonly blockId: string;
    readonly name: string;
    readonly hash: string;
    readonly audience: Audience;
  },
): Promise<string> {
  const { userId, blockId, hash, audience } = file;
  await lockStorage(em, blockId);
  const others = audience?.logins === undefined ? await findNames(em, blockId) : [];
  const same = others.find((other) => other.name === file.name && other.hash === hash);
  if (same) return same.id;
  const name = freeName(file.name, (candidate) => others.some((other) => other.name === candidate));
  const id = await insertFile(em, { blockId, name, mediaType: mediaTypeOf(name), hash, audience });
  await noteAudit(em, {
    userId,
    action: 'file_added',
    objectKind: 'file',
    objectId: id,
    details: { name, hash, audience },
  });
  return id;
}
