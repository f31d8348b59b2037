import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { getConfig } from '../config.server';
import { createDirectoryStore } from './directory-store.server';
import { createS3Store } from './s3-store.server';

export interface StoredContent {
  /** To be read once, or destroyed. Only the range, where one was asked for. */
  readonly stream: Readable;
  /** Of the whole content. */
  readonly sizeBytes: number;
}

/** Bytes from `start` to `end`, both of them included and inside the content. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Contents by key. A key is of lower-case letters, digits, `-`, `_`, `.` and `/` between its parts; who makes a content chooses
 * a key that nobody can guess or that is checked before it is used. Other keys throw.
 */
export interface FileStore {
  /**
   * Stores the whole content or, when the source fails, nothing. Replaces what was there. Durable when it returns. However
   * large the content is, a few megabytes of it are in memory.
   */
  put(key: string, source: Readable): Promise<{ readonly sizeBytes: number }>;
  /** null when there is nothing under this key. Throws `RangeError` for a range that is not inside the content. */
  open(key: string, range?: ByteRange): Promise<StoredContent | null>;
  /** In bytes; null when there is nothing under this key. */
  size(key: string): Promise<number | null>;
  /** Nothing under this key is fine too. */
  remove(key: string): Promise<void>;
}

let current: FileStore | undefined;

/** The store of this process: the folder `files` in DATA_DIR or a bucket, as FILE_STORE says. */
export function getFileStore(): FileStore {
  const { dataDir, s3 } = getConfig();
  return (current ??= s3 === null ? createDirectoryStore(resolve(dataDir, 'files')) : createS3Store(s3));
}
