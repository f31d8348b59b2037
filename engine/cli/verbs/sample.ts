import { sampleAnswers, validateAnswers, type ValidationContext } from '../../index';
import { loadContext } from '../answers';
import { compileLoaded, type DefinitionOptions, loadDefinition, refuse } from '../definition';
import { CliError, EXIT, type ExitCode, type Terminal } from '../io';
import { DEFINITION, LISTS, type Verb } from '../verb';

interface SampleVerbOptions extends DefinitionOptions {
  readonly seed?: string;
  readonly rows?: string;
  readonly violate?: string;
  readonly context?: string;
  readonly today?: string;
}

/** `sbor sample`: answers that pass, or that break just one rule. */
async function sample(terminal: Terminal, definition: string, options: SampleVerbOptions): Promise<ExitCode> {
  const compiled = compileLoaded(await loadDefinition(terminal, definition, options));
  if (!compiled.ok) return refuse(terminal, compiled.error, options);
  const form = compiled.value;
  const context = withWindow(await loadContext(terminal, options));
  const sampled = sampleAnswers(form, {
    context,
    ...numberOption('seed', options.seed),
    ...numberOption('rows', options.rows),
    ...(options.violate === undefined ? {} : { violate: options.violate }),
  });
  if (!sampled.ok) {
    if (sampled.error.code === 'unknown_rule') {
      throw new CliError({ ru: sampled.error.message, en: sampled.error.message });
    }
    terminal.err(`sbor: ${sampled.error.message}\n`);
    return EXIT.errors;
  }
  const answers = sampled.value;
  const shown = options.json ? { answers, findings: validateAnswers(form, answers, context) } : answers;
  terminal.out(`${JSON.stringify(shown, null, 2)}\n`);
  return EXIT.fine;
}

/** A collection that opens today, where the context names none: rules about its days are to be shown too. */
function withWindow(context: ValidationContext): ValidationContext {
  const { collection, today } = context;
  if (collection?.opensAt !== undefined || collection?.closesAt !== undefined) return context;
  const closesOn = `${String(Number(today.slice(0, 4)) + 1)}-01-31`;
  return { ...context, collection: { opensAt: `${today}T09:00:00Z`, closesAt: `${closesOn}T15:00:00Z` } };
}

/** A whole number that is not negative. */
function numberOption<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [name in Name]?: number } {
  if (value === undefined) return {};
  if (!/^\d{1,9}$/.test(value)) {
    throw new CliError({
      ru: `--${name}: «${value}» – не целое число`,
      en: `--${name}: "${value}" is not a whole number`,
    });
  }
  return { [name]: Number(value) } as { readonly [name in Name]?: number };
}

export const sampleVerb: Verb = {
  name: 'sample',
  summary: {
    ru: 'пример ответов: верных или нарушающих одно правило',
    en: 'sample answers that pass, or that break just one rule',
  },
  operands: [DEFINITION],
  options: [
    LISTS,
    {
      name: 'seed',
      value: { ru: 'число', en: 'number' },
      about: { ru: 'то же число – те же ответы', en: 'the same number, the same answers' },
    },
    {
      name: 'rows',
      value: { ru: 'число', en: 'number' },
      about: { ru: 'строк на каждом открытом листе', en: 'rows of each open sheet' },
    },
    {
      name: 'violate',
      value: { ru: 'правило', en: 'rule' },
      about: { ru: 'нарушить только это правило', en: 'break just this rule' },
    },
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
      about: { ru: 'сегодняшний день, ГГГГ-ММ-ДД', en: 'the present day, YYYY-MM-DD' },
    },
  ],
  examples: [
    'sbor sample form.json --rows 20 > answers.json',
    'sbor sample form.json --violate five-days-1 --seed 7',
  ],
  run: (terminal, [definition = ''], options: SampleVerbOptions) => sample(terminal, definition, options),
};
