import type { FormDefinition } from '../definition/generated/definition';
import type { LogicProblem } from '../rules/scope';
import type { Code, CodeLists } from '../types';
import type { CompiledList } from './types';

/** Lists of the form by id; a shared list that was not given is empty and noted. */
export function compileLists(
  definition: FormDefinition,
  codeLists: CodeLists | undefined,
  problems: LogicProblem[],
): ReadonlyMap<string, CompiledList> {
  const lists = new Map<string, CompiledList>();
  for (const [id, source] of Object.entries(definition.lists ?? {})) {
    const path = `/lists/${id}`;
    if (Array.isArray(source)) {
      lists.set(id, compileList(id, source, path, problems));
      continue;
    }
    const shared =
      codeLists && Object.hasOwn(codeLists, source.codeList) ? codeLists[source.codeList] : undefined;
    if (!shared) problems.push({ code: 'missing_code_list', path, params: { list: source.codeList } });
    lists.set(id, compileList(id, shared ?? [], path, problems));
  }
  return lists;
}

function compileList(
  id: string,
  source: readonly Code[],
  path: string,
  problems: LogicProblem[],
): CompiledList {
  const codes: Code[] = [];
  const codeByValue = new Map<string, Code>();
  const indexByValue = new Map<string, number>();
  for (const [i, code] of source.entries()) {
    const value = code.value.normalize('NFC');
    if (value !== value.trim() || value === '')
      problems.push({ code: 'code_not_trimmed', path: `${path}/${i}`, params: {} });
    if (codeByValue.has(value)) {
      problems.push({ code: 'duplicate_code', path: `${path}/${i}/value`, params: { value } });
      continue;
    }
    const entry = { ...code, value };
    indexByValue.set(value, codes.length);
    codeByValue.set(value, entry);
    codes.push(entry);
  }
  return { id, codes, codeByValue, indexByValue };
}
