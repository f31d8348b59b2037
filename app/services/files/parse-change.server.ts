import { z } from 'zod';
import { audienceSchema } from '~/db/queries/audiences.server';
import type { FileChange } from '~/protocol/files';

const fileId = z.string().uuid();
/** JSON inside a text. */
export const json = z
  .string()
  .max(400_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  });

const change: z.ZodType<FileChange, z.ZodTypeDef, unknown> = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('rename'), fileId, name: z.string().max(1_000) }),
  z.object({ intent: z.literal('move'), fileId, direction: z.enum(['up', 'down']) }),
  z.object({ intent: z.literal('audience'), fileId, audience: json.pipe(audienceSchema) }),
  z.object({ intent: z.literal('remove'), fileId }),
  z.object({ intent: z.literal('restore'), fileId }),
]);

/** What a form of an organizer asks for; null where it cannot be read. */
export function parseFileChange(fields: Readonly<Record<string, unknown>>): FileChange | null {
  const parsed = change.safeParse(fields);
  return parsed.success ? parsed.data : null;
}
