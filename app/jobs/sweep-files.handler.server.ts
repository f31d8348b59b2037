import { findAbandonedDeliveries } from '../db/queries/deliveries.server';
import { findAbandonedUploads } from '../db/queries/uploads.server';
import { sweepFiles } from '../services/files/sweep-files.server';
import { handleJob } from './define-job.server';
import { deliverFilesJob } from './deliver-files.job';
import { finishUploadJob } from './finish-upload.job';
import { enqueue } from './queue.server';
import { sweepFilesJob } from './sweep-files.job';

const EVERY_MS = 60_000;

/** Rows are the truth: what is unfinished and has no living lease is asked for again. */
export const sweepFilesHandler = handleJob(
  sweepFilesJob,
  async (_payload, { em }) => {
    for (const uploadId of await findAbandonedUploads(em)) await enqueue(finishUploadJob, { uploadId });
    for (const deliveryId of await findAbandonedDeliveries(em))
      await enqueue(deliverFilesJob, { deliveryId });
    await sweepFiles(em);
  },
  { repeatEveryMs: EVERY_MS },
);
