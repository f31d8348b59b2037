import { type DefinitionOptions, diagnosticLine, diagnosticsOf, loadDefinition } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';
import { DEFINITION, LISTS, type Verb } from '../verb';

/** `sbor check`: everything that is wrong or doubtful in a definition. */
async function check(terminal: Terminal, definition: string, options: DefinitionOptions): Promise<ExitCode> {
  const diagnostics = diagnosticsOf(await loadDefinition(terminal, definition, options));
  if (options.json) terminal.out(`${JSON.stringify({ diagnostics }, null, 2)}\n`);
  else {
    for (const diagnostic of diagnostics) terminal.out(`${diagnosticLine(diagnostic)[options.locale]}\n`);
    if (diagnostics.length === 0)
      terminal.out(options.locale === 'ru' ? 'Определение в порядке.\n' : 'The definition is in order.\n');
  }
  return diagnostics.some(({ severity }) => severity === 'error') ? EXIT.errors : EXIT.fine;
}

export const checkVerb: Verb = {
  name: 'check',
  summary: {
    ru: 'что неверно или сомнительно в определении',
    en: 'what is wrong or doubtful in a definition',
  },
  operands: [DEFINITION],
  options: [LISTS],
  examples: [
    'sbor check form-definitions/vpr-spo-schedule/1.json',
    'sbor check --json --lists lists/ - < form.json',
  ],
  run: (terminal, [definition = ''], options: DefinitionOptions) => check(terminal, definition, options),
};
