import type { FormDefinition } from '../definition/generated/definition';
import { problemsToDiagnostics } from '../diagnostics/definition-messages';
import type { CodeLists, Diagnostic, Locale } from '../types';
import { compileWithProblems } from './compile-form';

/** Everything that can be said about a definition before anybody fills it. */
export function checkDefinition(
  definition: FormDefinition,
  codeLists?: CodeLists,
  locale: Locale = 'ru',
): readonly Diagnostic[] {
  return problemsToDiagnostics(compileWithProblems(definition, codeLists).problems, locale);
}
