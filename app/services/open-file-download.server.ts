import type { Readable } from 'node:stream';
import { err, ok, type Result } from 'engine';
import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findFile } from '~/db/queries/publications.server';
import { execute } from '~/db/sql.server';
import { getFileStore } from '~/files/file-store.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from './collecting/parse-requests.server';

export interface FileDownload {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly stream: Readable;
}

/**
 * The content of a file, and the note that this user has downloaded it (A15). Files of others do not exist for the
 * viewer; files meant for organisations only exist for coordinators and are refused (A16).
 */
export async function openFileDownload(
  em: EntityManager,
  viewer: Viewer,
  fileId: string,
): Promise<Result<FileDownload, 'not_found' | 'forbidden'>> {
  if (!isUuid(fileId) || !can(viewer, 'file.read')) return err('not_found');
  const file = await findFile(em, viewer, fileId);
  if (!file) return err('not_found');
  if (!file.downloadable) return err('forbidden');
  const content = await getFileStore().open(file.storage_key);
  if (!content) return err('not_found');
  try {
    await execute(em, 'insert into file_download (file_id, user_id) values ($1, $2)', [
      file.id,
      viewer.userId,
    ]);
  } catch (error) {
    // Nobody reads it now, and an open file would stay open.
    content.stream.destroy();
    throw error;
  }
  return ok({
    name: file.name,
    mediaType: file.media_type,
    sizeBytes: content.sizeBytes,
    stream: content.stream,
  });
}
