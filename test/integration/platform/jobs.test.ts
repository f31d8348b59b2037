import { EventEmitter, once } from 'node:events';
import { afterEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineJob, handleJob, type JobHandler } from '../../../app/jobs/define-job.server';
import { closeQueue, enqueue } from '../../../app/jobs/queue.server';
import { startWorker, type RunningWorker } from '../../../app/jobs/run-jobs.server';
import { getLogger } from '../../../app/log.server';
import { execute, queryRow, queryRows } from '../../../app/db/sql.server';
import { useDatabase } from '../../support/database';

const database = useDatabase();
const workers: RunningWorker[] = [];

afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.stop(5_000);
  await closeQueue();
  await execute(database.em(), 'delete from agenda_jobs');
});

const work = async (...handlers: JobHandler[]) => {
  const worker = await startWorker({
    databaseUrl: database.url,
    handlers,
    forkEm: database.em,
    log: getLogger(),
  });
  workers.push(worker);
};

const greet = defineJob({ name: 'greet', payload: z.object({ id: z.string() }) });

it('a job that one process asks for is done by another at once, and then forgotten', async () => {
  const events = new EventEmitter();
  await work(
    handleJob(greet, async ({ id }, { em, attempt }) => {
      const row = await queryRow(em, 'select $1::text as id', [id]);
      events.emit('done', row, attempt);
    }),
  );
  const done = once(events, 'done');
  await enqueue(greet, { id: 'abc' });
  expect(await done).toEqual([{ id: 'abc' }, 1]);
  await workers.splice(0)[0]!.stop(5_000);
  expect(await queryRows(database.em(), 'select name from agenda_jobs')).toEqual([]);
});

it('a payload that the job does not know is refused by who asks', async () => {
  const short = defineJob({ name: 'greet', payload: z.object({ id: z.string().max(3) }) });
  await expect(enqueue(short, { id: 'abcd' })).rejects.toThrow(z.ZodError);
});

it('stopping waits for the job that runs', async () => {
  const events = new EventEmitter();
  let isDone = false;
  await work(
    handleJob(greet, async () => {
      events.emit('started');
      await once(events, 'goOn');
      isDone = true;
    }),
  );
  const started = once(events, 'started');
  await enqueue(greet, { id: 'x' });
  await started;
  const stopped = workers.splice(0)[0]!.stop(10_000);
  events.emit('goOn');
  await stopped;
  expect(isDone).toBe(true);
});

it('a job that does not end is aborted when the time to stop is over', async () => {
  const events = new EventEmitter();
  await work(
    handleJob(greet, async (_payload, { signal }) => {
      events.emit('started');
      await once(signal, 'abort');
      events.emit('aborted');
    }),
  );
  const started = once(events, 'started');
  await enqueue(greet, { id: 'x' });
  await started;
  const aborted = once(events, 'aborted');
  await workers.splice(0)[0]!.stop(1);
  await aborted;
});

it.each([
  { deaths: 2, attempts: [3] },
  { deaths: 3, attempts: [] },
])(
  'a job whose worker died $deaths times is taken over, or given up after three',
  async ({ deaths, attempts }) => {
    const seen: number[] = [];
    await enqueue(greet, { id: 'x' });
    // As workers leave it that are killed: counted, locked long ago, never finished.
    await execute(
      database.em(),
      `update agenda_jobs set locked_at = now() - interval '1 hour', next_run_at = null,
       data = data || jsonb_build_object('attempts', $1::int)`,
      [deaths],
    );
    await work(
      handleJob(greet, (_payload, { attempt }) => {
        seen.push(attempt);
        return Promise.resolve();
      }),
    );
    await vi.waitFor(async () =>
      expect(await queryRows(database.em(), 'select id from agenda_jobs')).toEqual([]),
    );
    expect(seen).toEqual(attempts);
  },
);

it('a job that failed is tried again later', async () => {
  const events = new EventEmitter();
  const failed = once(events, 'failed');
  await work(
    handleJob(greet, () => {
      events.emit('failed');
      return Promise.reject(new Error('not today'));
    }),
  );
  await enqueue(greet, { id: 'x' });
  await failed;
  await workers.splice(0)[0]!.stop(5_000);
  const left = await queryRow<{ fail_reason: string; later: boolean; locked_at: Date | null }>(
    database.em(),
    'select fail_reason, next_run_at > last_run_at as later, locked_at from agenda_jobs',
  );
  expect(left).toEqual({ fail_reason: 'not today', later: true, locked_at: null });
});

it('a repeated job runs by itself, once however many workers there are', async () => {
  const events = new EventEmitter();
  const runs: unknown[] = [];
  const sweep = defineJob({ name: 'sweep', payload: z.object({}) });
  const handler = () =>
    handleJob(
      sweep,
      async (payload) => {
        runs.push(payload);
        events.emit('done');
        await Promise.resolve();
      },
      { repeatEveryMs: 3_600_000 },
    );
  const done = once(events, 'done');
  await Promise.all([work(handler()), work(handler())]);
  await done;
  expect(runs).toEqual([{}]);
  expect(await queryRows(database.em(), 'select name, type from agenda_jobs')).toEqual([
    { name: 'sweep', type: 'single' },
  ]);
});
