import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify, isAlive } from '../../../scripts/process/alive.mjs';
import { tryLock, withLock } from '../../../scripts/process/lock.mjs';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sbor-lock-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('lock', () => {
  it('is held by one at a time, and tells by whom', async () => {
    const path = join(folder, 'one');
    const first = await tryLock(path);
    const second = await tryLock(path);
    expect(second).toMatchObject({ lock: null, heldBy: { pid: process.pid } });
    await first.lock!.release();
    const third = await tryLock(path);
    expect(third.lock).not.toBeNull();
    await third.lock!.release();
  });

  it('of a process that died is free, and so is one that nobody can read', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const identity = identify(child.pid!);
    child.kill('SIGKILL');
    await once(child, 'exit');
    for (const left of [
      JSON.stringify(identity),
      '',
      '{',
      '{"pid":-1}',
      JSON.stringify({ pid: process.pid, startedAt: 'long ago' }),
    ]) {
      const path = join(folder, 'left');
      await writeFile(path, left);
      const { lock } = await tryLock(path);
      expect(lock, left).not.toBeNull();
      await lock!.release();
    }
  });

  it('lets those who wait in one after the other, and leaves no files', async () => {
    const path = join(folder, 'many');
    let inside = 0;
    let most = 0;
    const work = () =>
      withLock(path, 10_000, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise(setImmediate);
        inside -= 1;
      });
    await Promise.all([work(), work(), work(), work()]);
    expect(most).toBe(1);
    expect((await readdir(folder)).filter((name) => name.startsWith('many'))).toEqual([]);
  });

  it('is released when the work fails', async () => {
    const path = join(folder, 'failing');
    await expect(withLock(path, 1, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await withLock(path, 1, () => Promise.resolve('in'))).toBe('in');
  });
});

describe('process', () => {
  it('is not taken for a later one with its number', () => {
    const own = identify(process.pid)!;
    expect(isAlive(own)).toBe(true);
    expect(isAlive({ ...own, startedAt: 'another time' })).toBe(false);
  });
});
