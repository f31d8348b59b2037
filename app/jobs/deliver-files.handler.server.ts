import { deliverFiles } from '../services/files/delivery/deliver-files.server';
import { handleJob } from './define-job.server';
import { deliverFilesJob } from './deliver-files.job';

/** The row of the delivery is the truth: it is claimed by a lease, and a sweeper finds it again. */
export const deliverFilesHandler = handleJob(deliverFilesJob, ({ deliveryId }, { em, signal }) =>
  deliverFiles(em, deliveryId, signal),
);
