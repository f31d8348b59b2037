import type { Job as AgendaJob, JobStateNotification } from 'agenda';
import type { EntityManager } from '../db/orm.server';
import type { Logger } from '../log.server';
import type { JobHandler } from './define-job.server';
import { jobTable, lockLifetimeMs, openQueue, type Queue } from './queue.server';

export interface WorkerOptions {
  readonly databaseUrl: string;
  readonly handlers: readonly JobHandler[];
  readonly forkEm: () => EntityManager;
  readonly log: Logger;
}

export interface RunningWorker {
  /** Takes no more jobs, waits for those that run, then aborts them; their locks end with time and others take over. */
  stop(timeoutMs: number): Promise<void>;
}

const defaultMaxAttempts = 3;
const retryAfterMs = { first: 2_000, most: 60_000 };
const shortestPauseMs = 50;

interface Stored {
  readonly payload?: unknown;
}

/** Begins to work on the jobs that the handlers know. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const queue = await openQueue(options.databaseUrl);
  const aborting = new AbortController();
  const forgetting = forgetDoneJobs(queue, options.log);
  for (const handler of options.handlers) define(queue, handler, options, aborting.signal);
  await queue.agenda.start();
  for (const { name, options: how } of options.handlers) {
    if (how.repeatEveryMs !== undefined) await queue.agenda.every(how.repeatEveryMs, name);
  }
  return {
    async stop(timeoutMs) {
      const { timedOut } = await queue.agenda.drain({ timeout: timeoutMs, closeConnection: false });
      if (timedOut) {
        aborting.abort();
        // A handler that listens gets a moment to let go of what it holds.
        await new Promise((resolve) => setTimeout(resolve, shortestPauseMs));
      }
      await Promise.all(forgetting);
      await queue.close();
    },
  };
}

/**
 * Removes the row of each job that was done; those given up stay, as evidence. Agenda's own `removeOnComplete` makes
 * `drain` wait for its whole timeout. Returns what is still under way.
 */
function forgetDoneJobs(queue: Queue, log: Logger): ReadonlySet<Promise<unknown>> {
  const underWay = new Set<Promise<unknown>>();
  queue.agenda.on('complete', (job: AgendaJob | JobStateNotification) => {
    // Others' jobs are told too, without their attributes.
    if (!('attrs' in job)) return;
    const removal = queue.pool
      .query(
        `delete from ${jobTable} where id = $1 and type = 'normal' and next_run_at is null
         and (failed_at is null or failed_at < last_finished_at)`,
        [String(job.attrs._id)],
      )
      .catch((error: unknown) => log.warn({ err: error }, 'a job that is done could not be removed'))
      .finally(() => underWay.delete(removal));
    underWay.add(removal);
  });
  return underWay;
}

function define(
  queue: Queue,
  handler: JobHandler,
  { forkEm, log }: WorkerOptions,
  signal: AbortSignal,
): void {
  const { concurrency = 1, maxAttempts = defaultMaxAttempts, repeatEveryMs } = handler.options;
  const isRepeated = repeatEveryMs !== undefined;
  const run = async (job: AgendaJob<Stored | undefined>) => {
    const attempt = isRepeated ? 1 : await countAttempt(queue, String(job.attrs._id));
    const jobLog = log.child({ job: handler.name, jobId: job.attrs._id, attempt });
    if (attempt > maxAttempts) {
      jobLog.error('job given up: its workers died');
      return;
    }
    const stopTouching = keepTouching(job, jobLog);
    try {
      await handler.run(job.attrs.data?.payload ?? {}, { em: forkEm(), log: jobLog, attempt, signal });
    } catch (error) {
      jobLog.error({ err: error }, 'job failed');
      throw error;
    } finally {
      stopTouching();
    }
  };
  queue.agenda.define(handler.name, run, {
    concurrency,
    // No more than it can run: others wait in the table, where every worker sees them.
    lockLimit: concurrency,
    lockLifetime: lockLifetimeMs,
    backoff: ({ attempt }) => {
      if (isRepeated || attempt >= maxAttempts) return null;
      return Math.min(retryAfterMs.first * 2 ** (attempt - 1), retryAfterMs.most);
    },
  });
}

/** Counted before the run: a job that kills its worker is never counted as failed, and would come back for ever. */
async function countAttempt(queue: Queue, id: string): Promise<number> {
  const { rows } = await queue.pool.query<{ attempts: number }>(
    `update ${jobTable}
     set data = jsonb_set(data, '{attempts}', to_jsonb(coalesce((data->>'attempts')::int, 0) + 1))
     where id = $1 returning (data->>'attempts')::int as attempts`,
    [id],
  );
  return rows[0]?.attempts ?? 1;
}

/** Without it a job that outlives its lock would start a second time beside the first. */
function keepTouching(job: AgendaJob<Stored | undefined>, log: Logger): () => void {
  const timer = setInterval(() => {
    job.touch().catch((error: unknown) => log.warn({ err: error }, 'the lock of a job could not be renewed'));
  }, lockLifetimeMs / 3);
  return () => clearInterval(timer);
}
