import type { FormDefinition, Rule as RuleDefinition } from '../definition/generated/definition';
import { escapePointer } from '../rules/compile-logic';
import type { LogicProblem } from '../rules/scope';
import type { CellRead, CompiledLogic, Kind } from '../rules/types';
import type { LocalizedText } from '../types';
import { compileAt, type FormNames, type Place } from './logic';
import type { SheetDraft } from './sheets';
import type { CompiledColumn, CompiledRule, CompiledSheet, RuleScope } from './types';

const MOST_RULES = 500;

/** All rules: those of sheets go into their drafts, those of the whole form are returned. */
export function compileRules(
  definition: FormDefinition,
  sheets: readonly SheetDraft[],
  names: FormNames,
): readonly CompiledRule[] {
  const count = definition.sheets.reduce((sum, sheet) => sum + (sheet.rules?.length ?? 0), 0);
  if (count + (definition.rules?.length ?? 0) > MOST_RULES) {
    names.problems.push({ code: 'too_many_rules', path: '', params: { most: MOST_RULES } });
    return [];
  }
  const paths = new Map<string, string>();
  const note = (rule: RuleDefinition, path: string): void => {
    if (paths.has(rule.id)) {
      names.problems.push({ code: 'duplicate_id', path: `${path}/id`, params: { id: rule.id } });
    }
    paths.set(rule.id, path);
  };
  for (const sheet of sheets) {
    for (const [i, rule] of (definition.sheets[sheet.index]?.rules ?? []).entries()) {
      const path = `/sheets/${sheet.index}/rules/${i}`;
      note(rule, path);
      sheet.rules.push(...compileRule(rule, path, sheet, names));
    }
  }
  return (definition.rules ?? []).flatMap((rule, i) => {
    note(rule, `/rules/${i}`);
    return compileRule(rule, `/rules/${i}`, null, names);
  });
}

/** A rule for each column becomes one compiled rule a column; every other rule becomes one. */
function compileRule(
  source: RuleDefinition,
  path: string,
  sheet: SheetDraft | null,
  names: FormNames,
): readonly CompiledRule[] {
  const { problems } = names;
  const each: RuleScope = source.each ?? (sheet ? 'row' : 'form');
  if ((each === 'form') !== (sheet === null)) {
    problems.push({ code: 'each_not_here', path: `${path}/each`, params: { each } });
  }
  if (each === 'group' && !source.groupBy) problems.push({ code: 'group_by_missing', path, params: {} });
  const find = (id: string, at: string): readonly CompiledColumn[] => {
    const column = sheet?.columnById.get(id);
    if (!column) problems.push({ code: 'unknown_name', path: at, params: { name: id } });
    return column ? [column] : [];
  };
  const groupBy = (source.groupBy ?? []).flatMap((id, i) => find(id, `${path}/groupBy/${i}`));
  const columns = (source.columns ?? []).flatMap((id, i) => find(id, `${path}/columns/${i}`));
  const at = { path, sheet, names, each, groupBy };
  if (each !== 'column') return [compileOne(source, { ...at, column: null })];
  if (columns.length === 0) problems.push({ code: 'columns_missing', path, params: {} });
  return columns.map((column) => compileOne(source, { ...at, column }));
}

interface RulePlace {
  readonly path: string;
  readonly sheet: SheetDraft | null;
  readonly names: FormNames;
  readonly each: RuleScope;
  readonly groupBy: readonly CompiledColumn[];
  readonly column: CompiledColumn | null;
}

function compileOne(source: RuleDefinition, at: RulePlace): CompiledRule {
  const { sheet, each, groupBy, column, path, names } = at;
  const place: Place = {
    names,
    own: sheet,
    mode: each === 'column' ? 'sheet' : each,
    groupBy,
    ...(column ? { column: column.id } : {}),
  };
  const compile = (logic: unknown, name: string, kind: Kind | null): CompiledLogic =>
    compileAt(logic, place, `${path}/${name}`, kind);
  const assert = compile(source.assert, 'assert', 'boolean');
  if (assert.literal !== undefined) {
    const code = assert.literal === true ? 'always_holds' : 'always_fails';
    names.problems.push({ code, path: `${path}/assert`, params: {} });
  }
  const params = new Map(
    Object.entries(source.params ?? {}).map(([name, logic]) => [
      name,
      compile(logic, `params/${escapePointer(name)}`, null),
    ]),
  );
  checkPlaceholders(source.message, params, at);
  return {
    id: source.id,
    path,
    ...(sheet ? { sheet: sheet.id } : {}),
    severity: source.severity ?? 'error',
    justify: source.justify ?? false,
    each,
    groupBy,
    columns: column ? [column] : [],
    ...(source.when === undefined ? {} : { when: compile(source.when, 'when', 'boolean') }),
    assert,
    message: source.message,
    params,
    highlight: compileHighlight(source, at),
    reads: inColumnOrder(assert.reads, names),
    ownReads: inColumnOrder(assert.ownReads, names),
    touches: (sheet?.columns ?? []).filter((own) => assert.dependencies.has(`${own.sheet}.${own.id}`)),
  };
}

function compileHighlight(source: RuleDefinition, at: RulePlace): CompiledRule['highlight'] {
  const { sheet, column, names } = at;
  const note = (code: string, i: number, params: LogicProblem['params']): void => {
    names.problems.push({ code, path: `${at.path}/highlight/${i}`, params });
  };
  return (source.highlight ?? []).map((mark, i) => {
    const { sheet: named, row, column: written } = typeof mark === 'string' ? { column: mark } : mark;
    const id = written === '$column' && column ? column.id : written;
    const where: CompiledSheet | null | undefined = named === undefined ? sheet : names.sheets.get(named);
    if (!where) note('unknown_name', i, { name: named ?? id });
    else if (!where.columnById.has(id)) note('unknown_name', i, { name: id });
    else if (row !== undefined && !where.givenById.has(row) && where.givenById.size > 0) {
      note('unknown_row', i, { row, sheet: where.id });
    }
    return {
      ...(where ? { sheet: where.id } : {}),
      ...(row === undefined ? {} : { row }),
      column: id,
    };
  });
}

/** Each cell once: by sheet, column, then row as the form gives it. */
function inColumnOrder(reads: readonly CellRead[], names: FormNames): readonly CellRead[] {
  const seen = new Map(
    reads.map((read) => [`${read.column.sheet} ${read.row ?? ''} ${read.column.id}`, read]),
  );
  const place = (read: CellRead): readonly number[] => {
    const sheet = names.sheets.get(read.column.sheet);
    const items = sheet && sheet.rows.kind !== 'open' ? sheet.rows.items : [];
    return [sheet?.index ?? 0, read.column.index, items.findIndex((item) => item.id === read.row)];
  };
  return [...seen.values()]
    .map((read) => ({ read, at: place(read) }))
    .sort((a, b) => {
      const differing = a.at.findIndex((part, i) => part !== b.at[i]);
      return differing < 0 ? 0 : (a.at[differing] ?? 0) - (b.at[differing] ?? 0);
    })
    .map(({ read }) => read);
}

/** Names in `{braces}` of a message. */
function placeholdersOf(text: LocalizedText): ReadonlySet<string> {
  const texts = typeof text === 'string' ? [text] : [text.ru ?? '', text.en ?? ''];
  return new Set(texts.flatMap((part) => [...part.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '')));
}

/** Names are params first, then columns of the judged row or group key. */
function checkPlaceholders(
  message: LocalizedText,
  params: ReadonlyMap<string, CompiledLogic>,
  at: RulePlace,
): void {
  const isKnown = (name: string): boolean => {
    if (params.has(name) || (name === '$column' && at.column !== null)) return true;
    const column = at.sheet?.columnById.get(name);
    return column !== undefined && (at.each === 'row' || at.groupBy.includes(column));
  };
  for (const name of placeholdersOf(message)) {
    if (!isKnown(name)) {
      at.names.problems.push({ code: 'unknown_placeholder', path: `${at.path}/message`, params: { name } });
    }
  }
}
