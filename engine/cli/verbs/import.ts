import { draftWorkbook } from '../../excel/index';
import { EXIT, type ExitCode, type Terminal } from '../io';
import { type CommonOptions, type Verb, WORKBOOK } from '../verb';
import { loadWorkbook } from '../workbook';

/** `sbor import`: a definition drafted from a workbook or an XLSForm; what has no counterpart goes to stderr. */
async function importWorkbook(terminal: Terminal, name: string, options: CommonOptions): Promise<ExitCode> {
  const { locale } = options;
  const { definition, kind, notes } = draftWorkbook(await loadWorkbook(terminal, name), locale);
  if (options.json) {
    terminal.out(`${JSON.stringify({ definition, kind, notes }, null, 2)}\n`);
    return EXIT.fine;
  }
  terminal.out(`${JSON.stringify(definition, null, 2)}\n`);
  for (const { sheet, row, message } of notes) {
    const place = row === 0 ? sheet : `${sheet}, ${locale === 'ru' ? 'строка' : 'row'} ${row}`;
    terminal.err(`sbor: ${place}: ${message}\n`);
  }
  return EXIT.fine;
}

export const importVerb: Verb = {
  name: 'import',
  summary: {
    ru: 'черновик определения из книги Excel или XLSForm',
    en: 'a definition drafted from an Excel workbook or an XLSForm',
  },
  operands: [WORKBOOK],
  options: [],
  examples: ['sbor import table.xlsx > form.json', 'sbor import survey.xlsx --json'],
  run: (terminal, [workbook = ''], options) => importWorkbook(terminal, workbook, options),
};
