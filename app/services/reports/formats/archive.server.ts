import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline as pipe, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import type { PackageSink, PartSink } from 'engine/excel';
import { ZipFile } from 'yazl';

const pack = promisify(gzip);
/** Text that is packed at a time. */
const CHUNK = 256 * 1024;
/** Fast: most of what could be gained is gained. */
const LEVEL = 1;

/** A part that is written as bytes. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

interface Part {
  readonly name: string;
  readonly path: string;
  /** Unpacked parts hold what is packed well already, such as Parquet. */
  readonly packed: boolean;
}

/**
 * A zip whose parts are written side by side: each lies in a file of the folder until `finish` puts them together. Memory
 * holds a chunk of each. The folder is the caller's, to make and to remove. Sizes over 4 GB are written as Zip64.
 */
export class Archive implements PackageSink {
  private readonly parts: Part[] = [];
  private readonly files: FileHandle[] = [];
  private readonly texts: { readonly name: string; readonly text: string }[] = [];

  constructor(private readonly folder: string) {}

  async open(name: string): Promise<PartSink> {
    return new TextPart(await this.create(name, true));
  }

  async openBytes(name: string): Promise<ByteSink> {
    const file = await this.create(name, false);
    return { write: (bytes) => file.appendFile(bytes), end: () => file.close() };
  }

  add(name: string, text: string): void {
    this.texts.push({ name, text });
  }

  /** Ends `output`; destroys it and rejects where something fails. Dates in the zip are `at`. */
  async finish(output: Writable, at: Date): Promise<void> {
    const zip = new ZipFile();
    const fail = (error: unknown): void => {
      output.destroy(error instanceof Error ? error : new Error(String(error)));
    };
    zip.on('error', fail);
    const options = { mtime: at, compressionLevel: LEVEL };
    for (const { name, text } of this.texts) zip.addBuffer(Buffer.from(text), name, options);
    for (const { name, path, packed } of this.parts) {
      if (packed) zip.addReadStreamLazy(name, options, (ready) => ready(null, unpacked(path, fail)));
      else
        zip.addReadStreamLazy(name, { mtime: at, compress: false }, (ready) =>
          ready(null, watched(path, fail)),
        );
    }
    zip.end();
    await pipeline(zip.outputStream, output);
  }

  /** Closes what is open still, where the export ends before its time. */
  async dispose(): Promise<void> {
    await Promise.all(this.files.map((file) => file.close()));
  }

  private async create(name: string, packed: boolean): Promise<FileHandle> {
    const path = join(this.folder, String(this.parts.length));
    this.parts.push({ name, path, packed });
    const file = await open(path, 'wx', 0o600);
    this.files.push(file);
    return file;
  }
}

const watched = (path: string, fail: (error: Error) => void): Readable =>
  createReadStream(path).once('error', fail);

const unpacked = (path: string, fail: (error: Error) => void): Readable =>
  pipe(createReadStream(path), createGunzip(), (error) => {
    if (error) fail(error);
  });

/** Packs one chunk while the next one is made. */
class TextPart implements PartSink {
  private pending: string[] = [];
  private length = 0;
  private storing: Promise<void> = Promise.resolve();

  constructor(private readonly file: FileHandle) {}

  write(text: string): void | Promise<void> {
    this.pending.push(text);
    this.length += text.length;
    return this.length < CHUNK ? undefined : this.flush();
  }

  async end(): Promise<void> {
    try {
      await this.flush();
      await this.storing;
    } finally {
      await this.file.close();
    }
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.from(this.pending.join(''));
    this.pending = [];
    this.length = 0;
    await this.storing;
    this.storing = this.store(bytes);
    // A failure is met by whoever writes next.
    this.storing.catch(() => undefined);
  }

  private async store(bytes: Buffer): Promise<void> {
    await this.file.appendFile(await pack(bytes, { level: LEVEL }));
  }
}
