import { Zip, ZipPassThrough } from 'fflate';

/** Kept by the browser outside its memory from this size on. */
const BLOB_BYTES = 8 * 1024 * 1024;

/**
 * A chosen folder as one zip, its paths in it, nothing packed. The same folder gives the same bytes, so that its upload can be gone on
 * with. However large it is, a few megabytes of it are in memory.
 */
export async function zipFolder(files: readonly File[]): Promise<Blob> {
  const blobs: Blob[] = [];
  let chunks: BlobPart[] = [];
  let chunkBytes = 0;
  const failures: Error[] = [];
  const flush = () => {
    if (chunkBytes > 0) blobs.push(new Blob(chunks));
    chunks = [];
    chunkBytes = 0;
  };
  const zip = new Zip((error, chunk) => {
    if (error) failures.push(error);
    chunks.push(new Uint8Array(chunk));
    chunkBytes += chunk.length;
    if (chunkBytes >= BLOB_BYTES) flush();
  });
  const ordered = [...files].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
  for (const file of ordered) {
    const entry = new ZipPassThrough(pathOf(file));
    // A zip knows no day before 1980 and none after 2107.
    entry.mtime = Math.min(Math.max(file.lastModified, Date.UTC(1980, 0, 2)), Date.UTC(2107, 0, 1));
    zip.add(entry);
    const reader = file.stream().getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) entry.push(read.value);
    entry.push(new Uint8Array(0), true);
    const [failure] = failures;
    if (failure) throw failure;
  }
  zip.end();
  flush();
  return new Blob(blobs, { type: 'application/zip' });
}

/** With the folder that was chosen. */
const pathOf = (file: File): string => (file.webkitRelativePath === '' ? file.name : file.webkitRelativePath);
