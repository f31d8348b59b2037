import v8 from 'node:v8';
import { getConfig } from '../config.server';
import { closeChangeFeed } from '../db/change-feed.server';
import { closeOrm, forkEm } from '../db/orm.server';
import { getLogger } from '../log.server';
import { closeMailer } from '../mail/mailer.server';
import { runProcess } from '../server/process.server';
import { closeQueue } from './queue.server';
import { jobHandlers } from './registry.server';
import { startWorker } from './run-jobs.server';

// What jobs read and write passes through: what is not needed any more is given back soon, not when memory is full of it.
v8.setFlagsFromString('--heap-growing-percent=25');

await runProcess(getLogger, async () => {
  const { databaseUrl, stopTimeoutSeconds } = getConfig();
  const stopTimeoutMs = stopTimeoutSeconds * 1000;
  const log = getLogger();
  const worker = await startWorker({ databaseUrl, handlers: jobHandlers, forkEm, log });
  log.info({ jobs: jobHandlers.map(({ name }) => name) }, 'worker ready');
  process.send?.('ready');
  return {
    stopTimeoutMs,
    stop: async () => {
      await worker.stop(stopTimeoutMs);
      // A handler may itself ask for jobs.
      await closeQueue();
      await closeChangeFeed();
      closeMailer();
      await closeOrm();
    },
  };
});
