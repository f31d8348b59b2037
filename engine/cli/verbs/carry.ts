import { carryAnswers, type CellValue } from '../../index';
import { loadAnswers } from '../answers';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';

export interface CarryOptions extends DefinitionOptions {
  readonly json?: boolean;
}

/** `sbor carry`: answers to one version as answers to another. Answers on stdout, the report beside them or on stderr. */
export async function carry(
  terminal: Terminal,
  oldName: string,
  newName: string,
  answersName: string,
  options: CarryOptions,
): Promise<ExitCode> {
  const before = compileLoaded(await loadDefinition(terminal, oldName, options));
  const now = compileLoaded(await loadDefinition(terminal, newName, options));
  if (!before.ok) return refuse(terminal, before.error, options);
  if (!now.ok) return refuse(terminal, now.error, options);
  const { answers, report } = carryAnswers(before.value, now.value, await loadAnswers(terminal, answersName));
  if (options.json) terminal.out(`${JSON.stringify({ answers, report }, null, 2)}\n`);
  else {
    terminal.out(`${JSON.stringify(answers, null, 2)}\n`);
    for (const { sheet, row, column, value } of report.lost) {
      const address = [sheet, row, column].filter((part) => part !== undefined).join(' ');
      terminal.err(`потеряно ${address}: ${shown(value ?? null)}\n`);
    }
    for (const { sheet, row, column, from, to } of report.converted) {
      terminal.err(`записано иначе ${sheet} ${row} ${column}: ${shown(from)} → ${shown(to)}\n`);
    }
    for (const { kind, from, to } of report.renamed)
      terminal.err(`переименовано (${kind}) ${from} → ${to}\n`);
  }
  return report.lost.length > 0 ? EXIT.errors : EXIT.fine;
}

const shown = (value: CellValue): string => JSON.stringify(value);
