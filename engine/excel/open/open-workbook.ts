import { LIMITS } from './limits';
import { readFormats, readSharedStrings, readWorkbookPart, relationsOf, TextBudget } from './parts';
import { WorkbookRefused } from './refused';
import type { OpenedSheet, OpenedWorkbook } from './types';
import { type SheetSources, WorksheetReader } from './worksheet';
import { readXml } from './xml';
import { openZip, type Zip } from './zip';

export interface OpenOptions {
  /** Notes are read too. */
  readonly notes?: boolean;
}

/**
 * Reads the cells of an .xlsx: values as the last program to save it left them. Formulas are not computed; macros, links to
 * outside, pictures and embedded objects are never looked at. Throws `WorkbookRefused` for anything that is not a sound
 * workbook or passes a limit (`limits.ts`). Files of strangers are to be read in a process of their own: `isolated/`.
 */
export async function openWorkbook(bytes: Uint8Array, options: OpenOptions = {}): Promise<OpenedWorkbook> {
  const zip = await openZip(bytes);
  const { date1904, sheets, names, sharedStrings, styles } = await readWorkbookPart(zip);
  const budget = new TextBudget();
  const sources: SheetSources = {
    texts: sharedStrings === null ? [] : await readSharedStrings(zip, sharedStrings, budget),
    formats: styles === null ? [] : await readFormats(zip, styles),
    budget,
    cellsLeft: LIMITS.cells,
  };
  const opened: OpenedSheet[] = [];
  for (const { name, state, part } of sheets) {
    const reader = new WorksheetReader(sources, state === 'visible');
    await readXml(zip.read(part), part, reader);
    const notes = options.notes ? await readNotes(zip, part, budget) : new Map<string, string>();
    const { sortedRows: rows, merges, validations } = reader;
    opened.push({ name, state, rows, merges, validations, notes });
  }
  return { date1904, sheets: opened, names };
}

/** Notes of a sheet by address. */
async function readNotes(zip: Zip, sheet: string, budget: TextBudget): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>();
  const relations = await relationsOf(zip, sheet);
  const part = [...relations.values()].find(({ type }) => /\/comments$/.test(type))?.target;
  if (part === undefined || !zip.has(part)) return notes;
  let address = '';
  let isText = false;
  await readXml(zip.read(part), part, {
    open: (tag, attributes) => {
      if (tag === 'comment') address = (attributes['ref'] ?? '').toUpperCase();
      isText = tag === 't';
      if (notes.size > LIMITS.notes) throw new WorkbookRefused('too_much', 'notes');
    },
    close: () => {
      isText = false;
    },
    text: (text) => {
      if (!isText) return;
      budget.spend(text.length);
      notes.set(address, (notes.get(address) ?? '') + text);
    },
  });
  return notes;
}
