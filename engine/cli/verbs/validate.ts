import {
  computeAnswers,
  type Explanation,
  type Finding,
  type Locale,
  openExplanations,
  validateAnswers,
} from '../../index';
import { loadAnswers, loadContext, strangersIn } from '../answers';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse, severityWord } from '../definition';
import { EXIT, type ExitCode, type Terminal } from '../io';
import { ANSWERS, DEFINITION, LISTS, type Verb } from '../verb';
import { isWorkbook, loadFilled } from '../workbook';

interface ValidateOptions extends DefinitionOptions {
  readonly context?: string;
  readonly today?: string;
  readonly explain?: boolean;
}

/** `sbor validate`: everything that is wrong in answers. */
async function validate(
  terminal: Terminal,
  definition: string,
  answersName: string,
  options: ValidateOptions,
): Promise<ExitCode> {
  const compiled = compileLoaded(await loadDefinition(terminal, definition, options));
  if (!compiled.ok) return refuse(terminal, compiled.error, options);
  const form = compiled.value;
  const answers = isWorkbook(answersName)
    ? (await loadFilled(terminal, answersName, form)).answers
    : await loadAnswers(terminal, answersName);
  const context = await loadContext(terminal, options);
  for (const note of strangersIn(form, answers)) terminal.err(`sbor: ${note[options.locale]}\n`);
  const findings = validateAnswers(form, answers, context);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  const say = saying(options.locale);
  const explained = options.explain ? openExplanations(form, answers, context) : null;
  if (options.json) {
    const shown = explained
      ? findings.map((finding) => ({ ...finding, explanation: explained.explain(finding) }))
      : findings;
    const result = { findings: shown, errors, warnings, ...computeAnswers(form, answers, context) };
    terminal.out(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    for (const finding of findings) {
      terminal.out(`${findingLine(finding, options.locale)}\n`);
      if (explained) terminal.out(explanationLines(explained.explain(finding), finding, options.locale));
    }
    terminal.out(
      say(`Ошибок: ${errors}, предупреждений: ${warnings}.\n`, `Errors: ${errors}, warnings: ${warnings}.\n`),
    );
  }
  return errors > 0 ? EXIT.errors : EXIT.fine;
}

function findingLine({ severity, sheet, row, column, rule, code, message }: Finding, locale: Locale): string {
  const say = saying(locale);
  const address = [sheet, row, column].filter((part) => part !== undefined).join(' ');
  const name = rule === undefined ? code : `${code} ${rule}`;
  return `${severityWord(severity)[locale]} ${address === '' ? say('форма', 'form') : address} [${name}] ${message}`;
}

/** The explanation under its finding: how things stand, the values that were seen, what would do. */
function explanationLines({ message, values, fixes }: Explanation, finding: Finding, locale: Locale): string {
  const say = saying(locale);
  const seen = values.slice(0, MOST_SEEN).map(({ address, title, text }) => {
    const row = address.row === finding.row ? '' : `${address.row} `;
    return `${row}${say(`«${title}»`, `"${title}"`)} = ${text === '' ? say('пусто', 'empty') : text}`;
  });
  const more = values.length > MOST_SEEN ? [`${say('ещё', 'more:')} ${values.length - MOST_SEEN}`] : [];
  const lines = [
    message === finding.message ? '' : message,
    seen.length > 0 ? `${say('значения', 'values')}: ${[...seen, ...more].join('; ')}` : '',
    ...fixes
      .filter((fix) => !message.includes(fix.message))
      .map((fix) => `${say('можно и так', 'this would do, too')}: ${fix.message}`),
  ];
  return lines
    .filter((line) => line !== '')
    .map((line) => `    ${line}\n`)
    .join('');
}

const MOST_SEEN = 12;

const saying =
  (locale: Locale) =>
  (ru: string, en: string): string =>
    locale === 'ru' ? ru : en;

export const validateVerb: Verb = {
  name: 'validate',
  summary: { ru: 'что неверно в ответах', en: 'what is wrong in answers' },
  operands: [DEFINITION, ANSWERS],
  options: [
    LISTS,
    {
      name: 'context',
      value: { ru: 'файл', en: 'file' },
      isFile: true,
      about: {
        ru: 'против чего судить: {org, collection, today, previous}',
        en: 'what to judge against: {org, collection, today, previous}',
      },
    },
    {
      name: 'today',
      value: { ru: 'день', en: 'day' },
      about: {
        ru: 'сегодняшний день, ГГГГ-ММ-ДД; сильнее, чем в контексте',
        en: 'the present day, YYYY-MM-DD; wins over the context',
      },
    },
    {
      name: 'explain',
      about: {
        ru: 'почему: значения, которые увидела проверка, и что исправить',
        en: 'why: the values that the rule saw, and what would do',
      },
    },
  ],
  examples: [
    'sbor validate form.json answers.json',
    'sbor validate form.json filled.xlsx',
    'sbor validate form.json answers.json --json --today 2023-05-05 --context context.json',
  ],
  run: (terminal, [definition = '', answers = ''], options: ValidateOptions) =>
    validate(terminal, definition, answers, options),
};
