import { expect, it } from 'vitest';
import { createBoundedQueue, QueueFull } from '../../../app/auth/bounded-queue';

/** Works that end when they are told to. */
function openWorks() {
  const started: string[] = [];
  const enders = new Map<string, () => void>();
  const work = (name: string) => async (): Promise<string> => {
    started.push(name);
    await new Promise<void>((resolve) => enders.set(name, resolve));
    return name;
  };
  return { started, work, end: (name: string) => enders.get(name)?.() };
}

it('runs so many at once, then in order, and refuses at once what may not even wait', async () => {
  const { started, work, end } = openWorks();
  const queue = createBoundedQueue({ running: 2, waiting: 1 });
  const [a, b, c] = [queue.run(work('a')), queue.run(work('b')), queue.run(work('c'))];
  await expect(queue.run(work('d'))).rejects.toThrow(QueueFull);
  expect(started).toEqual(['a', 'b']);
  end('b');
  expect(await b).toBe('b');
  const late = queue.run(work('late'));
  await Promise.resolve();
  expect(started).toEqual(['a', 'b', 'c']);
  end('a');
  await a;
  end('c');
  await c;
  end('late');
  expect(await late).toBe('late');
});

it('a work that fails gives its place to the next', async () => {
  const queue = createBoundedQueue({ running: 1, waiting: 1 });
  const failing = queue.run(() => Promise.reject(new Error('broken')));
  const next = queue.run(() => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});
