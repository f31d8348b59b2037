/** What reviewers and organisations send about remarks and verdicts, read strictly. */
import { err, ok, type Result } from 'engine';
import { z } from 'zod';
import type { AnswerRequest, RemarkRequest, ReviewLevels, VerdictRequest } from '~/protocol/review';
import type { Refusal } from '~/protocol/saving';

/** Characters of a remark, of an answer, of what is said of the whole. */
export const MAX_TEXT = 2_000;

const id = z.string().uuid();
const receipt = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** PostgreSQL holds no zero characters. */
const plain = z
  .string()
  .max(MAX_TEXT)
  .transform((text) => text.replaceAll('\u0000', '').trim());
const said = plain.refine((text) => text !== '', 'is blank');
const identifier = z.string().min(1).max(100);
const place = z
  .object({
    sheet: identifier.nullable(),
    row: z.string().min(1).max(1_000).nullable(),
    column: identifier.nullable(),
  })
  .strict()
  .refine(({ sheet, row, column }) => sheet !== null || (row === null && column === null), 'has no sheet');

const remarkRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('write'), id, receipt, place, text: said }).strict(),
  z.object({ kind: z.literal('remove'), id }).strict(),
  z.object({ kind: z.literal('resolve'), id }).strict(),
]);
const verdictRequest = z
  .object({
    receipt,
    verdict: z.enum(['returned', 'accepted']),
    comment: plain,
    closesAt: z.string().datetime().nullable(),
  })
  .strict();
const answerRequest = z.object({ submissionId: id, remarkId: id, text: said }).strict();
const reviewLevels = z.enum(['none', 'municipal', 'regional', 'both']);

export const parseRemarkRequest = (body: unknown): Result<RemarkRequest, Refusal> =>
  parse(remarkRequest, body);
export const parseVerdictRequest = (body: unknown): Result<VerdictRequest, Refusal> =>
  parse(verdictRequest, body);
export const parseAnswerRequest = (body: unknown): Result<AnswerRequest, Refusal> =>
  parse(answerRequest, body);

/** Null for anything that is no setting. */
export function parseReviewLevels(text: unknown): ReviewLevels | null {
  return reviewLevels.safeParse(text).data ?? null;
}

function parse<Output>(
  schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
  body: unknown,
): Result<Output, Refusal> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return err({
    outcome: 'malformed',
    message: issue ? `${issue.path.join('.')}: ${issue.message}` : 'unreadable',
  });
}
