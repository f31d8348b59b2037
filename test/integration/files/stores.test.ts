import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../../app/files/directory-store.server';
import type { FileStore } from '../../../app/files/file-store.server';
import { inPieces } from '../../../app/files/in-pieces';
import { startS3Server } from '../../support/s3-server';

const MEGABYTE = 1024 * 1024;

const kinds: Readonly<
  Record<string, () => Promise<{ store: FileStore; folder: string; stop: () => Promise<void> }>>
> = {
  'a directory': async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sbor-store-'));
    const stop = () => rm(folder, { recursive: true, force: true });
    return { store: createDirectoryStore(folder), folder, stop };
  },
  'a server that speaks S3': async () => {
    const { store, directory, stop } = await startS3Server();
    return { store, folder: directory, stop };
  },
};

describe.each(Object.entries(kinds))('[A15] contents in %s', (_name, start) => {
  let opened: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    opened = await start();
  });
  afterAll(() => opened.stop());
  const store = () => opened.store;

  /** In uneven chunks, as networks give them. */
  function* chunksOf(bytes: Buffer, chunkBytes: number): Generator<Buffer> {
    for (let start = 0; start < bytes.length; start += chunkBytes)
      yield bytes.subarray(start, start + chunkBytes);
  }
  const put = (key: string, bytes: Buffer, chunkBytes = 60_001) =>
    store().put(key, Readable.from(chunksOf(bytes, chunkBytes)));
  const read = async (key: string, range?: { start: number; end: number }) => {
    const found = await store().open(key, range);
    return found && { bytes: await buffer(found.stream), sizeBytes: found.sizeBytes };
  };

  // Empty, small, one part of S3, a byte more, and several parts.
  it.each([0, 1, 300_000, 8 * MEGABYTE, 8 * MEGABYTE + 1, 20 * MEGABYTE])(
    'a content of %d bytes comes back as it was',
    async (sizeBytes) => {
      const bytes = randomBytes(sizeBytes);
      expect(await put('contents/one', bytes)).toEqual({ sizeBytes });
      const found = await read('contents/one');
      expect(found?.sizeBytes).toBe(sizeBytes);
      expect(createHash('sha256').update(found!.bytes).digest('hex')).toBe(
        createHash('sha256').update(bytes).digest('hex'),
      );
      expect(await store().size('contents/one')).toBe(sizeBytes);
    },
  );

  it('a range gives those bytes, whatever it is', async () => {
    const bytes = randomBytes(9 * MEGABYTE);
    await put('contents/ranges', bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(300_000), async (start, length) => {
        const end = Math.min(bytes.length - 1, start + length);
        const found = await read('contents/ranges', { start, end });
        expect(found?.sizeBytes).toBe(bytes.length);
        expect(found?.bytes.equals(bytes.subarray(start, end + 1))).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it.each([
    { start: 3, end: 3 },
    { start: 0, end: 3 },
    { start: 2, end: 1 },
    { start: -1, end: 1 },
  ])('a range outside is refused: $start to $end of three bytes', async (range) => {
    await put('contents/three', Buffer.from('abc'));
    await expect(store().open('contents/three', range)).rejects.toThrow(RangeError);
  });

  it('what is not there is null, also for a range, and can be removed', async () => {
    expect(await store().open('contents/nothing')).toBeNull();
    expect(await store().open('contents/nothing', { start: 0, end: 0 })).toBeNull();
    expect(await store().size('contents/nothing')).toBeNull();
    await store().remove('contents/nothing');
    await put('contents/gone', Buffer.from('abc'));
    await store().remove('contents/gone');
    expect(await store().open('contents/gone')).toBeNull();
  });

  it.each([1000, 10 * MEGABYTE, 20 * MEGABYTE])(
    'a source that fails after %d bytes leaves what was there',
    async (after) => {
      await put('contents/kept', Buffer.from('first'));
      const failing = Readable.from(
        (async function* () {
          yield* chunksOf(randomBytes(after), 50_000);
          await Promise.resolve();
          throw new Error('the line broke');
        })(),
      );
      await expect(store().put('contents/kept', failing)).rejects.toThrow('the line broke');
      expect((await read('contents/kept'))?.bytes.toString()).toBe('first');
      // The directory keeps nothing of it. (The server of these tests does not know how to give up an upload in parts.)
      const left = await readdir(opened.folder, { recursive: true });
      expect(left.filter((name) => /(^|\/)\.[0-9a-f]{16}$/.test(name))).toEqual([]);
    },
  );

  it('a second content takes the place of the first', async () => {
    await put('contents/twice', Buffer.from('first'));
    await put('contents/twice', Buffer.from('second'));
    expect((await read('contents/twice'))?.bytes.toString()).toBe('second');
  });

  it.each(['', '../up', 'a/../b', '/root', 'A', 'a//b', '.hidden', 'a/.hidden', 'a\\b', 'ы'])(
    'no key: %j',
    async (key) => {
      await expect(async () => store().open(key)).rejects.toThrow('not a key');
      await expect(async () => store().put(key, Readable.from(['x']))).rejects.toThrow('not a key');
      await expect(async () => store().remove(key)).rejects.toThrow('not a key');
    },
  );
});

it('pieces have their size but the last, however the bytes come', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.integer({ min: 1, max: 17 }),
      async (chunks, pieceBytes) => {
        const pieces = [];
        for await (const piece of inPieces(
          Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
          pieceBytes,
        ))
          pieces.push(piece);
        expect(Buffer.concat(pieces)).toEqual(Buffer.concat(chunks));
        expect(pieces.slice(0, -1).every(({ length }) => length === pieceBytes)).toBe(true);
        expect(pieces.at(-1)?.length ?? 1).toBeGreaterThan(0);
      },
    ),
  );
});
