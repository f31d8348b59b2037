import { getConfig } from '../config.server';
import { closeOrm, forkEm } from '../db/orm.server';
import { getLogger } from '../log.server';
import { runProcess } from '../server/process.server';
import { closeQueue } from './queue.server';
import { jobHandlers } from './registry.server';
import { startWorker } from './run-jobs.server';

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
      await closeOrm();
    },
  };
});
