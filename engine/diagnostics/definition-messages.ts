/** What is said about definitions, to the people who write them. */
import type { LogicProblem } from '../rules/scope';
import type { Diagnostic, Locale } from '../types';
import { analysisCodes } from './codes/analysis';
import { logicCodes } from './codes/logic';
import { shapeCodes } from './codes/shape';
import { structureCodes } from './codes/structure';
import type { DiagnosticCatalogue } from './codes/types';
import { words } from './codes/words';

export const catalogue: DiagnosticCatalogue = {
  ...shapeCodes,
  ...structureCodes,
  ...logicCodes,
  ...analysisCodes,
};

type Params = LogicProblem['params'];

/** Params whose values are words of the catalogue, several joined by `|`. */
const WORDY = new Set(['expected', 'found', 'first', 'second', 'reason']);

function shown(name: string, value: string | number, locale: Locale): string {
  if (!WORDY.has(name)) return String(value);
  const parts = String(value)
    .split('|')
    .map((part) => (Object.hasOwn(words, part) ? words[part]?.[locale === 'ru' ? 0 : 1] : part) ?? part);
  return parts.join(locale === 'ru' ? ' или ' : ' or ');
}

/** Fills `{name}` from params; braces of examples stay. */
function fill(text: string, params: Params, locale: Locale): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? whole : shown(name, value, locale);
  });
}

/** The sentence for people that a diagnostic carries; codes that say different things name which in `keyword`. */
function diagnosticMessage(code: string, params: Params, locale: Locale): string {
  const entry = catalogue[`${code}.${params['keyword'] ?? ''}`] ?? catalogue[code];
  return entry ? fill(entry[locale], params, locale) : code;
}

/** Problems as diagnostics, each said once, in order of their place. */
export function problemsToDiagnostics(
  problems: readonly LogicProblem[],
  locale: Locale = 'ru',
): readonly Diagnostic[] {
  const seen = new Set<string>();
  return problems.flatMap(({ code, path, params, witness }) => {
    const severity = catalogue[code]?.severity ?? 'error';
    const message = diagnosticMessage(code, params, locale);
    const diagnostic = { code, severity, path, message, ...(witness ? { witness } : {}) };
    const name = JSON.stringify(diagnostic);
    if (seen.has(name)) return [];
    seen.add(name);
    return [diagnostic];
  });
}
