import type { EntityManager } from '~/db/orm.server';
import { deleteUpload } from '~/db/queries/uploads.server';
import { withTransaction } from '~/db/sql.server';
import type { Viewer } from '~/protocol/views';
import { findUpload } from './find-upload.server';

/** Gives up an upload; nothing of it stays. False where there is none, or it is being finished at this moment. */
export async function cancelUpload(em: EntityManager, viewer: Viewer, id: string): Promise<boolean> {
  if (!(await findUpload(em, viewer, id))) return false;
  return withTransaction(em, (transaction) => deleteUpload(transaction, id, viewer.userId));
}
