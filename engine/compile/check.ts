import type { FormDefinition } from '../definition/generated/definition';
import { problemsToDiagnostics } from '../diagnostics/definition-messages';
import { localize } from '../diagnostics/localize';
import type { LogicProblem } from '../rules/scope';
import type { CodeLists, Diagnostic } from '../types';
import { compileAll } from './compile-form';
import { unsafePattern } from './patterns';
import type { CompiledForm } from './types';

/** Everything that can be said about a definition before anybody fills it. */
export function checkDefinition(definition: FormDefinition, codeLists?: CodeLists): readonly Diagnostic[] {
  const { form, problems } = compileAll(definition, codeLists);
  return problemsToDiagnostics([...problems, ...patternProblems(definition), ...listProblems(form)]);
}

export function patternProblems(definition: FormDefinition): readonly LogicProblem[] {
  return definition.sheets.flatMap((sheet, s) =>
    sheet.columns.flatMap((column, c) => {
      const detail = column.pattern === undefined ? null : unsafePattern(column.pattern);
      return detail === null
        ? []
        : [{ code: 'unsafe_pattern', path: `/sheets/${s}/columns/${c}/pattern`, params: { detail } }];
    }),
  );
}

function listProblems(form: CompiledForm): readonly LogicProblem[] {
  const used = new Set(
    form.sheets.flatMap((sheet) => [
      ...sheet.columns.map((column) => column.list?.id),
      ...(sheet.rows.kind === 'perCode' ? [sheet.rows.list] : []),
    ]),
  );
  return [...form.lists.values()].flatMap((list) => {
    const problems: LogicProblem[] = used.has(list.id)
      ? []
      : [{ code: 'unused_list', path: `/lists/${list.id}`, params: { list: list.id } }];
    const labels = new Map<string, string>();
    for (const [i, code] of list.codes.entries()) {
      const label = localize(code.label, 'ru').trim().toLowerCase();
      if (labels.has(label)) {
        problems.push({
          code: 'colliding_labels',
          path: `/lists/${list.id}/${i}/label`,
          params: { label: localize(code.label, 'ru') },
        });
      }
      labels.set(label, code.value);
    }
    return problems;
  });
}
