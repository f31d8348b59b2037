import {
  checkDefinition,
  type Code,
  type CodeLists,
  type CompiledForm,
  compileForm,
  type Diagnostic,
  err,
  type FormDefinition,
  parseDefinition,
  type Result,
} from '../index';
import { CliError, readJson, readJsonFolder, type Terminal } from './io';

export interface DefinitionOptions {
  /** Folder with shared code lists, `<id>.json` each. */
  readonly lists?: string;
  readonly locale?: 'ru' | 'en';
}

interface LoadedDefinition {
  readonly parsed: Result<FormDefinition, readonly Diagnostic[]>;
  readonly codeLists: CodeLists;
  readonly locale: 'ru' | 'en';
}

export async function loadDefinition(
  terminal: Terminal,
  name: string,
  options: DefinitionOptions,
): Promise<LoadedDefinition> {
  const codeLists = options.lists === undefined ? {} : await loadCodeLists(terminal, options.lists);
  const locale = options.locale ?? 'ru';
  return {
    parsed: parseDefinition(await readJson(terminal, name, 'Определение'), locale),
    codeLists,
    locale,
  };
}

/** Everything that is to be said about a definition. */
export function diagnosticsOf({ parsed, codeLists, locale }: LoadedDefinition): readonly Diagnostic[] {
  return parsed.ok ? checkDefinition(parsed.value, codeLists, locale) : parsed.error;
}

/** The form ready to run; refused definitions give their diagnostics, a shared list that is needed and missing ends the run. */
export function compileLoaded(
  { parsed, codeLists }: LoadedDefinition,
  { needsLists }: { readonly needsLists: boolean } = { needsLists: true },
): Result<CompiledForm, readonly Diagnostic[]> {
  if (!parsed.ok) return err(parsed.error);
  const missing = Object.values(parsed.value.lists ?? {}).flatMap((list) =>
    Array.isArray(list) || Object.hasOwn(codeLists, list.codeList) ? [] : [list.codeList],
  );
  const compiled = compileForm(parsed.value, codeLists);
  if (compiled.ok && needsLists && missing.length > 0) {
    throw new CliError(`Форме нужны общие списки, назовите их папку в --lists: ${missing.join(', ')}`);
  }
  return compiled;
}

/** Ends the run over a refused definition: all diagnostics as JSON where asked, the first one on stderr. */
export function refuse(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  options: { readonly json?: boolean },
): never {
  if (options.json) terminal.out(`${JSON.stringify({ diagnostics }, null, 2)}\n`);
  const [first] = diagnostics;
  throw new CliError(`Определение отклонено, ${first ? diagnosticLine(first) : 'проверьте его: sbor check'}`);
}

export const diagnosticLine = ({ severity, path, code, message }: Diagnostic): string =>
  `${severity === 'error' ? 'ошибка' : 'предупреждение'} ${path === '' ? '/' : path} [${code}] ${message}`;

async function loadCodeLists(terminal: Terminal, folder: string): Promise<CodeLists> {
  const files = await readJsonFolder(terminal, folder, 'Общие списки');
  return Object.fromEntries(
    [...files].map(([id, json]) => {
      if (!Array.isArray(json)) throw new CliError(`Общий список «${id}» – не массив кодов`);
      return [id, json.map((one: unknown, i) => readCode(one, id, i))];
    }),
  );
}

function readCode(json: unknown, list: string, index: number): Code {
  if (isCode(json)) return json;
  throw new CliError(`Общий список «${list}»: запись ${index + 1} – не код с value и label`);
}

function isCode(json: unknown): json is Code {
  if (typeof json !== 'object' || json === null || !('value' in json) || !('label' in json)) return false;
  const { value, label } = json;
  const isText =
    typeof label === 'string' ||
    (typeof label === 'object' &&
      label !== null &&
      Object.values(label).every((one) => typeof one === 'string'));
  return typeof value === 'string' && value !== '' && isText;
}
