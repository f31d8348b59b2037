import { openWorkbook, type ReadWorkbook, readWorkbook, refusalText, WorkbookRefused } from '../excel/index';
import type { Answers, CompiledForm } from '../index';
import { CliError, readBinary, type Terminal } from './io';
import type { Bilingual } from './verb';

const WORKBOOK: Bilingual = { ru: 'Книга', en: 'Workbook' };

export const isWorkbook = (name: string): boolean => /\.xls[xm]$/i.test(name);

/** The cells of a workbook; ends the run where it is not opened. */
export async function loadWorkbook(
  terminal: Terminal,
  name: string,
): Promise<Awaited<ReturnType<typeof openWorkbook>>> {
  const bytes = await readBinary(terminal, name, WORKBOOK);
  try {
    return await openWorkbook(bytes, { notes: true });
  } catch (error) {
    if (!(error instanceof WorkbookRefused)) throw error;
    throw new CliError({
      ru: `Книга «${name}»: ${refusalText(error.code, 'ru')}`,
      en: `Workbook "${name}": ${refusalText(error.code, 'en')}`,
    });
  }
}

/** Rows of a workbook that are still blank say nothing. */
const isFilled = ({ cells }: { readonly cells: Readonly<Record<string, unknown>> }): boolean =>
  Object.values(cells).some((value) => value !== null);

export interface Filled {
  readonly read: ReadWorkbook;
  readonly answers: Answers;
}

/** What a filled workbook says of a form; rows that have no id are called by their place: `row7`. */
export async function loadFilled(terminal: Terminal, name: string, form: CompiledForm): Promise<Filled> {
  const read = readWorkbook(form, await loadWorkbook(terminal, name));
  const { identity } = read.identity ?? {};
  if (identity && identity.form !== form.id) {
    throw new CliError({
      ru: `Книга «${name}» сделана по форме «${identity.form}», а не «${form.id}»`,
      en: `Workbook "${name}" was made from the form "${identity.form}" and not "${form.id}"`,
    });
  }
  const sheets = read.sheets.map(({ sheet, rows }) => {
    const taken = new Set(rows.map(({ id }) => id));
    const named = (number: number): string => {
      for (let text = `row${number}`; ; text += '_') if (!taken.has(text)) return text;
    };
    return [
      sheet,
      rows.filter(isFilled).map(({ id, number, cells }) => ({
        id: id ?? named(number),
        cells: Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== null)),
      })),
    ] as const;
  });
  const filled = read.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.filter(isFilled) }));
  return { read: { ...read, sheets: filled }, answers: { sheets: Object.fromEntries(sheets) } };
}
