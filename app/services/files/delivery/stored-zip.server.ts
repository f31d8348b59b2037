import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReader, RandomAccessReader, type ZipFile } from 'yauzl';
import { type FileStore } from '~/files/file-store.server';
import type { Listed } from './plan';

/** The store does not answer: nothing is known about the zip, and it is tried again. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';
}

/** One file of the zip is not what its directory says. */
export class EntryDamaged extends Error {
  override readonly name = 'EntryDamaged';
}

/** The zip as a whole cannot be read. */
export class ZipRefused extends Error {
  override readonly name = 'ZipRefused';
  constructor(readonly reason: 'not_zip' | 'too_many_files') {
    super(reason);
  }
}

export interface StoredZip {
  /** Files without folders, in their order. */
  readonly files: readonly Listed[];
  /** The unpacked bytes; throws `EntryDamaged` where they are not what the directory says, `StoreFailure` where the store fails. */
  readonly read: (position: number) => AsyncGenerator<Buffer>;
}

const MOST_FILES = 200_000;

/** Reads the directory of a zip that stands in the store. Nothing is unpacked, and only what is asked for is fetched. */
export async function openStoredZip(store: FileStore, key: string, sizeBytes: number): Promise<StoredZip> {
  const reader = new StoreReader(store, key, sizeBytes);
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    // Names are decoded here: the library takes what is not marked as UTF-8 for the letters of old English computers. Sizes are
    // checked here too: the library would refuse the whole zip for one of its files.
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false };
    fromRandomAccessReader(reader, sizeBytes, options, (error, opened) => {
      if (error) reject(reader.failure ?? new ZipRefused('not_zip'));
      else resolve(opened);
    });
  });
  const entries = await readDirectory(zip, reader);
  return {
    files: entries.flatMap((entry, position) => list(entry, position)),
    read: (position) => unpack(zip, reader, entries[position]),
  };
}

async function readDirectory(zip: ZipFile, reader: StoreReader): Promise<readonly Entry[]> {
  if (zip.entryCount > MOST_FILES) throw new ZipRefused('too_many_files');
  const entries: Entry[] = [];
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      // Not deeper and deeper into the stack while everything is in the reader's memory.
      setImmediate(() => zip.readEntry());
    });
    zip.on('end', resolve);
    zip.on('error', () => reject(reader.failure ?? new ZipRefused('not_zip')));
    zip.readEntry();
  });
  return entries;
}

function list(entry: Entry, position: number): readonly Listed[] {
  const path = decodeName(entry);
  if (/[/\\]$/.test(path)) return [];
  const isKnown = entry.compressionMethod === 0 || entry.compressionMethod === 8;
  const unreadable = (entry.generalPurposeBitFlag & 1) !== 0 ? 'encrypted' : isKnown ? null : 'method';
  const { uncompressedSize: sizeBytes, compressedSize: packedBytes } = entry;
  return [{ position, path, sizeBytes, packedBytes, unreadable }];
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH = 0x7075;

/**
 * The name of an entry: as its flag or its Unicode field says; else UTF-8 where it can only be that (macOS forgets the flag); else the
 * letters of DOS in Russia, which Windows writes.
 */
function decodeName(entry: Entry): string {
  const raw = entry.fileNameRaw;
  if ((entry.generalPurposeBitFlag & UTF8_FLAG) !== 0) return raw.toString('utf8');
  for (const { id, data } of entry.extraFields) {
    // Version 1, a sum of the name that it speaks of, the name in UTF-8.
    if (id !== UNICODE_PATH || data.length < 5 || data[0] !== 1) continue;
    if (data.readUInt32LE(1) === crc32(raw)) return data.subarray(5).toString('utf8');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return new TextDecoder('ibm866').decode(raw);
  }
}

async function* unpack(zip: ZipFile, reader: StoreReader, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry) throw new Error('the zip has no such entry');
  let sum = 0;
  let sizeBytes = 0;
  try {
    const stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => {
        if (error) reject(error);
        else resolve(opened);
      });
    });
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum);
      sizeBytes += chunk.length;
      // A bomb is not unpacked further than it said.
      if (sizeBytes > entry.uncompressedSize) throw new Error('there are more bytes than were announced');
      yield chunk;
    }
  } catch (error) {
    throw reader.failure ?? new EntryDamaged(String(error), { cause: error });
  }
  if (sum !== entry.crc32 || sizeBytes !== entry.uncompressedSize) {
    throw new EntryDamaged('the bytes are not those that were announced');
  }
}

const BLOCK = 512 * 1024;

/** Hands the library pieces of a stored content. Small ones, as of the directory, come from a block in memory. */
class StoreReader extends RandomAccessReader {
  failure: StoreFailure | null = null;
  private block: { readonly start: number; readonly bytes: Promise<Buffer> } | null = null;

  constructor(
    private readonly store: FileStore,
    private readonly key: string,
    private readonly sizeBytes: number,
  ) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.copy(buffer, offset, length, position).then(
      () => callback(null),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  private async copy(buffer: Buffer, offset: number, length: number, position: number): Promise<void> {
    if (position < 0 || position + length > this.sizeBytes) throw new Error('the zip ends too early');
    for (let done = 0; done < length;) {
      const at = position + done;
      const start = at - (at % BLOCK);
      if (this.block?.start !== start) this.block = { start, bytes: this.fetch(start) };
      const bytes = await this.block.bytes;
      const copied = bytes.copy(
        buffer,
        offset + done,
        at - start,
        Math.min(bytes.length, at - start + length - done),
      );
      if (copied === 0) throw new Error('the zip ends too early');
      done += copied;
    }
  }

  private async fetch(start: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of this.pieces(start, Math.min(this.sizeBytes, start + BLOCK))) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    if (start >= end) return;
    try {
      const found = await this.store.open(this.key, { start, end: end - 1 });
      if (!found) throw new Error('the zip is gone from the store');
      yield* found.stream as AsyncIterable<Buffer>;
    } catch (error) {
      this.failure = new StoreFailure(String(error), { cause: error });
      throw this.failure;
    }
  }
}
