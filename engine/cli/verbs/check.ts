import { type DefinitionOptions, diagnosticLine, diagnosticsOf, loadDefinition } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';

export interface CheckOptions extends DefinitionOptions {
  readonly json?: boolean;
}

/** `sbor check`: everything that is wrong or doubtful in a definition. */
export async function check(
  terminal: Terminal,
  definition: string,
  options: CheckOptions,
): Promise<ExitCode> {
  const diagnostics = diagnosticsOf(await loadDefinition(terminal, definition, options));
  if (options.json) terminal.out(`${JSON.stringify({ diagnostics }, null, 2)}\n`);
  else {
    for (const diagnostic of diagnostics) terminal.out(`${diagnosticLine(diagnostic)}\n`);
    if (diagnostics.length === 0) terminal.out('Определение в порядке.\n');
  }
  return diagnostics.some(({ severity }) => severity === 'error') ? EXIT.errors : EXIT.fine;
}
