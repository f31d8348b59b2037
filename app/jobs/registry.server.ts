import type { JobHandler } from './define-job.server';

/** Everything that a worker can do: one line a `<name>.handler.server.ts`. */
export const jobHandlers: readonly JobHandler[] = [];
