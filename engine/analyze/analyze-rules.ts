/**
 * Rules that always fail, always hold, are never judged, contradict or repeat each other; codes and columns that nobody
 * reaches. Only what is proven is said: past the bounds of the search nothing is.
 */
import type { CompiledColumn, CompiledForm, CompiledSheet } from '../compile/types';
import type { LogicProblem } from '../rules/scope';
import type { Locale, Witness } from '../types';
import { validateRowByRow } from '../validate/row-by-row';
import { filled, type Formula } from './formula';
import { ask, type Asked, askedOf, type Asker, judged, type Reply, verdict } from './questions';
import { when } from './translate';
import { kindOfCell } from './vocabulary';
import { witnessOf, witnessText } from './witness';

/** Steps of search for one form. */
const STEPS = 20_000;
const MOST_PAIRS = 4000;
const MOST_CODES = 300;

/** Everything that is proven about the rules of a form that compiled, but for those of which something is known. */
export function analyzeRules(
  form: CompiledForm,
  known: readonly LogicProblem[],
  locale: Locale,
): readonly LogicProblem[] {
  const analysis: Analysis = { form, locale, budget: { steps: STEPS } };
  // Of what is doubtful already no more is said.
  const isDoubted = (path: string): boolean => known.some((one) => one.path.startsWith(`${path}/`));
  const asked = askedOf(form).filter(
    ({ rule }) => rule.assert.literal === undefined && !isDoubted(rule.path),
  );
  const own = asked.map((one) => ({ one, found: aboutRule(analysis, one) }));
  const sound = own.filter(({ found }) => found === null).map(({ one }) => one);
  return [
    ...own.flatMap(({ found }) => found ?? []),
    ...aboutPairs(analysis, sound),
    ...form.sheets.flatMap((sheet) => aboutColumns(analysis, sheet, asked)),
  ];
}

interface Analysis extends Asker {
  readonly locale: Locale;
}

const sheetOf = ({ form }: Analysis, { rule }: Asked): CompiledSheet | null =>
  rule.sheet === undefined ? null : (form.sheetById.get(rule.sheet) ?? null);

function problem(
  analysis: Analysis,
  code: string,
  path: string,
  params: LogicProblem['params'],
  reply?: Reply,
): LogicProblem {
  const witness = reply?.answer.kind === 'yes' ? witnessOf(reply.answer.model, reply.words) : null;
  if (!witness) return { code, path, params };
  const text = witnessText(witness, analysis.form, analysis.locale);
  return { code, path, params: { ...params, keyword: 'shown', witness: text }, witness };
}

/** What is wrong with a rule by itself; null where nothing is proven. */
function aboutRule(analysis: Analysis, one: Asked): LogicProblem | null {
  const sheet = sheetOf(analysis, one);
  const { path } = one.rule;
  const can = (build: (words: Reply['words']) => readonly Formula[]): Reply => ask(analysis, sheet, build);
  const isJudged = can((words) => [judged(one, words)]);
  if (isJudged.answer.kind === 'no') {
    return problem(analysis, 'never_fires', `${path}${one.rule.when ? '/when' : ''}`, {});
  }
  const fails = can((words) => [verdict(one, 'false', words)]);
  if (fails.answer.kind === 'no') return problem(analysis, 'always_holds', `${path}/assert`, {}, isJudged);
  const holds = can((words) => [verdict(one, 'not false', words)]);
  if (holds.answer.kind !== 'no' || !isShown(analysis, fails, [one])) return null;
  return problem(analysis, 'always_fails', `${path}/assert`, {}, fails);
}

/**
 * The engine itself must find the witness broken. What depends on other rows or on the context cannot be tried with one
 * row: then the proof stands alone.
 */
function isShown({ form }: Analysis, { answer, words }: Reply, broken: readonly Asked[]): boolean {
  if (answer.kind !== 'yes') return false;
  const opaque = [...words.variables.values()].filter((one) => !one.column);
  if (broken.some(({ rule }) => rule.each === 'group') || opaque.some(readsElsewhere)) return true;
  const witness = witnessOf(answer.model, words);
  if (!witness) return false;
  const findings = validateRowByRow(form, answersOf(witness), { today: '2023-01-01' });
  return broken.every(({ rule }) => findings.some((finding) => finding.rule === rule.id));
}

/** Logic over other rows, or over what only the context knows. */
const readsElsewhere = ({ name }: { readonly name: string }): boolean => name.includes('"$');

const answersOf = ({ sheet, rows }: Witness): Parameters<typeof validateRowByRow>[1] => ({
  sheets: { [sheet]: rows.map(({ id, cells }, i) => ({ id: id ?? `w${i}`, cells })) },
});

/** Pairs of rules about the same rows or groups that speak of something in common. */
function aboutPairs(analysis: Analysis, asked: readonly Asked[]): readonly LogicProblem[] {
  const found: LogicProblem[] = [];
  const said = new Set<string>();
  let pairs = 0;
  for (const [i, a] of asked.entries()) {
    for (const b of asked.slice(i + 1)) {
      if (a.rule.id === b.rule.id || !areComparable(a, b)) continue;
      if (++pairs > MOST_PAIRS || analysis.budget.steps <= 0) return found;
      const problems = aboutPair(analysis, a, b);
      for (const one of problems) {
        const name = `${one.code} ${one.path} ${one.params['other'] ?? ''}`;
        if (!said.has(name)) found.push(one);
        said.add(name);
      }
    }
  }
  return found;
}

function areComparable({ rule: a }: Asked, { rule: b }: Asked): boolean {
  if (a.sheet !== b.sheet) return false;
  const unit = (rule: typeof a): string =>
    rule.each === 'group' ? `group ${rule.groupBy.map((column) => column.id).join(' ')}` : rule.each;
  const isWhole = (rule: typeof a): boolean => rule.each !== 'group' && rule.each !== 'row';
  if (unit(a) !== unit(b) && !(isWhole(a) && isWhole(b))) return false;
  const names = new Set([...a.assert.dependencies, ...(a.when?.dependencies ?? [])]);
  return [...b.assert.dependencies].some((name) => names.has(name));
}

function aboutPair(analysis: Analysis, a: Asked, b: Asked): readonly LogicProblem[] {
  const sheet = sheetOf(analysis, a);
  const isHard = (one: Asked): boolean => one.rule.severity === 'error';
  if (isHard(a) && isHard(b)) {
    const both = ask(analysis, sheet, (words) => [
      verdict(a, 'not false', words),
      verdict(b, 'not false', words),
    ]);
    if (both.answer.kind === 'no') {
      const together = ask(analysis, sheet, (words) => [judged(a, words), verdict(b, 'false', words)]);
      // Rules that are never judged together do not contradict each other.
      if (isShown(analysis, together, [b])) {
        const params = { other: a.rule.id };
        return [problem(analysis, 'rules_contradict', `${b.rule.path}/assert`, params, together)];
      }
      return [];
    }
  }
  return repeated(analysis, a, b) ?? repeated(analysis, b, a) ?? [];
}

/** Whether every row that breaks `b` breaks `a` as well. */
function repeated(analysis: Analysis, a: Asked, b: Asked): readonly LogicProblem[] | null {
  if (a.rule.severity === 'warning' && b.rule.severity === 'error') return null;
  const sheet = sheetOf(analysis, a);
  const alone = (goal: 'judged' | 'verdict'): Reply =>
    ask(analysis, sheet, (words) => [
      verdict(b, 'false', words),
      goal === 'judged' ? notJudged(a, words) : when(a.assert, 'not false', words),
    ]);
  if (alone('verdict').answer.kind !== 'no' || alone('judged').answer.kind !== 'no') return null;
  const both = ask(analysis, sheet, (words) => [verdict(a, 'false', words), verdict(b, 'false', words)]);
  if (both.answer.kind !== 'yes' || !isShown(analysis, both, [a, b])) return null;
  return [problem(analysis, 'rule_redundant', `${b.rule.path}/assert`, { other: a.rule.id }, both)];
}

function notJudged(one: Asked, words: Reply['words']): Formula {
  if (one.rule.when) return when(one.when, 'not true', words);
  const parts = one.rule.reads.flatMap(({ column, row }): Formula[] => {
    const cell = words.cell(column, row);
    return cell ? [{ kind: 'blank', name: cell.name }] : [];
  });
  return { kind: 'or', parts };
}

/** Columns that are never enabled, codes that nobody can choose. */
function aboutColumns(
  analysis: Analysis,
  sheet: CompiledSheet,
  asked: readonly Asked[],
): readonly LogicProblem[] {
  const source = analysis.form.definition.sheets[sheet.index];
  return sheet.columns.flatMap((column) => {
    const path = `/sheets/${sheet.index}/columns/${column.index}`;
    const { enabled, filter } = source?.columns[column.index] ?? {};
    if (enabled !== undefined && enabled !== true) {
      const reply = ask(analysis, sheet, (words) => [when(enabled, 'true', words)]);
      if (reply.answer.kind === 'no') return [problem(analysis, 'never_enabled', `${path}/enabled`, {})];
    }
    return [
      ...(column.list && filter !== undefined ? unfiltered(analysis, sheet, column, filter, path) : []),
      ...forbidden(analysis, sheet, column, asked, path),
    ];
  });
}

function codesOf(column: CompiledColumn): readonly { readonly value: string }[] {
  const codes = column.list?.codes ?? [];
  return codes.length > MOST_CODES ? [] : codes;
}

/** Codes that the filter lets through for no row. */
function unfiltered(
  analysis: Analysis,
  sheet: CompiledSheet,
  column: CompiledColumn,
  filter: unknown,
  path: string,
): readonly LogicProblem[] {
  return codesOf(column).flatMap((code) => {
    const known = withCode(filter, code);
    const reply = ask(analysis, sheet, (words) => [when(known, 'true', words)]);
    return reply.answer.kind === 'no'
      ? [problem(analysis, 'unreachable_code', `${path}/filter`, { value: code.value })]
      : [];
  });
}

interface KnownCode {
  readonly value: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
}

/** The filter with what is known of one code in its place. */
function withCode(logic: unknown, code: KnownCode): unknown {
  if (Array.isArray(logic)) return logic.map((part) => withCode(part, code));
  if (typeof logic !== 'object' || logic === null) return logic;
  const operands: unknown = 'var' in logic ? logic.var : null;
  const [path, fallback = null] = Array.isArray(operands) ? (operands as unknown[]) : [operands];
  if (path === '$code.value') return code.value;
  if (typeof path === 'string' && path.startsWith('$code.attributes.')) {
    const value = code.attributes?.[path.slice('$code.attributes.'.length)];
    return value === undefined || value === '' ? fallback : value;
  }
  return Object.fromEntries(Object.entries(logic).map(([name, part]) => [name, withCode(part, code)]));
}

/** Codes with which some rule of errors always fails. */
function forbidden(
  analysis: Analysis,
  sheet: CompiledSheet,
  column: CompiledColumn,
  asked: readonly Asked[],
  path: string,
): readonly LogicProblem[] {
  if (kindOfCell(column) !== 'text' || !column.list || column.value) return [];
  const name = `${sheet.id}.${column.id}`;
  const rules = asked.filter(
    ({ rule }) =>
      rule.sheet === sheet.id &&
      rule.each === 'row' &&
      rule.severity === 'error' &&
      (rule.assert.dependencies.has(name) || rule.when?.dependencies.has(name)),
  );
  if (rules.length === 0) return [];
  return codesOf(column).flatMap(({ value }) => {
    const reply = ask(analysis, sheet, (words) => [
      filled(column.id),
      { kind: 'among', name: words.cell(column)?.name ?? column.id, texts: new Set([value]) },
      ...rules.map((one): Formula => {
        const isFine = when(one.assert, 'not false', words);
        return { kind: 'or', parts: [notJudged(one, words), isFine] };
      }),
    ]);
    return reply.answer.kind === 'no'
      ? [problem(analysis, 'unreachable_code', path, { value, keyword: 'rules' })]
      : [];
  });
}
