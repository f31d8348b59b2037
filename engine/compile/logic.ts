import type {
  FormDefinition,
  Rule as RuleDefinition,
  Sheet as SheetDefinition,
} from '../definition/generated/definition';
import { localize } from '../diagnostics/localize';
import { compileLogic, sharedScope } from '../rules/compile-logic';
import { kindOfColumn, type LogicProblem, type Scope } from '../rules/scope';
import type { CellRead, CompiledLogic, Kind } from '../rules/types';
import type { LocalizedText } from '../types';
import type { ColumnDraft, SheetDraft } from './sheets';
import type { CellOverride, CompiledColumn, CompiledRule, CompiledSheet, Condition, RuleScope } from './types';

type Sheets = ReadonlyMap<string, SheetDraft>;

interface Place {
  readonly sheets: Sheets;
  readonly own: CompiledSheet | null;
  readonly mode: Scope['mode'];
  readonly groupBy?: readonly CompiledColumn[];
  readonly column?: string;
  readonly attributes?: ReadonlyMap<string, Kind>;
}

function compileAt(
  logic: unknown,
  place: Place,
  path: string,
  expected: Kind | null,
  problems: LogicProblem[],
): CompiledLogic {
  const compiled = compileLogic(
    logic,
    {
      mode: place.mode,
      own: place.own,
      visited: null,
      groupBy: place.groupBy ?? [],
      column: place.column ?? null,
      shielded: false,
      accumulator: null,
      shared: sharedScope({
        sheets: place.sheets,
        previousSheets: place.sheets,
        attributes: place.attributes ?? new Map(),
        problems,
      }),
    },
    path,
  );
  if (expected && compiled.kind !== expected && compiled.kind !== 'blank') {
    problems.push({ code: 'wrong_kind', path, params: { expected, found: compiled.kind } });
  }
  return compiled;
}

function compileCondition(
  source: unknown,
  place: Place,
  path: string,
  fallback: boolean,
  problems: LogicProblem[],
): Condition {
  if (source === undefined) return fallback;
  return typeof source === 'boolean' ? source : compileAt(source, place, path, 'boolean', problems);
}

/** The logic of columns, cells and rules of one sheet, into its draft. */
export function compileSheetLogic(
  source: SheetDefinition,
  sheet: SheetDraft,
  sheets: Sheets,
  problems: LogicProblem[],
): void {
  const path = `/sheets/${sheet.index}`;
  const place: Place = { sheets, own: sheet, mode: 'row' };
  for (const [i, column] of source.columns.entries()) {
    const draft = sheet.columns[i];
    if (draft) compileColumnLogic(column, draft, place, `${path}/columns/${i}`, problems);
  }
  compileOverrides(source, sheet, place, `${path}/cells`, problems);
  for (const [i, rule] of (source.rules ?? []).entries()) {
    sheet.rules.push(...compileRule(rule, `${path}/rules/${i}`, sheet, sheets, problems));
  }
}

function compileColumnLogic(
  source: SheetDefinition['columns'][number],
  draft: ColumnDraft,
  place: Place,
  path: string,
  problems: LogicProblem[],
): void {
  draft.required = compileCondition(source.required, place, `${path}/required`, false, problems);
  draft.enabled = compileCondition(source.enabled, place, `${path}/enabled`, true, problems);
  const kind = kindOfColumn(draft);
  if (source.value !== undefined)
    draft.value = compileAt(source.value, place, `${path}/value`, kind, problems);
  if (source.prefill !== undefined)
    draft.prefill = compileAt(source.prefill, place, `${path}/prefill`, kind, problems);
  if (source.filter !== undefined) {
    const attributes = new Map<string, Kind>();
    for (const code of draft.list?.codes ?? []) {
      for (const [name, value] of Object.entries(code.attributes ?? {}))
        attributes.set(name, kindOfScalar(value));
    }
    draft.filter = compileAt(
      source.filter,
      { ...place, mode: 'code', attributes },
      `${path}/filter`,
      'boolean',
      problems,
    );
  }
  const from = draft.listSource;
  if (from && !place.sheets.get(from.sheet)?.columnById.has(from.column)) {
    problems.push({
      code: 'unknown_name',
      path: `${path}/list`,
      params: { name: `${from.sheet}.${from.column}` },
    });
  }
}

function kindOfScalar(value: string | number | boolean): Kind {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

function compileOverrides(
  source: SheetDefinition,
  sheet: SheetDraft,
  place: Place,
  path: string,
  problems: LogicProblem[],
): void {
  for (const [i, cell] of (source.cells ?? []).entries()) {
    const at = `${path}/${i}`;
    if (!sheet.columnById.has(cell.column))
      problems.push({ code: 'unknown_name', path: `${at}/column`, params: { name: cell.column } });
    if (!sheet.givenById.has(cell.row))
      problems.push({ code: 'unknown_row', path: `${at}/row`, params: { row: cell.row, sheet: sheet.id } });
    const ofRow = sheet.overrides.get(cell.row) ?? new Map<string, CellOverride>();
    sheet.overrides.set(cell.row, ofRow);
    ofRow.set(cell.column, {
      ...(cell.hint === undefined ? {} : { hint: cell.hint }),
      ...(cell.readOnly === undefined ? {} : { readOnly: cell.readOnly }),
      ...(cell.required === undefined
        ? {}
        : { required: compileCondition(cell.required, place, `${at}/required`, false, problems) }),
    });
  }
}

/** Rules of the whole form. */
export function compileFormRules(
  definition: FormDefinition,
  sheets: Sheets,
  problems: LogicProblem[],
): readonly CompiledRule[] {
  return (definition.rules ?? []).flatMap((rule, i) =>
    compileRule(rule, `/rules/${i}`, null, sheets, problems),
  );
}

/** A rule for each column becomes one compiled rule a column; every other rule becomes one. */
function compileRule(
  source: RuleDefinition,
  path: string,
  sheet: SheetDraft | null,
  sheets: Sheets,
  problems: LogicProblem[],
): readonly CompiledRule[] {
  const each: RuleScope = source.each ?? (sheet ? 'row' : 'form');
  if ((each === 'form') !== (sheet === null))
    problems.push({ code: 'each_not_here', path: `${path}/each`, params: { each } });
  if (each === 'group' && !source.groupBy) problems.push({ code: 'group_by_missing', path, params: {} });
  const find = (id: string, at: string): readonly CompiledColumn[] => {
    const column = sheet?.columnById.get(id);
    if (!column) problems.push({ code: 'unknown_name', path: at, params: { name: id } });
    return column ? [column] : [];
  };
  const groupBy = (source.groupBy ?? []).flatMap((id, i) => find(id, `${path}/groupBy/${i}`));
  const columns = (source.columns ?? []).flatMap((id, i) => find(id, `${path}/columns/${i}`));
  if (each !== 'column')
    return [compileOne(source, path, { sheet, sheets, each, groupBy, column: null }, problems)];
  if (columns.length === 0) problems.push({ code: 'columns_missing', path, params: {} });
  return columns.map((column) =>
    compileOne(source, path, { sheet, sheets, each, groupBy, column }, problems),
  );
}

interface RulePlace {
  readonly sheet: SheetDraft | null;
  readonly sheets: Sheets;
  readonly each: RuleScope;
  readonly groupBy: readonly CompiledColumn[];
  readonly column: CompiledColumn | null;
}

function compileOne(
  source: RuleDefinition,
  path: string,
  at: RulePlace,
  problems: LogicProblem[],
): CompiledRule {
  const { sheet, each, groupBy, column } = at;
  const mode: Scope['mode'] = each === 'column' ? 'sheet' : each;
  const place: Place = {
    sheets: at.sheets,
    own: sheet,
    mode,
    groupBy,
    ...(column ? { column: column.id } : {}),
  };
  const compile = (logic: unknown, name: string, kind: Kind | null): CompiledLogic =>
    compileAt(logic, place, `${path}/${name}`, kind, problems);
  const assert = compile(source.assert, 'assert', 'boolean');
  const params = new Map(
    Object.entries(source.params ?? {}).map(([name, logic]) => [
      name,
      compile(logic, `params/${name}`, null),
    ]),
  );
  checkPlaceholders(source.message, params, sheet, groupBy, each, `${path}/message`, problems);
  const named = (id: string): string => (id === '$column' && column ? column.id : id);
  const highlight = (source.highlight ?? []).map((mark) =>
    typeof mark === 'string' ? { column: named(mark) } : { row: mark.row, column: named(mark.column) },
  );
  for (const [i, mark] of highlight.entries()) {
    if (sheet && !sheet.columnById.has(mark.column)) {
      problems.push({ code: 'unknown_name', path: `${path}/highlight/${i}`, params: { name: mark.column } });
    }
  }
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
    highlight,
    reads: inColumnOrder(assert.reads),
    touches: (sheet?.columns ?? []).filter((own) => assert.dependencies.has(`${sheet?.id ?? ''}.${own.id}`)),
  };
}

function inColumnOrder(reads: readonly CellRead[]): readonly CellRead[] {
  const seen = new Map(reads.map((read) => [`${read.row ?? ''} ${read.column.id}`, read]));
  return [...seen.values()].sort((a, b) => a.column.index - b.column.index);
}

/** Names in `{braces}` of a message. */
export function placeholdersOf(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}

function checkPlaceholders(
  message: LocalizedText,
  params: ReadonlyMap<string, CompiledLogic>,
  sheet: CompiledSheet | null,
  groupBy: readonly CompiledColumn[],
  each: RuleScope,
  path: string,
  problems: LogicProblem[],
): void {
  const isKnown = (name: string): boolean => {
    if (params.has(name) || name === '$column') return true;
    const column = sheet?.columnById.get(name);
    return column !== undefined && (each === 'row' || groupBy.includes(column));
  };
  for (const locale of ['ru', 'en'] as const) {
    for (const name of placeholdersOf(localize(message, locale))) {
      if (!isKnown(name) && !problems.some((p) => p.path === path && p.params['name'] === name)) {
        problems.push({ code: 'unknown_placeholder', path, params: { name } });
      }
    }
  }
}
