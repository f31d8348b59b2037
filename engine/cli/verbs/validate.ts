import {
  computeAnswers,
  type Explanation,
  type Finding,
  openExplanations,
  validateAnswers,
} from '../../index';
import { loadAnswers, loadContext, strangersIn } from '../answers';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { CliError, EXIT, type ExitCode, type Terminal } from '../io';

export interface ValidateOptions extends DefinitionOptions {
  readonly json?: boolean;
  readonly context?: string;
  readonly today?: string;
  readonly explain?: boolean;
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
  const explained = options.explain ? openExplanations(form, answers, context) : null;
  if (options.json) {
    const shown = explained
      ? findings.map((finding) => ({ ...finding, explanation: explained.explain(finding) }))
      : findings;
    const result = { findings: shown, errors, warnings, ...computeAnswers(form, answers, context) };
    terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    for (const finding of findings) {
      terminal.out(`${findingLine(finding)}\n`);
      if (explained) terminal.out(explanationLines(explained.explain(finding), finding));
    }
    terminal.out(`Ошибок: ${errors}, предупреждений: ${warnings}.\n`);
  }
  return errors > 0 ? EXIT.errors : EXIT.fine;
}

function findingLine({ severity, sheet, row, column, rule, code, message }: Finding): string {
  const address = [sheet, row, column].filter((part) => part !== undefined).join(' ');
  const name = rule === undefined ? code : `${code} ${rule}`;
  return `${severity === 'error' ? 'ошибка' : 'предупреждение'} ${address === '' ? 'форма' : address} [${name}] ${message}`;
}

/** The explanation under its finding: how things stand, the values that were seen, what would do. */
function explanationLines({ message, values, fixes }: Explanation, finding: Finding): string {
  const seen = values.slice(0, MOST_SEEN).map(({ address, title, text }) => {
    const row = address.row === finding.row ? '' : `${address.row} `;
    return `${row}«${title}» = ${text === '' ? 'пусто' : text}`;
  });
  const more = values.length > MOST_SEEN ? [`ещё ${values.length - MOST_SEEN}`] : [];
  const lines = [
    message === finding.message ? '' : message,
    seen.length > 0 ? `значения: ${[...seen, ...more].join('; ')}` : '',
    ...fixes.filter((fix) => !message.includes(fix.message)).map((fix) => `можно и так: ${fix.message}`),
  ];
  return lines
    .filter((line) => line !== '')
    .map((line) => `    ${line}\n`)
    .join('');
}

const MOST_SEEN = 12;
