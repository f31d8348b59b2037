/**
 * Where a page of a list ends: opaque to programs. It holds no more than the key of the last item; what a page shows is decided by the
 * token alone, so that a made-up cursor leads nowhere that the token may not go.
 */
import { z } from 'zod';

const LONGEST = 600;

/** The cursor of the page after the item with this key. */
export function writeCursor(list: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url');
}

/** Reads a cursor of this list into its key; anything else is refused by the name of the parameter. */
export function cursorOf<Key extends readonly string[]>(list: string, keySchema: z.ZodType<Key>) {
  const written = z.tuple([z.literal(list)]).rest(z.string());
  return z
    .string()
    .max(LONGEST)
    .transform((text, context): Key => {
      const parsed = written.safeParse(parseJson(text));
      const key = parsed.success ? keySchema.safeParse(parsed.data.slice(1)) : null;
      if (key?.success) return key.data;
      context.addIssue({ code: 'custom', message: 'cursor' });
      return z.NEVER;
    });
}

function parseJson(text: string): unknown {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Of texts that PostgreSQL stores. */
const storable = z.string().regex(/^[^\u0000]*$/);

/** Keys of lists. */
export const textKey = z.tuple([storable]);
export const instantKey = z.tuple([z.string().regex(/^\d{1,12}\.\d{1,6}$/), z.string().uuid()]);
export const versionKey = z.tuple([storable, z.string().regex(/^\d{1,9}$/)]);
