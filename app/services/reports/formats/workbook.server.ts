import type { ExportValues, Locale } from 'engine';
import { WorkbookWriter } from 'engine/excel';
import type { Archive } from './archive.server';
import type { FormatWriter } from './types';

/** A workbook: worksheets are named by the titles of tables and headed by titles of columns. */
export function workbookFormat(
  archive: Archive,
  options: { readonly values: ExportValues; readonly locale: Locale; readonly rowsPerSheet?: number },
): FormatWriter {
  const { values, ...rest } = options;
  const workbook = new WorkbookWriter(archive, { ...rest, words: values === 'labels' });
  const open: FormatWriter['open'] = (table) => workbook.table(table);
  const zone = options.locale === 'ru' ? 'время московское' : 'Moscow time';
  return {
    spelling: { date: 'dd.mm.yyyy', datetime: `dd.mm.yyyy hh:mm, ${zone}` },
    kinds: null,
    open,
    openDictionary: open,
    finish: async (title, facts) => {
      await workbook.facts(title, facts);
      workbook.finish();
    },
  };
}
