import type { ReadWorkbook, WorkbookAliases, WorkbookMapping } from 'engine/excel';
import { plainHeading } from 'engine/excel';
import { z } from 'zod';
import type { EntityManager } from '~/db/orm.server';
import { findAliases, keepAliases } from '~/db/queries/workbook-aliases.server';

const stored: z.ZodType<WorkbookAliases> = z.record(
  z.object({ worksheets: z.array(z.string()), columns: z.record(z.string()) }),
);

/** Names that are remembered for a sheet: a school that renames its columns every year is not remembered for ever. */
const MOST_NAMES = 500;

/** What the organisation called the columns of a form before. */
export async function loadAliases(
  em: EntityManager,
  orgUnitId: string,
  formId: string,
): Promise<WorkbookAliases> {
  const parsed = stored.safeParse(await findAliases(em, orgUnitId, formId));
  return parsed.success ? parsed.data : {};
}

/** Remembers under which headings people found the columns of the form, beside what is remembered already. */
export async function rememberMapping(
  em: EntityManager,
  orgUnitId: string,
  formId: string,
  { mapping, read }: { readonly mapping: WorkbookMapping; readonly read: ReadWorkbook },
): Promise<void> {
  const known = await loadAliases(em, orgUnitId, formId);
  const next: Record<string, WorkbookAliases[string]> = { ...known };
  for (const sheet of read.sheets) {
    if (!mapping[sheet.sheet]) continue;
    const before = known[sheet.sheet];
    const columns = { ...before?.columns };
    for (const { column, heading } of sheet.columns) if (heading !== '') columns[heading] = column;
    const name = plainHeading(sheet.worksheet);
    next[sheet.sheet] = {
      worksheets: [...new Set([...(before?.worksheets ?? []), name])].slice(-MOST_NAMES),
      columns: Object.fromEntries(Object.entries(columns).slice(-MOST_NAMES)),
    };
  }
  await keepAliases(em, orgUnitId, formId, next);
}
