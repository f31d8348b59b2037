import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { Command, CommanderError, Option } from 'commander';
import { CliError, EXIT, type ExitCode, firstLine, type Terminal } from './io';
import { carry, type CarryOptions } from './verbs/carry';
import { check, type CheckOptions } from './verbs/check';
import { diff, type DiffOptions } from './verbs/diff';
import { docs, schema, types, type ViewOptions } from './verbs/views';
import { validate, type ValidateOptions } from './verbs/validate';

const DEFINITION = 'файл с определением, «-» – стандартный ввод';

/** Runs the command line and returns the exit status; nothing is thrown, errors are one line on stderr. */
export async function main(
  argv: readonly string[] = process.argv.slice(2),
  terminal: Terminal = processTerminal(),
): Promise<ExitCode> {
  let status: ExitCode = EXIT.fine;
  const program = buildProgram(terminal, (code) => (status = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.fine;
      terminal.err(`sbor: ${usageProblem(error)}\n`);
    } else if (error instanceof CliError) terminal.err(`sbor: ${firstLine(error)}\n`);
    else terminal.err(`sbor: внутренняя ошибка: ${firstLine(error)}\n`);
    return EXIT.unusable;
  }
}

function processTerminal(): Terminal {
  // Whoever reads our output may stop reading.
  process.stdout.on('error', () => undefined);
  return {
    cwd: process.cwd(),
    readStdin: () => text(process.stdin),
    out: (line) => void process.stdout.write(line),
    err: (line) => void process.stderr.write(line),
    now: () => new Date(),
  };
}

function buildProgram(terminal: Terminal, done: (status: ExitCode) => void): Command {
  const program = new Command('sbor')
    .description('Определения форм: проверка и всё, что из них следует')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: () => undefined })
    .configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title })
    .version(version(), '-V, --version', 'показать версию')
    .helpOption('-h, --help', 'показать справку')
    .helpCommand('help [команда]', 'показать справку о команде')
    .addHelpText('after', EXIT_HELP);
  const verb = (name: string, summary: string, examples: readonly string[]): Command =>
    program
      .command(name)
      .description(summary)
      .helpOption('-h, --help', 'показать справку')
      .option('--json', 'ответить одним объектом JSON')
      .addOption(new Option('--locale <язык>', 'язык сообщений').choices(['ru', 'en']))
      .addHelpText('after', `\nПримеры:\n${examples.map((example) => `  ${example}`).join('\n')}`);
  const lists = (): Option => new Option('--lists <папка>', 'папка с общими списками, <id>.json каждый');

  verb('check', 'что неверно или сомнительно в определении', [
    'sbor check form-definitions/vpr-spo-schedule/1.json',
    'sbor check --json --lists lists/ - < form.json',
  ])
    .argument('<определение>', DEFINITION)
    .addOption(lists())
    .action(async (definition: string, options: CheckOptions) =>
      done(await check(terminal, definition, options)),
    );

  verb('validate', 'что неверно в ответах', [
    'sbor validate form.json answers.json',
    'sbor validate form.json answers.json --json --today 2023-05-05 --context context.json',
  ])
    .argument('<определение>', DEFINITION)
    .argument('<ответы>', 'файл с ответами, «-» – стандартный ввод')
    .addOption(lists())
    .option('--context <файл>', 'против чего судить: {org, collection, today, previous}')
    .option('--today <день>', 'сегодняшний день, ГГГГ-ММ-ДД; сильнее, чем в контексте')
    .option('--explain', 'почему: значения, которые увидела проверка, и что исправить')
    .action(async (definition: string, answers: string, options: ValidateOptions) =>
      done(await validate(terminal, definition, answers, options)),
    );

  verb('schema', 'JSON Schema 2020-12 ответов', ['sbor schema form.json > answers.schema.json'])
    .argument('<определение>', DEFINITION)
    .addOption(lists())
    .action(async (definition: string, options: ViewOptions) =>
      done(await schema(terminal, definition, options)),
    );

  verb('types', 'типы TypeScript сданных ответов', ['sbor types form.json > answers.ts'])
    .argument('<определение>', DEFINITION)
    .addOption(lists())
    .action(async (definition: string, options: ViewOptions) =>
      done(await types(terminal, definition, options)),
    );

  verb('docs', 'описание формы для людей, Markdown', ['sbor docs form.json --locale en > form.md'])
    .argument('<определение>', DEFINITION)
    .addOption(lists())
    .action(async (definition: string, options: ViewOptions) =>
      done(await docs(terminal, definition, options)),
    );

  verb('diff', 'что изменилось в новой версии и чем это грозит ответам', [
    'sbor diff 1.json 2.json',
    'git show HEAD:form.json | sbor diff - form.json --json',
  ])
    .argument('<старое>', DEFINITION)
    .argument('<новое>', DEFINITION)
    .addOption(lists())
    .action(async (from: string, to: string, options: DiffOptions) =>
      done(await diff(terminal, from, to, options)),
    );

  verb('carry', 'ответы на старую версию – как ответы на новую, и отчёт', [
    'sbor carry 1.json 2.json answers.json > carried.json',
    'sbor carry 1.json 2.json answers.json --json',
  ])
    .argument('<старое>', DEFINITION)
    .argument('<новое>', DEFINITION)
    .argument('<ответы>', 'файл с ответами, «-» – стандартный ввод')
    .addOption(lists())
    .action(async (from: string, to: string, answers: string, options: CarryOptions) =>
      done(await carry(terminal, from, to, answers, options)),
    );
  return program;
}

/** The product's version, from its package.json. */
function version(): string {
  const json: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof json === 'object' && json !== null && 'version' in json ? String(json.version) : '';
}

const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': 'Вызов:',
  'Arguments:': 'Аргументы:',
  'Options:': 'Ключи:',
  'Commands:': 'Команды:',
};

const EXIT_HELP = `
Статус выхода: 0 – всё в порядке, 1 – есть ошибки, 2 – неверный вызов или нечитаемые данные.

Примеры:
  sbor check form-definitions/vpr-spo-schedule/1.json
  sbor validate form.json answers.json --today 2023-05-05
  sbor help validate`;

const PROBLEMS: Readonly<Record<string, string>> = {
  'commander.help': 'назовите команду, например: sbor check ОПРЕДЕЛЕНИЕ.json (все команды: sbor --help)',
  'commander.unknownOption': 'нет такого ключа:',
  'commander.unknownCommand': 'нет такой команды:',
  'commander.missingArgument': 'не назван аргумент:',
  'commander.excessArguments': 'лишние аргументы',
  'commander.optionMissingArgument': 'ключу нужно значение:',
  'commander.invalidArgument': 'такого значения у ключа не бывает:',
};

/** One line in Russian about a wrong call. */
function usageProblem(error: CommanderError): string {
  const known = PROBLEMS[error.code];
  if (known === undefined) return firstLine(error);
  const [, name = ''] = /'([^']*)'/.exec(error.message) ?? [];
  return `${known} ${name}`.trim();
}
