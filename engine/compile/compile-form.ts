import type { FormDefinition } from '../definition/generated/definition';
import { problemsToDiagnostics } from '../diagnostics/definition-messages';
import { type CodeLists, type Diagnostic, err, type Locale, ok, type Result } from '../types';
import { type Compilation, compileAll } from './compile-all';
import { listProblems, wasProblems } from './names';
import { patternProblems } from './patterns';
import type { CompiledForm } from './types';

/** The form with all problems of names, types, bounds and patterns. */
export function compileWithProblems(
  definition: FormDefinition,
  codeLists: CodeLists | undefined,
): Compilation {
  const { form, problems } = compileAll(definition, codeLists);
  return {
    form,
    problems: [
      ...problems,
      ...wasProblems(definition),
      ...patternProblems(definition),
      ...listProblems(form),
    ],
  };
}

/** A form ready to run, or what is wrong with the definition. */
export function compileForm(
  definition: FormDefinition,
  codeLists?: CodeLists,
  locale: Locale = 'ru',
): Result<CompiledForm, readonly Diagnostic[]> {
  const { form, problems } = compileWithProblems(definition, codeLists);
  const errors = problemsToDiagnostics(problems, locale).filter(
    (diagnostic) => diagnostic.severity === 'error',
  );
  return errors.length > 0 ? err(errors) : ok(form);
}
