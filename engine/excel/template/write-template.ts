import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { TemplateModel } from '../../project/template/types';
import { templateWords } from '../../project/template/words';
import { writeChecksSheet } from './checks-sheet';
import { writeDataSheet } from './data-sheet';
import { writeCalculations, writeIdentity, writeListsSheet } from './hidden-sheets';
import type { WorkbookIdentity } from './identity';
import { openWriter } from './writer';

/**
 * Streams a template into an .xlsx and ends `output`; other work of the process gets its turn in between. Rejects, and destroys
 * `output`, where writing fails.
 */
export async function writeTemplate(
  model: TemplateModel,
  identity: WorkbookIdentity,
  output: Writable,
): Promise<void> {
  const written = finished(output);
  // A failure is met where it is awaited, also when it comes first.
  written.catch(() => undefined);
  try {
    const words = templateWords(model.locale);
    const workbook = openWriter(output, model.names);
    for (const sheet of model.sheets) await writeDataSheet(workbook, sheet, words);
    await writeChecksSheet(workbook, model, words);
    writeListsSheet(workbook, model.lists);
    for (const calculations of model.calculations) await writeCalculations(workbook, calculations);
    writeIdentity(workbook, identity);
    await Promise.race([workbook.commit(), finished(output)]);
    await written;
  } catch (error) {
    output.destroy();
    throw error;
  }
}
