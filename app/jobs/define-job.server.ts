import type { z } from 'zod';
import type { EntityManager } from '../db/orm.server';
import type { Logger } from '../log.server';

/** What is to be done, as those see it who ask for it. A payload is ids, never data: the handler reads what is there then. */
export interface Job<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
}

/** Declares a job, in `<name>.job.ts`. */
export function defineJob<Payload>(job: Job<Payload>): Job<Payload> {
  return job;
}

export interface JobContext {
  /** An EntityManager of this run alone. */
  readonly em: EntityManager;
  readonly log: Logger;
  /** From 1; a run that died with its worker counts. */
  readonly attempt: number;
  /** Aborted when the worker has to stop and cannot wait any longer: what the run did so far will be done again. */
  readonly signal: AbortSignal;
}

export interface JobOptions {
  /** Runs at the same time in one worker. 1 unless named. */
  readonly concurrency?: number;
  /** Runs after which a job is given up, crashes included. 3 unless named. Repeated jobs are never given up. */
  readonly maxAttempts?: number;
  /** Run by itself, this often, by whichever worker comes first; the payload is then `{}`. */
  readonly repeatEveryMs?: number;
}

export interface JobHandler {
  readonly name: string;
  readonly options: JobOptions;
  /** Throws on a payload that the job does not know. */
  run(payload: unknown, context: JobContext): Promise<void>;
}

/**
 * How a job is done, in `<name>.handler.server.ts`, listed in `registry.server.ts`. It may run twice, also at once (a worker that
 * hangs loses its lock): it claims its work by a conditional update. An exception is tried again later.
 */
export function handleJob<Payload>(
  job: Job<Payload>,
  run: (payload: Payload, context: JobContext) => Promise<void>,
  options: JobOptions = {},
): JobHandler {
  return {
    name: job.name,
    options,
    run: async (payload, context) => run(job.payload.parse(payload), context),
  };
}
