import type { CompiledColumn, CompiledRule, Mark } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import { localize } from '../diagnostics/localize';
import { describeValue } from '../rules/textual';
import type { CompiledLogic, RowData } from '../rules/types';
import type { Answers, CellAddress, CellValue, Finding, Locale } from '../types';
import { encodeCell } from '../values';
import { groupsOf } from './rows';
import { type FormState, type RowState, toCell } from './state';

/** What a rule judges at once: a row, a group, or the sheet or form. */
export interface Unit {
  /** The row judged, or the first of the group; null for sheets and forms. */
  readonly row: RowState | null;
  /** The rows in scope: of the group or the sheet. */
  readonly rows: readonly RowState[];
  /** Where findings about these very rows stand: kept by who judges the same group again and again. */
  readonly places?: WeakMap<readonly RowState[], PlaceAndOthers>;
}

/** Where a finding stands, and all other cells that it is about. */
type PlaceAndOthers = readonly [Partial<CellAddress>, readonly CellAddress[]];

export interface Judging {
  readonly state: FormState;
  readonly answers: Answers;
  readonly locale: Locale;
}

/** All findings of one rule: one a rule and judged unit. */
export function ruleFindings(judging: Judging, rule: CompiledRule): readonly Finding[] {
  return unitsOf(judging.state, rule).flatMap((unit) => judgeUnit(judging, rule, unit));
}

export function unitsOf(state: FormState, rule: CompiledRule): readonly Unit[] {
  const rows = rule.sheet === undefined ? [] : (state.sheets.get(rule.sheet)?.rows ?? []);
  if (rule.each === 'row') return rows.map((row) => ({ row, rows }));
  if (rule.each !== 'group') return [{ row: null, rows }];
  return [...groupsOf(rows, rule.groupBy).values()].map((group) => ({ row: group[0] ?? null, rows: group }));
}

const NONE: readonly Finding[] = [];

/** The finding of one unit, with the demand to justify it where that is missing; nothing where the rule holds. */
export function judgeUnit(judging: Judging, rule: CompiledRule, unit: Unit): readonly Finding[] {
  const { state } = judging;
  if (!isJudged(state, rule, unit)) return NONE;
  return runIn(rule.assert, state, unit) === false ? findingsFor(judging, rule, unit) : NONE;
}

const NOBODY: RowData = { id: '', values: [] };

function runIn(logic: CompiledLogic, state: FormState, unit: Unit): ReturnType<CompiledLogic['run']> {
  const { env } = state;
  const row = unit.row ?? NOBODY;
  env.judged = row;
  if (logic.scoped.size > 0) env.scope = unit.rows;
  return logic.run(row, env);
}

/** An explicit `when` decides; without one, every own cell read directly must be filled. */
function isJudged(state: FormState, rule: CompiledRule, unit: Unit): boolean {
  if (rule.when) return runIn(rule.when, state, unit) === true;
  for (const { column, row } of rule.reads) {
    const read = row === undefined ? unit.row : state.env.rowOf(column.sheet, row);
    if ((read?.values[column.index] ?? null) === null) return false;
  }
  return true;
}

function findingsFor(judging: Judging, rule: CompiledRule, unit: Unit): readonly Finding[] {
  const { locale } = judging;
  const { params, shown } = paramsOf(judging, rule, unit);
  const [place, highlight] = placeOf(rule, unit);
  const finding: Finding = {
    code: 'rule',
    severity: rule.severity,
    rule: rule.id,
    ...place,
    message: messageOf(judging, rule, unit, shown),
    params,
    ...(highlight.length > 0 ? { highlight } : {}),
  };
  if (!rule.justify || rule.severity !== 'warning' || isJustified(judging.answers, rule, unit)) {
    return [finding];
  }
  const message = findingMessage('justify', {}, null, locale);
  return [finding, { code: 'justify', severity: 'error', rule: rule.id, ...place, message, params: {} }];
}

function paramsOf(
  judging: Judging,
  rule: CompiledRule,
  unit: Unit,
): { params: Record<string, CellValue>; shown: Record<string, string> } {
  const params: Record<string, CellValue> = {};
  const shown: Record<string, string> = {};
  for (const [name, logic] of rule.params) {
    const value = runIn(logic, judging.state, unit);
    const cell = toCell(value, null);
    params[name] = cell;
    shown[name] = logic.column
      ? encodeCell(cell, logic.column, judging.locale)
      : describeValue(value, logic.kind, judging.locale);
  }
  return { params, shown };
}

function placeOf(rule: CompiledRule, unit: Unit): PlaceAndOthers {
  const known = unit.places?.get(unit.rows);
  if (known) return known;
  const found = findPlace(rule, unit);
  unit.places?.set(unit.rows, found);
  return found;
}

function findPlace(rule: CompiledRule, unit: Unit): PlaceAndOthers {
  const cells = cellsOf(rule, unit);
  const full = cells.filter(
    (cell): cell is CellAddress => cell.row !== undefined && cell.sheet !== undefined,
  );
  if (rule.sheet === undefined) return [{}, full];
  const [first] = cells;
  const row = first?.row ?? unit.row?.id;
  const place = {
    sheet: rule.sheet,
    ...(row === undefined ? {} : { row }),
    ...(first ? { column: first.column } : {}),
  };
  return [place, full.filter((cell) => cell !== first)];
}

/** Marks without a row are of the judged row, or of every row of the group. */
function cellsOf(rule: CompiledRule, unit: Unit): readonly Mark[] {
  const marks = rule.highlight.length > 0 ? rule.highlight : defaultMarks(rule);
  const { sheet } = rule;
  if (sheet === undefined) return marks;
  const rows = rule.each === 'group' ? unit.rows : unit.row ? [unit.row] : [];
  const [first] = rows;
  if (!first) return marks.map((mark) => ({ sheet, ...mark }));
  const ofRow = (row: RowState): Mark[] =>
    marks.filter((mark) => mark.row === undefined).map(({ column }) => ({ sheet, row: row.id, column }));
  const inFirst = marks.map((mark): Mark => ({ sheet, row: first.id, ...mark }));
  return [...inFirst, ...rows.slice(1).flatMap(ofRow)];
}

const markOf = (column: CompiledColumn, row?: string): Mark => ({
  sheet: column.sheet,
  ...(row === undefined ? {} : { row }),
  column: column.id,
});

/** The own cells that the rule reads, in column order. */
function defaultMarks(rule: CompiledRule): readonly Mark[] {
  if (rule.each === 'group' || rule.ownReads.length === 0)
    return rule.touches.map((column) => markOf(column));
  return rule.ownReads.map((read) => markOf(read.column, read.row));
}

/** Of rows and groups each has its own justification; a sheet or form has one a rule. */
function isJustified(answers: Answers, rule: CompiledRule, unit: Unit): boolean {
  return (answers.justifications ?? []).some(
    (given) =>
      given.rule === rule.id &&
      (given.sheet ?? rule.sheet) === rule.sheet &&
      (unit.row === null || given.row === unit.row.id) &&
      given.text.trim() !== '',
  );
}

/** Names are params first, then columns of the judged row or group key. */
function messageOf(
  judging: Judging,
  rule: CompiledRule,
  unit: Unit,
  shown: Readonly<Record<string, string>>,
): string {
  const { state, locale } = judging;
  const columns = rule.sheet === undefined ? undefined : state.form.sheetById.get(rule.sheet)?.columnById;
  return localize(rule.message, locale).replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    if (Object.hasOwn(shown, name)) return shown[name] ?? '';
    const [judged] = rule.columns;
    if (name === '$column' && judged) return localize(judged.title, locale);
    const column = columns?.get(name);
    return column && unit.row ? encodeCell(unit.row.cells[column.index], column, locale) : whole;
  });
}
