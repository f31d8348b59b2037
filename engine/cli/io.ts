import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Bilingual } from './verb';

/** What a run may touch; tests pass their own. */
export interface Terminal {
  readonly cwd: string;
  readonly readStdin: () => Promise<string | Uint8Array>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Now, for `$today` where nobody names a day. */
  readonly now: () => Date;
}

/** Fine; findings or diagnostics of severity error; wrong usage or unreadable input. */
export const EXIT = { fine: 0, errors: 1, unusable: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the run with exit status 2 and one line on stderr, in the language of the run. */
export class CliError extends Error {
  readonly text: Bilingual;

  constructor(text: Bilingual) {
    super(text.ru);
    this.text = text;
  }
}

/** No definition or answers come near; a JavaScript string could not hold much more. */
export const MAX_BYTES = 256 * 1024 * 1024;

export class TooLarge extends Error {}

/** The JSON of a file, or of standard input for `-`. */
export async function readJson(terminal: Terminal, name: string, what: Bilingual): Promise<unknown> {
  const text = await readText(terminal, name, what);
  if (text.trim() === '')
    throw problem(what, name, { ru: 'пусто, а нужен JSON', en: 'empty, expected JSON' });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem(what, name, { ru: `не JSON${placeIn(error)}`, en: `not JSON: ${firstLine(error)}` });
  }
}

/** Where V8 stumbled, as far as it says. */
function placeIn(error: unknown): string {
  const line = firstLine(error);
  const [, row, column] = /line (\d+) column (\d+)/.exec(line) ?? [];
  if (row !== undefined) return `: ошибка в строке ${row}, знак ${column}`;
  return /end of JSON/.test(line) ? ': текст обрывается' : '';
}

async function readText(terminal: Terminal, name: string, what: Bilingual): Promise<string> {
  let bytes: string | Uint8Array;
  try {
    bytes = name === '-' ? await terminal.readStdin() : await readBytes(resolve(terminal.cwd, name));
  } catch (error) {
    throw unreadable(what, name, error);
  }
  if (typeof bytes === 'string') return bytes.replace(/^\ufeff/, '');
  try {
    // The decoder takes away a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem(what, name, { ru: 'не текст в кодировке UTF-8', en: 'not text in UTF-8' });
  }
}

/** The bytes of a file that is no text. */
export async function readBinary(terminal: Terminal, name: string, what: Bilingual): Promise<Uint8Array> {
  try {
    if (name !== '-') return await readBytes(resolve(terminal.cwd, name));
    const bytes = await terminal.readStdin();
    return typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  } catch (error) {
    throw unreadable(what, name, error);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  if ((await stat(path)).size > MAX_BYTES) throw new TooLarge();
  return readFile(path);
}

/** JSON files of a folder by their names without `.json`. */
export async function readJsonFolder(
  terminal: Terminal,
  folder: string,
  what: Bilingual,
): Promise<ReadonlyMap<string, unknown>> {
  let names: readonly string[];
  try {
    names = await readdir(resolve(terminal.cwd, folder));
  } catch (error) {
    throw unreadable(what, folder, error);
  }
  const found = new Map<string, unknown>();
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    found.set(name.slice(0, -'.json'.length), await readJson(terminal, join(folder, name), what));
  }
  return found;
}

const problem = (what: Bilingual, name: string, reason: Bilingual): CliError =>
  new CliError({
    ru: `${what.ru} ${name === '-' ? '(стандартный ввод)' : `«${name}»`}: ${reason.ru}`,
    en: `${what.en} ${name === '-' ? '(standard input)' : `"${name}"`}: ${reason.en}`,
  });

function unreadable(what: Bilingual, name: string, error: unknown): CliError {
  const { ru, en } = reasonOf(error);
  return problem(what, name, { ru: `не читается: ${ru}`, en: `cannot be read: ${en}` });
}

export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split(/[\n\r]/)[0] ?? '';

const REASONS: Readonly<Record<string, Bilingual>> = {
  ENOENT: { ru: 'такого файла или папки нет', en: 'there is no such file or folder' },
  EISDIR: { ru: 'это папка', en: 'it is a folder' },
  ENOTDIR: { ru: 'это не папка', en: 'it is not a folder' },
  EACCES: { ru: 'нет прав на чтение', en: 'no permission to read it' },
  EPERM: { ru: 'нет прав на чтение', en: 'no permission to read it' },
  ENAMETOOLONG: { ru: 'слишком длинное имя', en: 'the name is too long' },
  ELOOP: { ru: 'ссылка ведёт сама на себя', en: 'the link leads to itself' },
};

function reasonOf(error: unknown): Bilingual {
  if (error instanceof TooLarge) return { ru: 'больше 256 МБ', en: 'more than 256 MB' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? { ru: firstLine(error), en: firstLine(error) };
}
