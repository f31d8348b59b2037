import { closeOrm, isDatabaseReady } from '../db/orm.server';
import { closeQueue } from '../jobs/queue.server';

/**
 * What the web server asks of the application that it serves. `app/entry.server.tsx` re-exports both, because the pool
 * of the application lives in its bundle.
 */
export async function isReady(): Promise<boolean> {
  return isDatabaseReady();
}

/** Closes what the application holds open, after the last request. */
export async function shutDown(): Promise<void> {
  await closeQueue();
  await closeOrm();
}
