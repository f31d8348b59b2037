import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import { notBrokenMessage, sampleMessage, unknownRuleMessage } from '../diagnostics/sample-messages';
import {
  type Answers,
  type CellValue,
  err,
  type Finding,
  ok,
  type Result,
  type Row,
  type ValidationContext,
} from '../types';
import { openValidation } from '../validate/live/open-validation';
import { validateAnswers } from '../validate/validate-answers';
import { breakRule } from './violate';
import { writable } from './cells';
import { candidatesFor, type Literals, literalsOf } from './candidates';
import { openRandom } from './random';
import { offeredBy, sourcesFirst } from './sources';

export interface SampleOptions {
  /** The same seed gives the same answers; 1 unless told. */
  readonly seed?: number;
  /** Rows of each open sheet, held within its bounds; 3 unless told. */
  readonly rows?: number;
  /** The id of a rule to break, and no other. */
  readonly violate?: string;
  readonly context: ValidationContext;
}

/** No such answers were found within the effort allowed, or the form has no such rule. */
export interface SampleProblem {
  readonly code: 'not_found' | 'unknown_rule';
  readonly message: string;
  /** What stayed wrong in the best answers found. */
  readonly findings: readonly Finding[];
}

interface Search {
  readonly form: CompiledForm;
  readonly context: ValidationContext;
  readonly literals: Literals;
  readonly random: () => number;
}

interface Trial {
  readonly answers: Answers;
  readonly findings: readonly Finding[];
  readonly cost: number;
}

/** Row visits that the search may spend. */
const EFFORT = 60_000;

/**
 * Answers to the form without errors, without warnings where the search finds such; or, with `violate`, the smallest found
 * that break that rule and have no other errors. A problem otherwise.
 */
export function sampleAnswers(form: CompiledForm, options: SampleOptions): Result<Answers, SampleProblem> {
  const { violate, context, seed = 1 } = options;
  if (violate === undefined) return validAnswers(form, options);
  const locale = context.locale ?? 'ru';
  const rules = [...form.sheets.flatMap((sheet) => sheet.rules), ...form.rules].filter(
    ({ id }) => id === violate,
  );
  if (rules.length === 0) {
    return err({ code: 'unknown_rule', message: unknownRuleMessage(violate, locale), findings: [] });
  }
  const valid = validAnswers(form, { ...options, rows: options.rows ?? 2 });
  for (const rule of rules) {
    // Where no valid answers are found, the search begins with none at all.
    const start = valid.ok ? valid.value : { sheets: {} };
    const found = breakRule(form, rule, start, context, openRandom(seed));
    if (found) return ok(found);
  }
  return err({ code: 'not_found', message: notBrokenMessage(violate, locale), findings: [] });
}

function validAnswers(
  form: CompiledForm,
  { seed = 1, rows = 3, context }: SampleOptions,
): Result<Answers, SampleProblem> {
  const search = { form, context, literals: literalsOf(form), random: openRandom(seed) };
  const best = multiplied(search, rows) ?? repair(search, judge(search, firstAnswers(search, rows)));
  if (best.findings.every(({ severity }) => severity !== 'error')) return ok(enriched(search, best.answers));
  const message = sampleMessage(best.findings.length, context.locale ?? 'ru');
  return err({ code: 'not_found', message, findings: best.findings });
}

/** Rows that the search itself fills where more are asked. */
const FEW_ROWS = 3;

/** Few rows without errors, repeated under other keys; null where that gives errors, or where few rows are asked. */
function multiplied(search: Search, rows: number): Trial | null {
  if (rows <= FEW_ROWS) return null;
  const { form, literals, context } = search;
  const few = repair(search, judge(search, firstAnswers(search, FEW_ROWS)));
  if (few.cost >= 1000) return null;
  const sheets: Record<string, readonly Row[]> = {};
  for (const sheet of sourcesFirst(form)) {
    const known = few.answers.sheets[sheet.id] ?? [];
    const varied = sheet.key.filter((column) => writable(sheet, '', column));
    const offered = new Map(varied.map((column) => [column, offeredBy(form, { sheets }, column)]));
    sheets[sheet.id] = rowIds(sheet, rows).map((id, place) => {
      const like = known[place % known.length];
      if (sheet.rows.kind !== 'open' || place < known.length) return like ?? { id, cells: {} };
      const keys = varied.map((column) => [
        column.id,
        candidatesFor(column, literals, context.today, place, offered.get(column))[0] ?? null,
      ]);
      return { id, cells: { ...like?.cells, ...(Object.fromEntries(keys) as Row['cells']) } };
    });
  }
  const trial = judge(search, { sheets });
  return trial.cost < 1000 ? trial : null;
}

/** Cells of one sample that are filled beyond what must be. */
const MOST_FILLED = 400;

/** Fills what may be filled as long as nothing comes to be wrong: a sample shows every column. */
function enriched({ form, context, literals }: Search, answers: Answers): Answers {
  const live = openValidation(form, answers, context);
  let left = MOST_FILLED;
  for (const column of form.columnOrder) {
    const sheet = form.sheetById.get(column.sheet);
    for (const [place, row] of (answers.sheets[column.sheet] ?? []).entries()) {
      if (!sheet || left <= 0 || (row.cells[column.id] ?? null) !== null) continue;
      if (!writable(sheet, row.id, column)) continue;
      const { enabled, value } = live.cellState(sheet.id, row.id, column.id);
      if (!enabled || value !== null) continue;
      left--;
      const offered = offeredBy(form, live.answers, column);
      for (const candidate of candidatesFor(column, literals, context.today, place, offered).slice(0, 6)) {
        const edit = { kind: 'set', sheet: sheet.id, row: row.id } as const;
        if (live.apply([{ ...edit, cells: { [column.id]: candidate } }]).added.length === 0) break;
        live.apply([{ ...edit, cells: { [column.id]: null } }]);
      }
    }
  }
  return live.answers;
}

function firstAnswers(search: Search, rows: number): Answers {
  const sheets: Record<string, readonly Row[]> = {};
  for (const sheet of sourcesFirst(search.form)) {
    const offered = new Map(
      sheet.columns.map((column) => [column.id, offeredBy(search.form, { sheets }, column)]),
    );
    sheets[sheet.id] = rowIds(sheet, rows).map((id, place) => ({
      id,
      cells: firstCells(search, sheet, id, place, offered),
    }));
  }
  return { sheets };
}

function rowIds({ rows }: CompiledSheet, wanted: number): readonly string[] {
  if (rows.kind !== 'open') return rows.items.map(({ id }) => id);
  const count = Math.min(Math.max(wanted, rows.min), rows.max);
  return Array.from({ length: count }, (_, at) => `r${at + 1}`);
}

function firstCells(
  { literals, context, random }: Search,
  sheet: CompiledSheet,
  id: string,
  place: number,
  offered: ReadonlyMap<string, readonly string[]>,
): Row['cells'] {
  const shift = Math.floor(random() * 3);
  const filled = sheet.columns
    .filter((column) => writable(sheet, id, column) && column.required !== false)
    .map((column) => {
      const at = sheet.key.includes(column) ? place : shift;
      return [
        column.id,
        candidatesFor(column, literals, context.today, at, offered.get(column.id))[0] ?? null,
      ];
    });
  return Object.fromEntries(filled) as Row['cells'];
}

function judge({ form, context }: Search, answers: Answers): Trial {
  const findings = validateAnswers(form, answers, context);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { answers, findings, cost: errors * 1000 + findings.length };
}

/** Takes a finding, tries values in its cells, keeps what lessens the findings. */
function repair(search: Search, first: Trial): Trial {
  const size = Object.values(first.answers.sheets).reduce((sum, { length }) => sum + length, 1);
  let best = first;
  for (let left = Math.ceil(EFFORT / size); left > 0 && best.cost > 0;) {
    const finding = best.findings[Math.floor(search.random() * best.findings.length)];
    const cells = finding ? cellsOf(search, finding, best.answers) : [];
    const cell = cells[Math.floor(search.random() * cells.length)];
    left -= 1;
    if (!cell) continue;
    for (const value of valuesFor(search, cell, best.answers)) {
      const trial = judge(search, withCell(best.answers, cell, value));
      left -= 1;
      if (trial.cost > best.cost) continue;
      const better = trial.cost < best.cost;
      best = trial;
      if (better) break;
    }
  }
  return best;
}

interface Cell {
  readonly sheet: string;
  readonly row: string;
  readonly column: CompiledColumn;
}

/** The cells that a finding is about; a finding without a row is about the first rows of its columns. */
function cellsOf(search: Search, finding: Finding, answers: Answers): readonly Cell[] {
  const rule = finding.rule === undefined ? undefined : search.form.ruleById.get(finding.rule);
  const named = [finding, ...(finding.highlight ?? [])];
  const touched = (rule?.touches ?? []).map(({ id, sheet }) => ({ sheet, row: finding.row, column: id }));
  return [...named, ...touched].flatMap(({ sheet: id, row, column: name }) => {
    const sheet = search.form.sheetById.get(id ?? '');
    const column = sheet?.columnById.get(name ?? '');
    if (!sheet || !column) return [];
    const rows =
      row === undefined ? (answers.sheets[sheet.id] ?? []).slice(0, 20).map((each) => each.id) : [row];
    return rows
      .filter((each) => writable(sheet, each, column))
      .map((each) => ({ sheet: sheet.id, row: each, column }));
  });
}

function valuesFor(
  { form, literals, context, random }: Search,
  { column }: Cell,
  answers: Answers,
): readonly CellValue[] {
  const place = Math.floor(random() * 12);
  const offered = offeredBy(form, answers, column);
  return [null, ...candidatesFor(column, literals, context.today, place, offered)].slice(0, 40);
}

function withCell(answers: Answers, { sheet, row, column }: Cell, value: CellValue): Answers {
  const rows = (answers.sheets[sheet] ?? []).map((each) =>
    each.id === row ? { ...each, cells: { ...each.cells, [column.id]: value } } : each,
  );
  return { ...answers, sheets: { ...answers.sheets, [sheet]: rows } };
}
