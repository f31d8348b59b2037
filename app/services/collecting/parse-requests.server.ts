/** What pages send, read strictly: nothing that is not named here gets past. */
import { err, ok, type Result } from 'engine';
import { z } from 'zod';
import type { RefreshRequest, Refusal, SaveRequest, SubmitRequest } from '~/protocol/saving';

/** Rows that the edits of one request may touch together. */
const MAX_ROWS = 20_000;

const submissionId = z.string().uuid();
const revision = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const positive = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
/** Of forms, sheets, columns and rules, as in definitions. */
const identifier = z
  .string()
  .max(100)
  .regex(/^(?!(?:__proto__|constructor|prototype)$)[A-Za-z][A-Za-z0-9_-]*$/, 'is not an identifier');
/** Made by the page, or a code; the engine says which it takes. */
const rowId = z.string().max(1_000);
const cellValue = z.union([
  z.string(),
  z.number().finite(),
  z.null(),
  z.boolean(),
  z.object({ $raw: z.string() }).strict(),
  z.array(z.string()),
]);
const cells = z.record(identifier, cellValue);

const edit = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('set'),
      sheet: identifier,
      row: rowId,
      cells,
      first: z.literal(true).optional(),
    })
    .strict(),
  z
    .object({
      kind: z.literal('insertRows'),
      sheet: identifier,
      after: rowId.nullable(),
      rows: z.array(z.object({ id: rowId, cells }).strict()),
    })
    .strict(),
  z.object({ kind: z.literal('removeRows'), sheet: identifier, rows: z.array(rowId) }).strict(),
  z
    .object({
      kind: z.literal('justify'),
      rule: identifier,
      sheet: identifier.optional(),
      row: z.string().min(1).max(100).optional(),
      text: z.string(),
    })
    .strict(),
]);

const saveRequest = z
  .object({
    submissionId,
    clientId: z.string().uuid(),
    clientSeq: positive,
    knownRevision: revision,
    definitionVersion: positive,
    edits: z.array(edit).min(1),
  })
  .strict();

const submitRequest = z.object({ submissionId, revision, definitionVersion: positive }).strict();

const source = z.string().max(100);
const refreshRequest = z
  .object({
    submissionId,
    revision,
    sources: z.object({ form: source, organisation: source, window: source, previous: source }).strict(),
  })
  .strict();

/** The request, or what is wrong with it: `malformed`, or `too_large` from 20,001 rows on. */
export function parseSaveRequest(body: unknown): Result<SaveRequest, Refusal> {
  const rows = countRows(body);
  return rows > MAX_ROWS ? err({ outcome: 'too_large' }) : parse(saveRequest, body);
}

export function parseSubmitRequest(body: unknown): Result<SubmitRequest, Refusal> {
  return parse(submitRequest, body);
}

export function parseRefreshRequest(body: unknown): Result<RefreshRequest, Refusal> {
  return parse(refreshRequest, body);
}

/** Whether a text is the id of something in the database, as it stands in addresses. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
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

/** Before anything is read in detail; an edit without rows counts as one. */
function countRows(body: unknown): number {
  const edits = listIn(body, 'edits');
  return edits.reduce<number>((sum, item) => sum + Math.max(1, listIn(item, 'rows').length), 0);
}

function listIn(value: unknown, name: 'edits' | 'rows'): readonly unknown[] {
  if (typeof value !== 'object' || value === null || !(name in value)) return [];
  const list: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return Array.isArray(list) ? list : [];
}
