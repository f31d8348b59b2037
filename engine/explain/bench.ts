/** Parts of a rule, compiled and run where the rule stands. */
import type { CompiledForm, CompiledRule } from '../compile/types';
import type { Rule as RuleDefinition } from '../definition/generated/definition';
import { compileLogic, sharedScope } from '../rules/compile-logic';
import { verdictOf } from '../rules/operator';
import { type LogicProblem, previousShapes, type Scope } from '../rules/scope';
import type { Env, Expression, RowData, RowShape, Value } from '../rules/types';
import type { Answers, Locale, ValidationContext } from '../types';
import type { Unit } from '../validate/rules';
import { evaluateAnswers, type FormState, type RowState } from '../validate/state';

/** Where words are found. */
export interface Naming {
  readonly form: CompiledForm;
  readonly locale: Locale;
  /** The number, from 1, by which people know a row of an open sheet: blank rows count, removed ones do not. */
  readonly numberOf: (row: RowState) => number;
}

/** A rule and the row, group, sheet or form of which it failed. */
export interface Bench extends Naming {
  readonly state: FormState;
  readonly context: ValidationContext;
  readonly rule: CompiledRule;
  readonly source: RuleDefinition;
  readonly unit: Unit;
  /** Row visits left for the explanation; past them evaluation stops with `WorkExceeded`. */
  readonly work: { left: number };
}

/** Where plain names are looked up: in the judged row, or in the one being visited. */
export interface Focus {
  readonly visited: RowShape | null;
  readonly row: RowData;
}

const NOBODY: RowData = { id: '', values: [] };

/** A name as it is meant: `$column` is the column judged. */
export const resolved = ({ rule }: Bench, name: string): string =>
  name.replaceAll('$column', rule.columns[0]?.id ?? '$column');

/** The rule itself stands here. */
export const outermost = (bench: Bench): Focus => ({ visited: null, row: bench.unit.row ?? NOBODY });

/** A rule as it was written. */
export function sourceOf(form: CompiledForm, rule: CompiledRule): RuleDefinition | undefined {
  const { definition } = form;
  const [, sheet, index] = /^(?:\/sheets\/(\d+))?\/rules\/(\d+)$/.exec(rule.path) ?? [];
  const rules = sheet === undefined ? definition.rules : definition.sheets[Number(sheet)]?.rules;
  return rules?.[Number(index)];
}

/** A part of a rule, ready to run; null where it cannot stand alone. */
export function compilePart(bench: Bench, focus: Focus, logic: unknown): Expression | null {
  const { form, rule } = bench;
  const problems: LogicProblem[] = [];
  const isSameForm = form.definition.previous?.form === form.id;
  const scope: Scope = {
    mode: rule.each === 'column' ? 'sheet' : rule.each,
    own: rule.sheet === undefined ? null : (form.sheetById.get(rule.sheet) ?? null),
    visited: focus.visited,
    element: null,
    groupBy: rule.groupBy,
    column: rule.columns[0]?.id ?? null,
    isJoined: false,
    shielded: false,
    accumulator: null,
    depth: 0,
    // Bounds on work were checked of the whole rule.
    factor: 0,
    shared: sharedScope({
      sheets: form.sheetById,
      previous: previousShapes(form.sheetById, isSameForm),
      attributes: new Map(),
      problems,
    }),
  };
  const compiled = compileLogic(logic, scope, '', null);
  return problems.length > 0 && compiled.kind !== 'rows' ? null : compiled;
}

/** What a part is worth; blank where it cannot stand alone. */
export function valueOf(bench: Bench, focus: Focus, logic: unknown): Value {
  const compiled = compilePart(bench, focus, logic);
  return compiled ? runPart(bench, focus, compiled) : null;
}

/** What a compiled part is worth as things stand now. */
export const runPart = (bench: Bench, focus: Focus, part: Expression): Value =>
  runnerOf(bench, part)(focus.row);

/** Runs a part for row after row, while nothing changes. */
export function runnerOf(bench: Bench, part: Expression): (row: RowData) => Value {
  const env = environmentOf(bench);
  return (row) => {
    env.visits = bench.work.left;
    try {
      return part.run(row, env);
    } finally {
      bench.work.left = env.visits;
    }
  };
}

/** The rows of which a condition is so; all where it cannot stand alone. */
export function rowsWhere(
  bench: Bench,
  shape: RowShape,
  rows: readonly RowData[],
  condition: unknown,
  wanted: boolean,
): readonly RowData[] {
  const [first] = rows;
  const compiled = first && compilePart(bench, { visited: shape, row: first }, condition);
  if (!compiled) return rows;
  const run = runnerOf(bench, compiled);
  return rows.filter((row) => verdictOf(run(row)) === wanted);
}

/** Whether a condition holds; null where that is blank. */
export const verdictAt = (bench: Bench, focus: Focus, logic: unknown): boolean | null =>
  verdictOf(valueOf(bench, focus, logic));

/** The rows that a part means; null where it means a list or a value. */
export function rowsAt(
  bench: Bench,
  focus: Focus,
  logic: unknown,
): { readonly shape: RowShape; readonly rows: readonly RowData[] } | null {
  const found = compilePart(bench, focus, logic)?.rows;
  if (!found) return null;
  const env = environmentOf(bench);
  const rows = found.run(focus.row, env);
  bench.work.left = env.visits;
  return { shape: found.shape, rows };
}

const NO_ANSWERS: Answers = { sheets: {} };

/** Nothing is remembered: names of earlier collections are numbered anew in each part. */
function environmentOf({ form, state, context, unit, work }: Bench): Env {
  const nothing = evaluateAnswers({ ...form, sheets: [], columnOrder: [] }, NO_ANSWERS, context);
  return {
    ...state.env,
    previousRowsOf: nothing.env.previousRowsOf,
    judged: unit.row ?? NOBODY,
    scope: unit.rows,
    visits: work.left,
    memo: new Map(),
    joins: new WeakMap(),
  };
}
