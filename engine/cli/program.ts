import { readFileSync } from 'node:fs';
import { Argument, Command, type CommanderError, Option } from 'commander';
import type { Locale } from '../index';
import { CliError, type ExitCode, firstLine, type Terminal } from './io';
import type { Bilingual, CommonOptions, Verb } from './verb';

/** The command line of the verbs, speaking the language; `done` gets the exit status of the verb that ran. */
export function buildProgram(
  terminal: Terminal,
  verbs: readonly Verb[],
  locale: Locale,
  done: (status: ExitCode) => void,
): Command {
  const program = new Command('sbor')
    .description(SUMMARY[locale])
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({ writeOut: terminal.out, writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => (locale === 'ru' ? (HEADINGS[title] ?? title) : title) })
    .version(version(), '-V, --version', VERSION[locale])
    .addOption(localeOption(locale))
    .helpOption('-h, --help', HELP[locale])
    .helpCommand(locale === 'ru' ? 'help [команда]' : 'help [command]', HELP_VERB[locale])
    .addHelpText('after', AFTER_HELP[locale]);
  for (const verb of verbs) addVerb(program, verb, terminal, locale, done);
  return program;
}

function addVerb(
  program: Command,
  verb: Verb,
  terminal: Terminal,
  locale: Locale,
  done: (status: ExitCode) => void,
): void {
  const command = program
    .command(verb.name)
    .description(verb.summary[locale])
    .helpOption('-h, --help', HELP[locale])
    .option('--json', JSON_OPTION[locale])
    .addOption(localeOption(locale))
    .addHelpText(
      'after',
      `\n${EXAMPLES[locale]}\n${verb.examples.map((example) => `  ${example}`).join('\n')}`,
    );
  for (const { name, about } of verb.operands)
    command.addArgument(new Argument(`<${name[locale]}>`, about[locale]));
  for (const { name, short, value, about } of verb.options) {
    const flags = short === undefined ? `--${name}` : `-${short}, --${name}`;
    command.option(value ? `${flags} <${value[locale]}>` : flags, about[locale]);
  }
  command.action(async () => {
    const options = command.opts<Record<string, unknown>>();
    const files = verb.options.flatMap(({ name, isFile }) => (isFile ? [options[name]] : []));
    if ([...command.args, ...files].filter((name) => name === '-').length > 1) throw new CliError(ONE_STDIN);
    const common: CommonOptions = { ...options, locale };
    done(await verb.run(terminal, command.args, common));
  });
}

const localeOption = (locale: Locale): Option =>
  new Option(locale === 'ru' ? '--locale <язык>' : '--locale <language>', LOCALE[locale]).choices([
    'ru',
    'en',
  ]);

/** The language of a run: what `--locale` says wherever it stands, else Russian. Known before anything is parsed. */
export function localeOf(argv: readonly string[]): Locale {
  const named = argv.flatMap((arg, i) =>
    arg === '--locale' ? (argv[i + 1] ?? '') : arg.startsWith('--locale=') ? arg.slice(9) : [],
  );
  return named.at(-1) === 'en' ? 'en' : 'ru';
}

/** The product's version, from its package.json. */
function version(): string {
  const json: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof json === 'object' && json !== null && 'version' in json ? String(json.version) : '';
}

/** One line about a wrong call. */
export function usageProblem(error: CommanderError, locale: Locale): string {
  const known = PROBLEMS[error.code];
  if (known === undefined) return firstLine(error);
  const [, name = ''] = /'([^']*)'/.exec(error.message) ?? [];
  return `${known[locale]} ${name.replace(/\s+/g, ' ')}`.trim();
}

const SUMMARY: Bilingual = {
  ru: 'Определения форм: проверка и всё, что из них следует',
  en: 'Form definitions: checking them, and everything that follows from them',
};
const VERSION: Bilingual = { ru: 'показать версию', en: 'show the version' };
const HELP: Bilingual = { ru: 'показать справку', en: 'show help' };
const HELP_VERB: Bilingual = { ru: 'показать справку о команде', en: 'show help about a command' };
const JSON_OPTION: Bilingual = { ru: 'ответить одним объектом JSON', en: 'answer with one JSON object' };
const LOCALE: Bilingual = { ru: 'язык сообщений, без ключа – ru', en: 'language of messages, ru by default' };
const EXAMPLES: Bilingual = { ru: 'Примеры:', en: 'Examples:' };
const ONE_STDIN: Bilingual = {
  ru: 'Стандартный ввод один: «-» можно поставить только раз, остальное назовите файлами',
  en: 'There is one standard input: "-" may stand only once, name files for the rest',
};

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': 'Вызов:',
  'Arguments:': 'Аргументы:',
  'Options:': 'Ключи:',
  'Commands:': 'Команды:',
};

const EXAMPLE_CALLS = `  sbor check form-definitions/vpr-spo-schedule/1.json
  sbor validate form.json answers.json --today 2023-05-05
  sbor help validate`;

const AFTER_HELP: Bilingual = {
  ru: `
Статус выхода: 0 – всё в порядке, 1 – есть ошибки, 2 – неверный вызов или нечитаемые данные.

Примеры:
${EXAMPLE_CALLS}`,
  en: `
Exit status: 0 fine, 1 errors were found, 2 wrong usage or unreadable input.

Examples:
${EXAMPLE_CALLS} --locale en`,
};

const PROBLEMS: Readonly<Record<string, Bilingual>> = {
  'commander.help': {
    ru: 'назовите команду, например: sbor check ОПРЕДЕЛЕНИЕ.json (все команды: sbor --help)',
    en: 'name a command, for example: sbor check DEFINITION.json (all commands: sbor --help)',
  },
  'commander.unknownOption': { ru: 'нет такого ключа:', en: 'there is no such option:' },
  'commander.unknownCommand': { ru: 'нет такой команды:', en: 'there is no such command:' },
  'commander.missingArgument': { ru: 'не назван аргумент:', en: 'an argument is missing:' },
  'commander.excessArguments': { ru: 'лишние аргументы', en: 'too many arguments' },
  'commander.optionMissingArgument': { ru: 'ключу нужно значение:', en: 'the option needs a value:' },
  'commander.invalidArgument': {
    ru: 'такого значения у ключа не бывает:',
    en: 'the option cannot have this value:',
  },
};
