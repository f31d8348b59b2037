import { parseAnswers } from '../edits/parse-answers';
import { type Answers, type CompiledForm, isIsoDate, moscowDate, type ValidationContext } from '../index';
import { CliError, readJson, type Terminal } from './io';

/** Answers of a file; ends the run where they cannot be read. */
export async function loadAnswers(terminal: Terminal, name: string, what = 'Ответы'): Promise<Answers> {
  return toAnswers(await readJson(terminal, name, what), what);
}

function toAnswers(json: unknown, what: string): Answers {
  const parsed = parseAnswers(json);
  if (parsed.ok) return parsed.value;
  const { code, path } = parsed.error;
  throw new CliError(
    code === 'duplicate_row'
      ? `${what} не читаются: номер строки повторяется, ${path}`
      : `${what} не читаются: не то по адресу ${path === '' ? '/' : path}`,
  );
}

/** What the form does not know in the answers: kept, not judged, and noted. */
export function strangersIn(form: CompiledForm, answers: Answers): readonly string[] {
  return Object.entries(answers.sheets).flatMap(([id, rows]) => {
    const sheet = form.sheetById.get(id);
    if (!sheet) return [`листа «${id}» в форме нет: он не проверен`];
    const unknown = new Set(
      rows.flatMap((row) => Object.keys(row.cells)).filter((name) => !sheet.columnById.has(name)),
    );
    return [...unknown].map((name) => `столбца «${name}» на листе «${id}» нет: он не проверен`);
  });
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What answers are judged against, from a file and the command line; `--today` wins, else it is the day in Moscow. */
export async function loadContext(
  terminal: Terminal,
  options: { readonly context?: string; readonly today?: string; readonly locale?: 'ru' | 'en' },
): Promise<ValidationContext> {
  const json = options.context === undefined ? {} : await readJson(terminal, options.context, 'Контекст');
  if (!isObject(json)) throw new CliError('Контекст – не объект');
  const today = options.today ?? json['today'] ?? moscowDate(terminal.now().toISOString());
  if (typeof today !== 'string' || !isIsoDate(today)) {
    throw new CliError(`День ${JSON.stringify(today)} – не дата вида ГГГГ-ММ-ДД`);
  }
  return {
    today,
    locale: options.locale ?? 'ru',
    org: readTexts(json['org'], 'org', ['code', 'kind', 'region', 'municipality']),
    collection: readWindow(json['collection']),
    ...(json['previous'] === undefined || json['previous'] === null
      ? {}
      : { previous: toAnswers(json['previous'], 'Прошлые ответы') }),
  };
}

function readTexts<Name extends string>(
  json: unknown,
  what: string,
  names: readonly Name[],
): { readonly [name in Name]?: string } {
  if (json === undefined || json === null) return {};
  if (!isObject(json)) throw new CliError(`Контекст: ${what} – не объект`);
  const texts: { [name in Name]?: string } = {};
  for (const name of names) {
    const value = json[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') throw new CliError(`Контекст: ${what}.${name} – не текст`);
    texts[name] = value;
  }
  return texts;
}

function readWindow(json: unknown): NonNullable<ValidationContext['collection']> {
  const window = readTexts(json, 'collection', ['opensAt', 'closesAt']);
  for (const [name, instant] of Object.entries(window)) {
    if (moscowDate(instant) === null)
      throw new CliError(`Контекст: collection.${name} – не время вида ISO 8601`);
  }
  return window;
}
