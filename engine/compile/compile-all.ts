import type { FormDefinition, Sheet as SheetDefinition } from '../definition/generated/definition';
import { type LogicProblem, previousShapes } from '../rules/scope';
import type { CodeLists } from '../types';
import { compileLists } from './lists';
import { compileSheetLogic, type FormNames } from './logic';
import { columnOrder } from './order';
import { compileRules } from './rules';
import { compileSheet, type SheetDraft } from './sheets';
import type { CompiledForm, CompiledRule } from './types';

export interface Compilation {
  /** Usable only where `problems` has no error. */
  readonly form: CompiledForm;
  readonly problems: readonly LogicProblem[];
}

/**
 * Resolves names, builds lists, compiles logic, and notes every problem it meets on the way. All that a page needs of a
 * definition that was checked before it was published; what else can be wrong with one, `compileForm` looks at.
 */
export function compileAll(definition: FormDefinition, codeLists?: CodeLists): Compilation {
  const problems: LogicProblem[] = [];
  const lists = compileLists(definition, codeLists, problems);
  const sheets = definition.sheets.map((sheet, index) => compileSheet(sheet, index, lists, problems));
  const sheetById = uniqueById(sheets, definition.sheets, problems);
  const isSameForm = definition.previous?.form === definition.id;
  const names: FormNames = {
    sheets: sheetById,
    previous: previousShapes(sheetById, isSameForm),
    problems,
  };
  for (const draft of sheets) {
    const source = definition.sheets[draft.index];
    if (source) compileSheetLogic(source, draft, names);
  }
  const rules = compileRules(definition, sheets, names);
  const form: CompiledForm = {
    id: definition.id,
    version: definition.version,
    title: definition.title,
    excelTemplate: definition.excelTemplate ?? false,
    definition,
    sheets,
    sheetById,
    lists,
    rules,
    ruleById: indexRules([...sheets.flatMap((sheet) => sheet.rules), ...rules]),
    columnOrder: columnOrder(sheets, problems),
  };
  return { form, problems };
}

function uniqueById(
  sheets: readonly SheetDraft[],
  sources: readonly SheetDefinition[],
  problems: LogicProblem[],
): ReadonlyMap<string, SheetDraft> {
  const byId = new Map<string, SheetDraft>();
  for (const [index, source] of sources.entries()) {
    const sheet = sheets[index];
    if (byId.has(source.id))
      problems.push({ code: 'duplicate_id', path: `/sheets/${index}/id`, params: { id: source.id } });
    else if (sheet) byId.set(source.id, sheet);
  }
  return byId;
}

/** A rule for each column is found under its first one. */
function indexRules(rules: readonly CompiledRule[]): ReadonlyMap<string, CompiledRule> {
  const byId = new Map<string, CompiledRule>();
  for (const rule of rules) if (!byId.has(rule.id)) byId.set(rule.id, rule);
  return byId;
}
