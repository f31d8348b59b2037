import { z } from 'zod';
import type { RichNode, RichText } from '~/protocol/views';

/** Only these nodes and marks are shown; links lead to http, https, mailto or this site. */
const href = z
  .string()
  .max(2000)
  .regex(/^(?:https?:\/\/|mailto:|\/(?!\/))/);
const mark = z.union([
  z.object({ type: z.enum(['bold', 'italic']) }).strict(),
  z.object({ type: z.literal('link'), attrs: z.object({ href }).strict() }).strict(),
]);
const inline = z
  .object({ type: z.literal('text'), text: z.string(), marks: z.array(mark).optional() })
  .strict();

const node: z.ZodType<RichNode> = z.lazy(() =>
  z.union([
    z.object({ type: z.literal('paragraph'), content: z.array(inline).optional() }).strict(),
    z
      .object({
        type: z.literal('heading'),
        attrs: z.object({ level: z.union([z.literal(2), z.literal(3)]) }).strict(),
        content: z.array(inline).optional(),
      })
      .strict(),
    z.object({ type: z.enum(['bulletList', 'orderedList']), content: z.array(listItem) }).strict(),
  ]),
) as z.ZodType<RichNode>;

const listItem = z.object({ type: z.literal('listItem'), content: z.array(node) }).strict();

export const richTextSchema = z
  .object({ type: z.literal('doc'), content: z.array(node) })
  .strict() as z.ZodType<RichText>;
