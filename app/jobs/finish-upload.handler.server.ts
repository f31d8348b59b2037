import { finishUpload } from '../services/files/finish-upload.server';
import { handleJob } from './define-job.server';
import { finishUploadJob } from './finish-upload.job';

/** The row of the upload is the truth: it is claimed by a lease, and a sweeper finds it again. */
export const finishUploadHandler = handleJob(
  finishUploadJob,
  async ({ uploadId }, { em }) => {
    await finishUpload(em, uploadId);
  },
  { concurrency: 2 },
);
