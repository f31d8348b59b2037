import type { CompiledForm, FormDefinition } from 'engine';
import { compileAll } from 'engine';
import type { FormDefinitionSource } from '~/protocol/form-source';

/**
 * The server has parsed and checked the definition when it was published and sends no other; doing that again here
 * would cost every school the validator of the form language and the texts of its diagnostics.
 */
const isDefinition = (json: unknown): json is FormDefinition =>
  typeof json === 'object' &&
  json !== null &&
  'format' in json &&
  json.format === 1 &&
  'sheets' in json &&
  Array.isArray(json.sheets);

/** The form of a version, ready to run; null where it does not compile. */
export function readForm(source: FormDefinitionSource): CompiledForm | null {
  if (!isDefinition(source.definition)) return null;
  return compileAll(source.definition, source.codeLists).form;
}
