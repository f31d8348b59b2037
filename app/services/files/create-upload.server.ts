import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from 'engine';
import { can } from '~/auth/permissions';
import { getConfig } from '~/config.server';
import type { EntityManager } from '~/db/orm.server';
import type { Audience } from '~/db/queries/audiences.server';
import { findManagedFile, findStorage } from '~/db/queries/storages.server';
import { countUploadsOf, insertUpload, type UploadPurpose } from '~/db/queries/uploads.server';
import type { Refused } from '~/protocol/uploads';
import type { Viewer } from '~/protocol/views';
import { isUuid } from '../collecting/parse-requests.server';
import { checkAudience } from './check-audience.server';
import { cleanFileName, extensionOf, refusedName } from './file-names';

/** Unfinished ones of one account at a time. */
const MOST_UPLOADS = 500;

export interface UploadRequest {
  readonly purpose: UploadPurpose;
  readonly blockId: string;
  /** Whose content is replaced. */
  readonly fileId: string | null;
  /** As the browser gives it. */
  readonly name: string;
  readonly audience: Audience;
  readonly sizeBytes: number;
}

type Refusal = Omit<Refused, 'outcome'>;

/** Begins an upload into a storage; answers with its id. What can be refused is refused before anything is sent. */
export async function createUpload(
  em: EntityManager,
  viewer: Viewer,
  request: UploadRequest,
): Promise<Result<string, Refusal>> {
  const { purpose, blockId, fileId, sizeBytes } = request;
  if (!can(viewer, 'file.manage') || !isUuid(blockId) || !(await findStorage(em, blockId))) {
    return err({ reason: 'not_found' });
  }
  const name = cleanFileName(request.name);
  const refusal = refusalOf(name, sizeBytes) ?? (await refusalOfTarget(em, blockId, request, name));
  if (refusal) return err(refusal);
  const audience = await checkAudience(em, request.audience);
  if (!audience.ok) return err({ reason: 'audience' });
  if ((await countUploadsOf(em, viewer.userId)) >= MOST_UPLOADS) return err({ reason: 'crowded' });
  const id = randomUUID();
  const whose = { id, userId: viewer.userId, blockId, fileId };
  await insertUpload(em, { ...whose, purpose, name, audience: audience.value, sizeBytes });
  return ok(id);
}

/** Why a file of this name and size is not taken, whatever for. */
export function refusalOf(name: string, sizeBytes: number): Refusal | null {
  const { uploadMaxBytes } = getConfig();
  if (sizeBytes <= 0) return { reason: 'empty' };
  if (sizeBytes > uploadMaxBytes) return { reason: 'too_large', mostBytes: uploadMaxBytes };
  const reason = refusedName(name);
  return reason === null ? null : { reason };
}

async function refusalOfTarget(
  em: EntityManager,
  blockId: string,
  { purpose, fileId }: UploadRequest,
  name: string,
): Promise<Refusal | null> {
  if (purpose === 'delivery' && extensionOf(name) !== 'zip') return { reason: 'not_zip' };
  if ((purpose === 'replacement') !== (fileId !== null)) return { reason: 'malformed' };
  if (fileId === null) return null;
  const file = isUuid(fileId) ? await findManagedFile(em, fileId) : null;
  if (file?.block_id !== blockId) return { reason: 'not_found' };
  return file.removed_at === null ? null : { reason: 'removed' };
}
