import { Readable } from 'node:stream';
import { err, ok, type Result } from 'engine';
import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { keepContent } from '~/db/queries/contents.server';
import { findStorage } from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import type { ManageRefusal } from '~/protocol/files';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { addFile } from './add-file.server';
import { refusalOf } from './create-upload.server';
import { cleanFileName } from './file-names';
import { storeBytes } from './store-bytes.server';

/** Puts a file that came with a form of a page without scripts into a storage; for everybody who sees the publication. */
export async function addSmallFile(
  em: EntityManager,
  viewer: Viewer,
  blockId: string,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Result<string, ManageRefusal>> {
  if (!can(viewer, 'file.manage') || !isUuid(blockId) || !(await findStorage(em, blockId))) {
    return err({ reason: 'not_found' });
  }
  const name = cleanFileName(file.name);
  const refused = refusalOf(name, file.bytes.length);
  if (refused) {
    const { reason } = refused;
    return err({
      reason: reason === 'name' || reason === 'type' || reason === 'empty' ? reason : 'too_large',
    });
  }
  const bytes = await storeBytes(em, Readable.from([Buffer.from(file.bytes)]));
  return withTransaction(em, async (transaction) => {
    await keepContent(transaction, bytes);
    const { hash } = bytes;
    return ok(await addFile(transaction, { userId: viewer.userId, blockId, name, hash, audience: null }));
  });
}
