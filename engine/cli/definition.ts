import {
  checkDefinition,
  type Code,
  type CodeLists,
  type CompiledForm,
  compileForm,
  type Diagnostic,
  err,
  type FormDefinition,
  type Locale,
  parseDefinition,
  type Result,
} from '../index';
import { CliError, readJson, readJsonFolder, type Terminal } from './io';
import type { Bilingual, CommonOptions } from './verb';

export interface DefinitionOptions extends CommonOptions {
  /** Folder with shared code lists, `<id>.json` each. */
  readonly lists?: string;
}

interface LoadedDefinition {
  readonly parsed: Result<FormDefinition, readonly Diagnostic[]>;
  readonly codeLists: CodeLists;
  readonly locale: Locale;
}

export async function loadDefinition(
  terminal: Terminal,
  name: string,
  options: DefinitionOptions,
): Promise<LoadedDefinition> {
  const codeLists = options.lists === undefined ? {} : await loadCodeLists(terminal, options.lists);
  const { locale } = options;
  return {
    parsed: parseDefinition(await readJson(terminal, name, DEFINITION), locale),
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
  { parsed, codeLists, locale }: LoadedDefinition,
  { needsLists }: { readonly needsLists: boolean } = { needsLists: true },
): Result<CompiledForm, readonly Diagnostic[]> {
  if (!parsed.ok) return err(parsed.error);
  const missing = Object.values(parsed.value.lists ?? {}).flatMap((list) =>
    Array.isArray(list) || Object.hasOwn(codeLists, list.codeList) ? [] : [list.codeList],
  );
  const compiled = compileForm(parsed.value, codeLists, locale);
  if (compiled.ok && needsLists && missing.length > 0) {
    const names = missing.join(', ');
    throw new CliError({
      ru: `Форме нужны общие списки, назовите их папку в --lists: ${names}`,
      en: `The form needs shared code lists, name their folder in --lists: ${names}`,
    });
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
  const line = first
    ? diagnosticLine(first)
    : { ru: 'проверьте его: sbor check', en: 'check it: sbor check' };
  throw new CliError({
    ru: `Определение отклонено, ${line.ru}`,
    en: `The definition is refused, ${line.en}`,
  });
}

/** The line of a diagnostic, whose own message is in the language of the run already. */
export function diagnosticLine({ severity, path, code, message }: Diagnostic): Bilingual {
  const word = severityWord(severity);
  const rest = `${path === '' ? '/' : path} [${code}] ${message}`;
  return { ru: `${word.ru} ${rest}`, en: `${word.en} ${rest}` };
}

const SEVERITIES: Readonly<Record<Diagnostic['severity'], Bilingual>> = {
  error: { ru: 'ошибка', en: 'error' },
  warning: { ru: 'предупреждение', en: 'warning' },
  advice: { ru: 'совет', en: 'advice' },
};

export const severityWord = (severity: Diagnostic['severity']): Bilingual => SEVERITIES[severity];

const DEFINITION: Bilingual = { ru: 'Определение', en: 'Definition' };
const LISTS: Bilingual = { ru: 'Общие списки', en: 'Shared code lists' };

async function loadCodeLists(terminal: Terminal, folder: string): Promise<CodeLists> {
  const files = await readJsonFolder(terminal, folder, LISTS);
  return Object.fromEntries(
    [...files].map(([id, json]) => {
      if (!Array.isArray(json)) {
        throw new CliError({
          ru: `Общий список «${id}» – не массив кодов`,
          en: `Shared code list "${id}" is not an array of codes`,
        });
      }
      return [id, json.map((one: unknown, i) => readCode(one, id, i))];
    }),
  );
}

function readCode(json: unknown, list: string, index: number): Code {
  if (isCode(json)) return json;
  throw new CliError({
    ru: `Общий список «${list}»: запись ${index + 1} – не код с value и label`,
    en: `Shared code list "${list}": entry ${index + 1} is not a code with value and label`,
  });
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
