import type { WorkbookMark } from 'engine/excel';
import { z } from 'zod';
import type { WorkbookMapping } from '~/protocol/workbook';

/** What came with a file, unparsed. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly submissionId: string;
  /** JSON. */
  readonly mapping: string | null;
  /** JSON. */
  readonly marks: string | null;
}

const letter = z.string().regex(/^[A-Z]{1,3}$/);
const mapping: z.ZodType<WorkbookMapping> = z.record(
  z
    .object({
      worksheet: z.string().max(100),
      headingRow: z.number().int().min(1).max(1_048_576),
      columns: z.record(letter),
    })
    .strict()
    .nullable(),
);
const marks: z.ZodType<readonly WorkbookMark[]> = z
  .array(
    z
      .object({
        worksheet: z.string().max(100),
        address: z
          .string()
          .regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/)
          .nullable(),
        severity: z.enum(['error', 'warning']),
        message: z.string().max(20_000),
      })
      .strict(),
  )
  .max(50_000);

function parsed<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

export const parseMapping = (text: string): WorkbookMapping | null => parsed(mapping, text);
export const parseMarks = (text: string): readonly WorkbookMark[] | null => parsed(marks, text);
