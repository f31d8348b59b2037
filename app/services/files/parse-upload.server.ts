import { z } from 'zod';
import { audienceSchema } from '~/db/queries/audiences.server';
import type { UploadRequest } from './create-upload.server';
import { json } from './parse-change.server';

const metadata = z
  .object({
    filename: z.string().min(1).max(4_000),
    purpose: z.enum(['file', 'replacement', 'delivery']),
    block: z.string().uuid(),
    file: z.string().uuid().optional(),
    audience: json.pipe(audienceSchema).optional(),
  })
  .strict();

/** What the metadata of an upload says; null where it cannot be read. */
export function parseUploadMetadata(
  given: Readonly<Record<string, string | null>>,
): Omit<UploadRequest, 'sizeBytes'> | null {
  const parsed = metadata.safeParse(given);
  if (!parsed.success) return null;
  const { filename: name, purpose, block: blockId, file: fileId = null, audience = null } = parsed.data;
  return { name, purpose, blockId, fileId, audience };
}
