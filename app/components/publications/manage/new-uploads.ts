import type { AudienceChoice } from '../../../protocol/files';
import type { NewUpload } from '../../uploads/upload-manager';
import { zipFolder } from '../../uploads/zip-folder';

const printOf = (file: File, ...target: readonly string[]): string =>
  [file.name, file.size, file.lastModified, ...target].join('|');

/** A new file of a storage; for everybody who sees the publication where `audience` is null. */
export function newFile(file: File, blockId: string, audience: AudienceChoice | null): NewUpload {
  const chosen = audience === null ? {} : { audience: JSON.stringify(audience) };
  return {
    name: file.name,
    metadata: { purpose: 'file', block: blockId, ...chosen },
    content: file,
    fingerprint: printOf(file, blockId, 'file', chosen.audience ?? ''),
  };
}

/** Another content of a file that is there. */
export const newContent = (file: File, blockId: string, fileId: string): NewUpload => ({
  name: file.name,
  metadata: { purpose: 'replacement', block: blockId, file: fileId },
  content: file,
  fingerprint: printOf(file, blockId, fileId),
});

/** A zip whose files are handed out. */
export const newDelivery = (file: File, blockId: string): NewUpload => ({
  name: file.name,
  metadata: { purpose: 'delivery', block: blockId },
  content: file,
  fingerprint: printOf(file, blockId, 'delivery'),
});

/** A folder whose files are handed out; it is made a zip when its turn comes. */
export function newFolderDelivery(files: readonly File[], blockId: string): NewUpload {
  const folder = files[0]?.webkitRelativePath.split('/')[0] ?? '';
  const sizeBytes = files.reduce((sum, { size }) => sum + size, 0);
  const changed = files.reduce((latest, { lastModified }) => Math.max(latest, lastModified), 0);
  return {
    name: `${folder === '' ? 'folder' : folder}.zip`,
    metadata: { purpose: 'delivery', block: blockId },
    content: () => zipFolder(files),
    fingerprint: [folder, files.length, sizeBytes, changed, blockId, 'folder'].join('|'),
  };
}
