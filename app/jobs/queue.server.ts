import {
  PostgresBackend,
  PostgresJobRepository,
  PostgresNotificationChannel,
} from '@agendajs/postgres-backend';
import { Agenda } from 'agenda';
import pg from 'pg';
import { getConfig } from '../config.server';
import { getLogger } from '../log.server';
import type { Job } from './define-job.server';

export const jobTable = 'agenda_jobs';
/** A worker that was killed loses its jobs after this time; a living one renews its locks in time. */
export const lockLifetimeMs = 30_000;
/** Workers are told at once; this is for what they missed. */
const pollEveryMs = 5_000;
/** One connection listens. */
const poolSize = 4;

export interface Queue {
  readonly agenda: Agenda;
  readonly pool: pg.Pool;
  connect(): Promise<void>;
  /** Closes the connections; jobs that run are the caller's to stop first. */
  close(): Promise<void>;
}

/**
 * The job queue, whose tables are there since `prepareJobTables`. Who only asks for jobs has to `connect()` the channel, or
 * the workers are not woken; who works on them must not, because `agenda.start()` does it.
 */
export async function openQueue(databaseUrl: string): Promise<Queue> {
  const log = getLogger();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize });
  pool.on('error', (error) => log.warn({ err: error }, 'the job queue lost a connection'));
  // Agenda itself would wait for ever for a database that does not answer.
  await pool.query('select 1').catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const channel = new PostgresNotificationChannel({ pool });
  channel.on('error', (error) => log.warn({ err: error }, 'the job queue lost its notifications'));
  const agenda = new Agenda({
    backend: new PostgresBackend({
      pool,
      tableName: jobTable,
      ensureSchema: false,
      disableNotifications: true,
    }),
    notificationChannel: channel,
    name: String(process.pid),
    processEvery: pollEveryMs,
    defaultLockLifetime: lockLifetimeMs,
  });
  agenda.on('error', (error) => log.error({ err: error }, 'job queue'));
  await agenda.ready;
  return {
    agenda,
    pool,
    connect: () => channel.connect(),
    async close() {
      await channel.disconnect();
      await pool.end();
    },
  };
}

/** Makes the tables of the queue; part of migrating, so that processes that start together do not make them at once. */
export async function prepareJobTables(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  try {
    await new PostgresJobRepository({ pool, tableName: jobTable }).connect();
  } finally {
    await pool.end();
  }
}

let current: Promise<Queue> | undefined;

/**
 * Asks for a job. It is durable when this returns, and runs at least once, soon. Call it after the commit of what the job
 * reads; a process may die between the two, so that whoever must not lose the job sweeps for it.
 */
export async function enqueue<Payload>(job: Job<Payload>, payload: Payload): Promise<void> {
  current ??= openForAsking();
  const { agenda } = await current.catch((error: unknown) => {
    // The next one tries again.
    current = undefined;
    throw error;
  });
  await agenda.now(job.name, { payload: job.payload.parse(payload) });
}

async function openForAsking(): Promise<Queue> {
  const queue = await openQueue(getConfig().databaseUrl);
  await queue.connect();
  return queue;
}

/** Closes what `enqueue` opened. */
export async function closeQueue(): Promise<void> {
  const queue = await current;
  current = undefined;
  await queue?.close();
}
