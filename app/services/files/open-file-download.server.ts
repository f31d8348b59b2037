import type { Readable } from 'node:stream';
import { err, ok, type Result } from 'engine';
import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findFile, noteDownload } from '~/db/queries/files.server';
import { type ByteRange, getFileStore } from '~/files/file-store.server';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';

export interface FileDownload {
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Another one for other bytes. */
  readonly hash: string;
  /**
   * The bytes, or a range of them. A download that begins at the first byte is noted for this user (A15); one that goes on where
   * it stopped is the same download. null where the content is gone.
   */
  readonly open: (range: ByteRange | null) => Promise<Readable | null>;
}

/**
 * A file to be downloaded. Files of others do not exist for the viewer; files meant for organisations only exist for coordinators
 * and are refused (A16).
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
  return ok({
    name: file.name,
    mediaType: file.media_type,
    sizeBytes: file.size_bytes,
    hash: file.hash,
    open: async (range) => {
      const content = await getFileStore().open(file.storage_key, range ?? undefined);
      if (!content) return null;
      try {
        if (range === null || range.start === 0) await noteDownload(em, viewer, file.id);
      } catch (error) {
        // Nobody reads it now, and an open file would stay open.
        content.stream.destroy();
        throw error;
      }
      return content.stream;
    },
  });
}
