import type { JobHandler } from './define-job.server';
import { exportCollectionHandler } from './export-collection.handler.server';
import { sweepReportsHandler } from './sweep-reports.handler.server';

/** Everything that a worker can do: one line a `<name>.handler.server.ts`. */
export const jobHandlers: readonly JobHandler[] = [exportCollectionHandler, sweepReportsHandler];
