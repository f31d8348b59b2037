import { parseAnswers } from '../edits/parse-answers';
import {
  type Answers,
  type CompiledForm,
  isIsoDate,
  type Locale,
  moscowDate,
  type ValidationContext,
} from '../index';
import { CliError, readJson, type Terminal } from './io';
import type { Bilingual } from './verb';

const ANSWERS: Bilingual = { ru: 'Ответы', en: 'Answers' };
const PREVIOUS: Bilingual = { ru: 'Прошлые ответы', en: 'Previous answers' };
const CONTEXT: Bilingual = { ru: 'Контекст', en: 'Context' };

/** Answers of a file; ends the run where they cannot be read. */
export async function loadAnswers(terminal: Terminal, name: string, what = ANSWERS): Promise<Answers> {
  return toAnswers(await readJson(terminal, name, what), what);
}

function toAnswers(json: unknown, what: Bilingual): Answers {
  const parsed = parseAnswers(json);
  if (parsed.ok) return parsed.value;
  const { code, path } = parsed.error;
  const at = path === '' ? '/' : path;
  throw new CliError(
    code === 'duplicate_row'
      ? {
          ru: `${what.ru} не читаются: номер строки повторяется, ${at}`,
          en: `${what.en} cannot be read: a row id repeats, ${at}`,
        }
      : {
          ru: `${what.ru} не читаются: не то по адресу ${at}`,
          en: `${what.en} cannot be read: something else was expected at ${at}`,
        },
  );
}

/** What the form does not know in the answers: kept, not judged, and noted. */
export function strangersIn(form: CompiledForm, answers: Answers): readonly Bilingual[] {
  return Object.entries(answers.sheets).flatMap(([id, rows]) => {
    const sheet = form.sheetById.get(id);
    if (!sheet)
      return [
        {
          ru: `листа «${id}» в форме нет: он не проверен`,
          en: `the form has no sheet "${id}": it is not checked`,
        },
      ];
    const unknown = new Set(
      rows.flatMap((row) => Object.keys(row.cells)).filter((name) => !sheet.columnById.has(name)),
    );
    return [...unknown].map((name) => ({
      ru: `столбца «${name}» на листе «${id}» нет: он не проверен`,
      en: `sheet "${id}" has no column "${name}": it is not checked`,
    }));
  });
}

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What answers are judged against, from a file and the command line; `--today` wins, else it is the day in Moscow. */
export async function loadContext(
  terminal: Terminal,
  options: { readonly context?: string; readonly today?: string; readonly locale: Locale },
): Promise<ValidationContext> {
  const json = options.context === undefined ? {} : await readJson(terminal, options.context, CONTEXT);
  if (!isObject(json)) throw new CliError({ ru: 'Контекст – не объект', en: 'The context is not an object' });
  const today = options.today ?? json['today'] ?? moscowDate(terminal.now().toISOString());
  if (typeof today !== 'string' || !isIsoDate(today)) {
    throw new CliError({
      ru: `День ${JSON.stringify(today)} – не дата вида ГГГГ-ММ-ДД`,
      en: `Day ${JSON.stringify(today)} is not a date such as YYYY-MM-DD`,
    });
  }
  return {
    today,
    locale: options.locale,
    org: readTexts(json['org'], 'org', ['code', 'kind', 'region', 'municipality']),
    collection: readWindow(json['collection']),
    ...(json['previous'] === undefined || json['previous'] === null
      ? {}
      : { previous: toAnswers(json['previous'], PREVIOUS) }),
  };
}

function readTexts<Name extends string>(
  json: unknown,
  what: string,
  names: readonly Name[],
): { readonly [name in Name]?: string } {
  if (json === undefined || json === null) return {};
  if (!isObject(json))
    throw new CliError({ ru: `Контекст: ${what} – не объект`, en: `Context: ${what} is not an object` });
  const texts: { [name in Name]?: string } = {};
  for (const name of names) {
    const value = json[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') {
      throw new CliError({
        ru: `Контекст: ${what}.${name} – не текст`,
        en: `Context: ${what}.${name} is not text`,
      });
    }
    texts[name] = value;
  }
  return texts;
}

function readWindow(json: unknown): NonNullable<ValidationContext['collection']> {
  const window = readTexts(json, 'collection', ['opensAt', 'closesAt']);
  for (const [name, instant] of Object.entries(window)) {
    if (moscowDate(instant) === null) {
      throw new CliError({
        ru: `Контекст: collection.${name} – не время вида ISO 8601`,
        en: `Context: collection.${name} is not a time of ISO 8601`,
      });
    }
  }
  return window;
}
