import type { CompiledColumn, CompiledRule, CompiledSheet } from '../compile/types';
import { findingMessage } from '../diagnostics/finding-messages';
import { localize } from '../diagnostics/localize';
import { describeValue } from '../rules/textual';
import type { CellRead, RowData } from '../rules/types';
import type { Answers, CellAddress, CellValue, Finding, Locale } from '../types';
import { encodeCell } from '../values';
import { groupKey } from './rows';
import { type FormState, type RowState, toCell } from './state';

interface Unit {
  /** The row judged, or the first of the group; absent for sheets and forms. */
  readonly row: RowState | null;
  readonly rows: readonly RowState[];
}

export interface Judging {
  readonly state: FormState;
  readonly answers: Answers;
  readonly locale: Locale;
}

/** All findings of one rule: one a rule and judged unit. */
export function ruleFindings(judging: Judging, rule: CompiledRule): Finding[] {
  const { state } = judging;
  const sheet = rule.sheet === undefined ? undefined : state.form.sheetById.get(rule.sheet);
  return unitsOf(state, rule, sheet).flatMap((unit) => {
    if (!isJudged(state, rule, unit)) return [];
    setScope(state, unit);
    return rule.assert.run(state.env) === false ? findingsFor(judging, rule, sheet, unit) : [];
  });
}

function unitsOf(state: FormState, rule: CompiledRule, sheet: CompiledSheet | undefined): readonly Unit[] {
  const rows = sheet ? (state.rowsBySheet.get(sheet.id) ?? []) : [];
  if (rule.each === 'row') return rows.map((row) => ({ row, rows }));
  if (rule.each === 'group') return groupsOf(rows, rule.groupBy);
  return [{ row: null, rows }];
}

function groupsOf(rows: readonly RowState[], groupBy: readonly CompiledColumn[]): readonly Unit[] {
  const groups = new Map<string, RowState[]>();
  for (const row of rows) {
    const key = groupBy.map((column) => row.values[column.index] ?? null);
    if (key.includes(null)) continue;
    const name = groupKey(key);
    const group = groups.get(name);
    if (group) group.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()].map((group) => ({ row: group[0] ?? null, rows: group }));
}

function setScope(state: FormState, unit: Unit): void {
  state.env.row = null;
  state.env.judged = unit.row;
  state.env.rows = unit.rows;
}

/** An explicit `when` decides; without one, every own cell read directly must be filled. */
function isJudged(state: FormState, rule: CompiledRule, unit: Unit): boolean {
  setScope(state, unit);
  if (rule.when) return rule.when.run(state.env) === true;
  return rule.reads.every((read) => {
    const row: RowData | null | undefined =
      read.row === undefined ? unit.row : state.rowById.get(read.column.sheet)?.get(read.row);
    return !row || (row.values[read.column.index] ?? null) !== null;
  });
}

function findingsFor(
  judging: Judging,
  rule: CompiledRule,
  sheet: CompiledSheet | undefined,
  unit: Unit,
): Finding[] {
  const { state, locale } = judging;
  const params: Record<string, CellValue> = {};
  const shown: Record<string, string> = {};
  for (const [name, logic] of rule.params) {
    setScope(state, unit);
    const value = logic.run(state.env);
    params[name] = toCell(value, null);
    shown[name] = logic.column
      ? encodeCell(params[name], logic.column, locale)
      : describeParam(params[name], logic.kind, locale);
  }
  const [first, ...others] = cellsOf(rule, sheet, unit);
  const place = {
    ...(rule.sheet === undefined ? {} : { sheet: rule.sheet }),
    ...(first?.row === undefined ? rowOf(rule, unit) : { row: first.row }),
    ...(first ? { column: first.column } : {}),
  };
  const finding: Finding = {
    code: 'rule',
    severity: rule.severity,
    rule: rule.id,
    ...place,
    message: fillPlaceholders(localize(rule.message, locale), shown, sheet, unit, locale),
    params,
    ...(others.length > 0
      ? {
          highlight: others.flatMap((cell) =>
            cell.row === undefined || !sheet ? [] : [{ sheet: sheet.id, row: cell.row, column: cell.column }],
          ),
        }
      : {}),
  };
  if (!rule.justify || rule.severity !== 'warning' || isJustified(judging.answers, rule, place))
    return [finding];
  const message = findingMessage('justify', {}, null, locale);
  return [finding, { code: 'justify', severity: 'error', rule: rule.id, ...place, message, params: {} }];
}

const rowOf = (rule: CompiledRule, unit: Unit): { row?: string } =>
  unit.row && (rule.each === 'row' || rule.each === 'group') ? { row: unit.row.id } : {};

function describeParam(value: CellValue | undefined, kind: string, locale: Locale): string {
  if (kind === 'date' && typeof value === 'string')
    return `${value.slice(8, 10)}.${value.slice(5, 7)}.${value.slice(0, 4)}`;
  return describeValue(value === undefined || typeof value === 'object' ? null : value, locale);
}

/** The cells a finding is about, the first being its address. */
function cellsOf(
  rule: CompiledRule,
  sheet: CompiledSheet | undefined,
  unit: Unit,
): readonly { readonly row: string | undefined; readonly column: string }[] {
  if (!sheet) return [];
  const marks: readonly { readonly row?: string; readonly column: string }[] =
    rule.highlight.length > 0 ? rule.highlight : defaultMarks(rule);
  const rows = rule.each === 'group' ? unit.rows : unit.row && rule.each === 'row' ? [unit.row] : [];
  return marks
    .filter((mark) => mark.row !== undefined || rows.length === 0)
    .map((mark): { row: string | undefined; column: string } => ({ row: mark.row, column: mark.column }))
    .concat(
      rows.flatMap((row) =>
        marks.filter((mark) => mark.row === undefined).map((mark) => ({ row: row.id, column: mark.column })),
      ),
    );
}

function defaultMarks(rule: CompiledRule): readonly { readonly row?: string; readonly column: string }[] {
  const reads = rule.reads.map((read: CellRead) => ({
    ...(read.row === undefined ? {} : { row: read.row }),
    column: read.column.id,
  }));
  if (reads.length > 0) return reads;
  const columns = rule.columns.length > 0 ? rule.columns : rule.touches;
  return columns.map((column) => ({ column: column.id }));
}

function isJustified(answers: Answers, rule: CompiledRule, place: Partial<CellAddress>): boolean {
  return (answers.justifications ?? []).some(
    (text) =>
      text.rule === rule.id &&
      (text.sheet ?? rule.sheet) === rule.sheet &&
      (text.row ?? null) === (place.row ?? null) &&
      text.text.trim() !== '',
  );
}

/** Names are params first, then columns of the judged row or group key. */
function fillPlaceholders(
  text: string,
  shown: Readonly<Record<string, string>>,
  sheet: CompiledSheet | undefined,
  unit: Unit,
  locale: Locale,
): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    if (Object.hasOwn(shown, name)) return shown[name] ?? '';
    const column = sheet?.columnById.get(name);
    if (!column || !unit.row) return whole;
    return encodeCell(unit.row.cells[column.index], column, locale);
  });
}
