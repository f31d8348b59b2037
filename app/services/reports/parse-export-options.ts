import { z } from 'zod';
import {
  exportFormats,
  exportLayouts,
  type ExportOptions,
  exportValues,
  mostSelected,
} from '~/protocol/exports';

const selection = z.union([
  z.object({ submissions: z.array(z.string().uuid()).min(1).max(mostSelected) }).strict(),
  z.object({ territory: z.string().uuid() }).strict(),
]);

const options = z.object({
  format: z.enum(exportFormats).optional(),
  values: z.enum(exportValues).optional(),
  layout: z.enum(exportLayouts).optional(),
  selection: selection.optional(),
});

/**
 * What a form asks for: `format`, `values`, `layout`; `submissions` (ids between spaces or commas, or the field many times) or
 * `territory` (an id). Null where something is not what it should be, also for an empty selection: nobody means everybody.
 */
export function parseExportOptions(form: FormData): ExportOptions | null {
  const parsed = options.safeParse({
    ...Object.fromEntries(
      (['format', 'values', 'layout'] as const).flatMap((name) =>
        form.has(name) ? [[name, form.get(name)] as const] : [],
      ),
    ),
    ...(form.has('submissions') ? { selection: { submissions: idsOf(form) } } : {}),
    ...(form.has('territory') ? { selection: { territory: form.get('territory') } } : {}),
  });
  return parsed.success ? parsed.data : null;
}

const idsOf = (form: FormData): readonly string[] => [
  ...new Set(
    form
      .getAll('submissions')
      .flatMap((value) => (typeof value === 'string' ? value.split(/[\s,]+/) : ['']))
      .filter((id) => id !== ''),
  ),
];
