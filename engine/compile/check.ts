import { analyzeRules } from '../analyze/analyze-rules';
import { missingHints } from '../analyze/missing-hints';
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
  const { form, problems } = compileWithProblems(definition, codeLists);
  const found = problemsToDiagnostics(problems, locale);
  // Rules can be reasoned about only where everything in them is known.
  if (found.some((diagnostic) => diagnostic.severity === 'error')) return found;
  return problemsToDiagnostics(
    [...problems, ...analyzeRules(form, problems, locale), ...missingHints(form)],
    locale,
  );
}
