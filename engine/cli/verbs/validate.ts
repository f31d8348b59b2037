import { computeAnswers, type Finding, validateAnswers } from '../../index';
import { loadAnswers, loadContext, strangersIn } from '../answers';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { CliError, EXIT, type ExitCode, type Terminal } from '../io';

export interface ValidateOptions extends DefinitionOptions {
  readonly json?: boolean;
  readonly context?: string;
  readonly today?: string;
}

/** `sbor validate`: everything that is wrong in answers. */
export async function validate(
  terminal: Terminal,
  definition: string,
  answersName: string,
  options: ValidateOptions,
): Promise<ExitCode> {
  if (definition === '-' && answersName === '-') {
    throw new CliError('Стандартный ввод один: назовите файлом определение или ответы');
  }
  const compiled = compileLoaded(await loadDefinition(terminal, definition, options));
  if (!compiled.ok) return refuse(terminal, compiled.error, options);
  const form = compiled.value;
  const answers = await loadAnswers(terminal, answersName);
  const context = await loadContext(terminal, options);
  for (const note of strangersIn(form, answers)) terminal.err(`sbor: ${note}\n`);
  const findings = validateAnswers(form, answers, context);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (options.json) {
    const result = { findings, errors, warnings, ...computeAnswers(form, answers, context) };
    terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    for (const finding of findings) terminal.out(`${findingLine(finding)}\n`);
    terminal.out(`Ошибок: ${errors}, предупреждений: ${warnings}.\n`);
  }
  return errors > 0 ? EXIT.errors : EXIT.fine;
}

function findingLine({ severity, sheet, row, column, rule, code, message }: Finding): string {
  const address = [sheet, row, column].filter((part) => part !== undefined).join(' ');
  const name = rule === undefined ? code : `${code} ${rule}`;
  return `${severity === 'error' ? 'ошибка' : 'предупреждение'} ${address === '' ? 'форма' : address} [${name}] ${message}`;
}
