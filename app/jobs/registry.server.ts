import type { JobHandler } from './define-job.server';
import { countErrorsHandler } from './count-errors.handler.server';
import { deliverFilesHandler } from './deliver-files.handler.server';
import { downloadsReportHandler } from './downloads-report.handler.server';
import { exportCollectionHandler } from './export-collection.handler.server';
import { finishUploadHandler } from './finish-upload.handler.server';
import { sendLettersHandler } from './send-letters.handler.server';
import { sweepFilesHandler } from './sweep-files.handler.server';
import { sweepReportsHandler } from './sweep-reports.handler.server';
import { tellDeadlinesHandler } from './tell-deadlines.handler.server';

/** Everything that a worker can do: one line a `<name>.handler.server.ts`. */
export const jobHandlers: readonly JobHandler[] = [
  exportCollectionHandler,
  downloadsReportHandler,
  sweepReportsHandler,
  finishUploadHandler,
  deliverFilesHandler,
  sweepFilesHandler,
  tellDeadlinesHandler,
  countErrorsHandler,
  sendLettersHandler,
];
