import { closeChangeFeed } from '../db/change-feed.server';
import { closeOrm, isDatabaseReady } from '../db/orm.server';
import { closeQueue } from '../jobs/queue.server';
import { closeIsolation } from '../services/workbooks/isolation.server';

/*
 * What the web server asks of the application that it serves. `app/entry.server.tsx` re-exports all of it, because the pool
 * of the application lives in its bundle.
 */
export { endWatches } from '../db/change-feed.server';

/** Whether requests can be served. */
export async function isReady(): Promise<boolean> {
  return isDatabaseReady();
}

/** Closes what the application holds open, after the last request. */
export async function shutDown(): Promise<void> {
  closeIsolation();
  await closeQueue();
  await closeChangeFeed();
  await closeOrm();
}
