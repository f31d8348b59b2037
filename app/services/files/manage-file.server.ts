import { err, ok, type Result } from 'engine';
import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import {
  lockFile,
  type ManagedFileRow,
  moveFile,
  noteAudit,
  removeFile,
  renameFile,
  restoreFile,
  setAudience,
} from '~/db/queries/storages.server';
import { withTransaction } from '~/db/sql.server';
import type { FileChange, ManageRefusal } from '~/protocol/files';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { checkAudience } from './check-audience.server';
import { cleanFileName, extensionOf, mediaTypeOf, refusedName } from './file-names';

/** Changes one file of a storage: its name, place, audience; removes it, or puts it back within a day. Audited. */
export async function manageFile(
  em: EntityManager,
  viewer: Viewer,
  blockId: string,
  change: FileChange,
): Promise<Result<null, ManageRefusal>> {
  if (!can(viewer, 'file.manage') || !isUuid(change.fileId)) return err({ reason: 'not_found' });
  return withTransaction(em, async (transaction) => {
    const file = await lockFile(transaction, change.fileId);
    if (file?.block_id !== blockId) return err({ reason: 'not_found' });
    if (file.removed_at !== null && change.intent !== 'restore') return err({ reason: 'removed' });
    const done = await apply(transaction, file, change);
    if (!done.ok) return done;
    await noteAudit(transaction, {
      userId: viewer.userId,
      action: actions[change.intent],
      objectKind: 'file',
      objectId: file.id,
      details: { name: file.name, ...done.value },
    });
    return ok(null);
  });
}

const actions = {
  rename: 'file_renamed',
  move: 'file_moved',
  audience: 'file_audience_changed',
  remove: 'file_removed',
  restore: 'file_restored',
} as const;

/** Answers with what the audit says besides the name. */
async function apply(
  em: EntityManager,
  file: ManagedFileRow,
  change: FileChange,
): Promise<Result<Readonly<Record<string, unknown>>, ManageRefusal>> {
  switch (change.intent) {
    case 'rename': {
      const name = withExtension(cleanFileName(change.name), extensionOf(file.name));
      const refused = refusedName(name);
      if (refused !== null) return err({ reason: refused });
      await renameFile(em, file.id, { name, mediaType: mediaTypeOf(name) });
      return ok({ to: name });
    }
    case 'move':
      await moveFile(em, { id: file.id, blockId: file.block_id }, change.direction);
      return ok({ direction: change.direction });
    case 'audience': {
      const audience = await checkAudience(em, change.audience);
      if (!audience.ok) return err({ reason: 'audience', unknown: audience.error.unknown });
      await setAudience(em, file.id, audience.value);
      return ok({ from: file.audience, to: audience.value });
    }
    case 'remove':
      await removeFile(em, file.id);
      return ok({});
    case 'restore':
      await restoreFile(em, file.id);
      return ok({});
  }
}

/** A new name without the kind of the file, which nobody can open then, gets it back. */
const withExtension = (name: string, extension: string): string =>
  name === '' || extension === '' || extensionOf(name) === extension ? name : `${name}.${extension}`;
