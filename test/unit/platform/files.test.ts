import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectoryStore } from '../../../app/files/directory-store.server';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sbor-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('file store in a folder', () => {
  it('gives back what was put, and the last of two', async () => {
    const store = createDirectoryStore(folder);
    const content = Buffer.from([0, 255, 10, 13, 128]);
    expect(
      await store.put('reports/a-1.xlsx', Readable.from([content.subarray(0, 2), content.subarray(2)])),
    ).toEqual({
      sizeBytes: 5,
    });
    const found = await store.open('reports/a-1.xlsx');
    expect(found?.sizeBytes).toBe(5);
    expect(await buffer(found!.stream)).toEqual(content);
    await store.put('reports/a-1.xlsx', Readable.from(['new']));
    expect(await text((await store.open('reports/a-1.xlsx'))!.stream)).toBe('new');
  });

  it('has nothing under a key that was not put, or was removed', async () => {
    const store = createDirectoryStore(folder);
    await store.put('gone', Readable.from(['x']));
    await store.remove('gone');
    await store.remove('gone');
    expect(await store.open('gone')).toBeNull();
    expect(await store.open('never/there')).toBeNull();
  });

  it('keeps nothing of a source that fails', async () => {
    const store = createDirectoryStore(folder);
    const source = Readable.from(
      (async function* () {
        yield 'half';
        await Promise.reject(new Error('the line was cut'));
      })(),
    );
    await expect(store.put('failing/half', source)).rejects.toThrow('the line was cut');
    expect(await store.open('failing/half')).toBeNull();
    expect(await readdir(join(folder, 'failing'))).toEqual([]);
  });

  it.each(['', '/etc/passwd', '../x', 'a/../../x', 'a//b', '.hidden', 'a/.hidden', 'A', 'a\\b', 'a\0', 'a/'])(
    'refuses the key %j',
    async (key) => {
      const store = createDirectoryStore(folder);
      await expect(store.open(key)).rejects.toThrow('not a key');
      await expect(store.put(key, Readable.from(['x']))).rejects.toThrow('not a key');
      await expect(store.remove(key)).rejects.toThrow('not a key');
    },
  );
});
