import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Answers, type CompiledForm, toTemplateModel, type ValidationContext } from 'engine';
import { definitionDigest, type WorkbookIdentity, writeTemplate } from 'engine/excel';

/** A day as the clock of this machine has it: formulas ask for the present day. */
export function localToday(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export interface MadeOptions {
  readonly answers?: Answers;
  readonly context?: ValidationContext;
  readonly identity?: Partial<WorkbookIdentity>;
}

/** The workbook of a form. */
export async function made(form: CompiledForm, options: MadeOptions = {}): Promise<Uint8Array> {
  const context = options.context ?? { today: localToday() };
  const model = toTemplateModel(form, { context, ...(options.answers ? { answers: options.answers } : {}) });
  const output = new PassThrough();
  const bytes = buffer(output);
  await writeTemplate(
    model,
    {
      form: form.id,
      version: form.version,
      definition: definitionDigest(form.definition),
      createdAt: '2026-11-23T09:00:00Z',
      ...options.identity,
    },
    output,
  );
  return bytes;
}
