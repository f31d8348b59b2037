import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { getConfig } from '../config.server';
import { createDirectoryStore } from './directory-store.server';

export interface StoredContent {
  /** To be read once, or destroyed. */
  readonly stream: Readable;
  readonly sizeBytes: number;
}

/**
 * Contents by key. A key is of lower-case letters, digits, `-`, `_`, `.` and `/` between its parts; who makes a content chooses
 * a key that nobody can guess or that is checked before it is used. Other keys throw.
 */
export interface FileStore {
  /** Stores the whole content or, when the source fails, nothing. Replaces what was there. Durable when it returns. */
  put(key: string, source: Readable): Promise<{ readonly sizeBytes: number }>;
  /** null when there is nothing under this key. */
  open(key: string): Promise<StoredContent | null>;
  /** Nothing under this key is fine too. */
  remove(key: string): Promise<void>;
}

let current: FileStore | undefined;

/** The store of this process: the folder `files` in DATA_DIR. */
export function getFileStore(): FileStore {
  return (current ??= createDirectoryStore(resolve(getConfig().dataDir, 'files')));
}
