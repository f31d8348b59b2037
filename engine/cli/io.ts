import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** What a run may touch; tests pass their own. */
export interface Terminal {
  readonly cwd: string;
  readonly readStdin: () => Promise<string>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Now, for `$today` where nobody names a day. */
  readonly now: () => Date;
}

/** Fine; findings or diagnostics of severity error; wrong usage or unreadable input. */
export const EXIT = { fine: 0, errors: 1, unusable: 2 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends the run with exit status 2 and one line on stderr. */
export class CliError extends Error {}

/** The JSON of a file, or of standard input for `-`. */
export async function readJson(terminal: Terminal, name: string, what: string): Promise<unknown> {
  const text = await readText(terminal, name, what);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new CliError(`${what} ${shown(name)} – не JSON: ${firstLine(error)}`);
  }
}

async function readText(terminal: Terminal, name: string, what: string): Promise<string> {
  try {
    return name === '-' ? await terminal.readStdin() : await readFile(resolve(terminal.cwd, name), 'utf8');
  } catch (error) {
    throw new CliError(`${what} ${shown(name)} не читается: ${reasonOf(error)}`);
  }
}

/** JSON files of a folder by their names without `.json`. */
export async function readJsonFolder(
  terminal: Terminal,
  folder: string,
  what: string,
): Promise<ReadonlyMap<string, unknown>> {
  let names: readonly string[];
  try {
    names = await readdir(resolve(terminal.cwd, folder));
  } catch (error) {
    throw new CliError(`${what} ${shown(folder)} не читается: ${reasonOf(error)}`);
  }
  const found = new Map<string, unknown>();
  for (const name of names.filter((one) => one.endsWith('.json')).sort()) {
    found.set(name.slice(0, -'.json'.length), await readJson(terminal, join(folder, name), what));
  }
  return found;
}

const shown = (name: string): string => (name === '-' ? '(стандартный ввод)' : `«${name}»`);

export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'такого файла или папки нет',
  EISDIR: 'это папка',
  ENOTDIR: 'это не папка',
  EACCES: 'нет прав на чтение',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? firstLine(error);
}
