import { carryAnswers, type CellValue } from '../../index';
import { loadAnswers } from '../answers';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';
import { ANSWERS, LISTS, NEW_DEFINITION, OLD_DEFINITION, type Verb } from '../verb';

/** `sbor carry`: answers to one version as answers to another. Answers on stdout, the report beside them or on stderr. */
async function carry(
  terminal: Terminal,
  oldName: string,
  newName: string,
  answersName: string,
  options: DefinitionOptions,
): Promise<ExitCode> {
  const before = compileLoaded(await loadDefinition(terminal, oldName, options));
  const now = compileLoaded(await loadDefinition(terminal, newName, options));
  if (!before.ok) return refuse(terminal, before.error, options);
  if (!now.ok) return refuse(terminal, now.error, options);
  const { answers, report } = carryAnswers(before.value, now.value, await loadAnswers(terminal, answersName));
  const say = (ru: string, en: string): string => (options.locale === 'ru' ? ru : en);
  if (options.json) terminal.out(`${JSON.stringify({ answers, report }, null, 2)}\n`);
  else {
    terminal.out(`${JSON.stringify(answers, null, 2)}\n`);
    for (const { sheet, row, column, value } of report.lost) {
      const address = [sheet, row, column].filter((part) => part !== undefined).join(' ');
      terminal.err(`${say('потеряно', 'lost')} ${address}: ${shown(value ?? null)}\n`);
    }
    for (const { sheet, row, column, from, to } of report.converted) {
      terminal.err(
        `${say('записано иначе', 'written differently')} ${sheet} ${row} ${column}: ${shown(from)} → ${shown(to)}\n`,
      );
    }
    for (const { kind, from, to } of report.renamed)
      terminal.err(`${say('переименовано', 'renamed')} (${kind}) ${from} → ${to}\n`);
  }
  return report.lost.length > 0 ? EXIT.errors : EXIT.fine;
}

const shown = (value: CellValue): string => JSON.stringify(value);

export const carryVerb: Verb = {
  name: 'carry',
  summary: {
    ru: 'ответы на старую версию – как ответы на новую, и отчёт',
    en: 'answers to an old version as answers to a new one, and a report',
  },
  operands: [OLD_DEFINITION, NEW_DEFINITION, ANSWERS],
  options: [LISTS],
  examples: [
    'sbor carry 1.json 2.json answers.json > carried.json',
    'sbor carry 1.json 2.json answers.json --json',
  ],
  run: (terminal, [from = '', to = '', answers = ''], options: DefinitionOptions) =>
    carry(terminal, from, to, answers, options),
};
