import { can } from '~/auth/permissions';
import type { EntityManager } from '~/db/orm.server';
import { findUploadOf, type UploadRow } from '~/db/queries/uploads.server';
import type { Refused, UploadProgress } from '~/protocol/uploads';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';

/** One of the viewer's own uploads. */
export async function findUpload(em: EntityManager, viewer: Viewer, id: string): Promise<UploadRow | null> {
  return can(viewer, 'file.manage') && isUuid(id) ? findUploadOf(em, id, viewer.userId) : null;
}

const statuses = {
  receiving: 'receiving',
  received: 'checking',
  done: 'done',
  failed: 'failed',
} as const satisfies Record<UploadRow['status'], UploadProgress['status']>;

const failures: readonly Refused['reason'][] = ['not_found', 'removed', 'failed'];

export function viewUpload(row: UploadRow): UploadProgress {
  return {
    id: row.id,
    status: statuses[row.status],
    offsetBytes: row.offset_bytes,
    sizeBytes: row.size_bytes,
    resultId: row.result_id,
    failure: row.status === 'failed' ? (failures.find((known) => known === row.failure) ?? 'failed') : null,
  };
}
