/** Why a finding stands, with the values that were seen, and the smallest change that would do. */
import type { CompiledForm, CompiledRule } from '../compile/types';
import { WorkExceeded } from '../rules/types';
import type { Answers, Finding, ValidationContext } from '../types';
import { judgeUnit, type Unit, unitsOf } from '../validate/rules';
import { evaluateAnswers, type FormState, MAX_VISITS, type RowState, storedRows } from '../validate/state';
import { type Bench, type Naming, outermost, sourceOf, valueOf } from './bench';
import { type Candidate, candidatesFor, MOST_CANDIDATES } from './candidates';
import { cellCandidates, twinOf } from './cell-candidates';
import { type Failing, failingIn } from './failing';
import { countedIn, MOST_CELLS, Reads, type Seen } from './reads';
import { showCell, showComparison, showFix, showGroup, showRemoval, summary } from './show';
import { chooseFixes, openTrials, type Try } from './trials';
import type { Explanation, Fix } from './types';

/** Explains findings of the same answers one after another. */
export interface Explanations {
  readonly explain: (finding: Finding) => Explanation;
}

/** Changes tried for one opening in all; past them explanations offer no fixes. */
const MOST_TRIALS = 3_000;
/** Row visits for one explanation, besides trials. */
const MOST_WORK = 2e7;
/** Row visits for the trials of one explanation, and their number at least. */
const TRIAL_WORK = 1e7;
const LEAST_TRIALS = 3;

/**
 * Explains one finding of these answers: the values that were seen, both sides of the comparison that failed, and up to
 * three changes of one cell (or a repeated row removed) that were tried: after each of them the finding is gone and no new
 * error is there. A finding that the answers do not have is explained by its message alone. Nothing is thrown.
 */
export const explainFinding = (
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
  finding: Finding,
): Explanation => openExplanations(form, answers, context).explain(finding);

/** Opens answers so that many of their findings can be explained at the price of one validation and the changes tried. */
export function openExplanations(
  form: CompiledForm,
  answers: Answers,
  context: ValidationContext,
): Explanations {
  const state = evaluateAnswers(form, answers, context);
  const desk: Desk = {
    form,
    state,
    answers,
    context,
    locale: context.locale ?? 'ru',
    numberOf: numbering(answers),
    attempt: openTrials(form, answers, context, state.exceeded ? 0 : MOST_TRIALS),
    judged: new Map(),
  };
  return {
    explain(finding) {
      try {
        state.env.visits = MAX_VISITS;
        return finding.rule === undefined ? explainCell(desk, finding) : explainRule(desk, finding);
      } catch (error) {
        if (!(error instanceof WorkExceeded)) throw error;
        return bare(finding);
      }
    },
  };
}

/** Numbers of rows among those that are not removed, counted when a sheet is first asked for. */
function numbering(answers: Answers): Naming['numberOf'] {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return ({ id, sheet }) => {
    const living = (): readonly (readonly [string, number])[] =>
      storedRows(answers, sheet.id)
        .filter((row) => row.removed !== true)
        .map((row, i) => [row.id, i + 1]);
    const numbers = known.get(sheet.id) ?? new Map(living());
    known.set(sheet.id, numbers);
    return numbers.get(id) ?? 0;
  };
}

interface Desk extends Naming {
  readonly state: FormState;
  readonly answers: Answers;
  readonly context: ValidationContext;
  readonly attempt: Try;
  /** What rules found, by rule and then by what the finding says. */
  readonly judged: Map<string, ReadonlyMap<string, Judged>>;
}

interface Judged {
  readonly rule: CompiledRule;
  readonly unit: Unit;
  readonly finding: Finding;
}

const bare = (finding: Finding): Explanation => ({ message: finding.message, values: [], fixes: [] });

const withFixes = (fixes: readonly Fix[]): Pick<Explanation, 'fix' | 'fixes'> => ({
  ...(fixes[0] ? { fix: fixes[0] } : {}),
  fixes,
});

function explainRule(desk: Desk, asked: Finding): Explanation {
  const found = findUnit(desk, asked);
  if (!found) return bare(asked);
  const { bench, finding } = found;
  const focus = outermost(bench);
  const most = trialsFor(bench);
  const failing = failingIn(bench, focus, bench.source.assert);
  const shown = failing.flatMap((one) => {
    const comparison = showComparison(bench, one);
    return comparison ? [{ failing: one, comparison }] : [];
  });
  const [first, ...others] = shown;
  const compared = readsOf(bench, failing);
  const all = new Reads(bench);
  all.add(bench.source.assert, focus);
  if (bench.source.when !== undefined) all.add(bench.source.when, focus);
  const known = new Set(compared.map(nameOf));
  const deciding = all.cells.filter((cell) => !known.has(nameOf(cell)));
  const counted = first ? countedOf(bench, first.failing) : [];
  const pointed = compared.length + deciding.length > 0 ? [] : pointedAt(desk, finding);
  const evidence = { failing, compared: [...compared, ...pointed], deciding, counted };
  const lines = counted.find(({ isDistinct }) => !isDistinct)?.rows ?? [];
  const removals = removalsOf(desk, [...lines].reverse(), lines, finding);
  const fixes = [
    ...removals,
    ...fixesOf(desk, pointed.length > 0 ? [] : candidatesFor(bench, evidence).slice(0, most), finding),
  ].slice(0, 3);
  return {
    message: summary(bench, finding, { ...first, counted, fixes }),
    values: [...evidence.compared, ...deciding]
      .slice(0, MOST_CELLS)
      .map((cell) => showCell(cell, desk.locale)),
    ...(first ? { comparison: first.comparison } : {}),
    ...(others.length > 0 ? { otherComparisons: others.map(({ comparison }) => comparison) } : {}),
    ...(counted.length > 0 ? { groups: counted.map((group) => showGroup(group, desk.locale)) } : {}),
    ...withFixes(fixes),
  };
}

const nameOf = ({ row, column }: Seen): string => `${row.sheet.id}\n${row.id}\n${column.id}`;

/** The rule and the unit of which the finding was made, and the finding of the rule where it must be justified. */
function findUnit(desk: Desk, asked: Finding): { readonly bench: Bench; readonly finding: Finding } | null {
  const id = `${asked.sheet ?? ''}\n${asked.rule ?? ''}`;
  const judged = desk.judged.get(id) ?? judgeAgain(desk, asked);
  desk.judged.set(id, judged);
  const found = judged.get(sayingOf(asked, asked.code === 'rule')) ?? judged.get(sayingOf(asked, false));
  const source = found && sourceOf(desk.form, found.rule);
  if (!source) return null;
  const { rule, unit, finding } = found;
  return { bench: { ...desk, rule, source, unit, work: { left: MOST_WORK } }, finding };
}

/** All findings of the rule, each under what it says, and the first of an address under that. */
function judgeAgain(desk: Desk, asked: Finding): ReadonlyMap<string, Judged> {
  const { form, state } = desk;
  const sheet = asked.sheet === undefined ? null : form.sheetById.get(asked.sheet);
  const found = new Map<string, Judged>();
  for (const rule of (sheet?.rules ?? form.rules).filter(({ id }) => id === asked.rule)) {
    for (const unit of unitsOf(state, rule)) {
      for (const finding of judgeUnit(desk, rule, unit)) {
        if (finding.code !== 'rule') continue;
        for (const name of [sayingOf(finding, true), sayingOf(finding, false)]) {
          if (!found.has(name)) found.set(name, { rule, unit, finding });
        }
      }
    }
  }
  return found;
}

const sayingOf = ({ row, column, message, params }: Finding, isWhole: boolean): string =>
  JSON.stringify([row, column, ...(isWhole ? [message, params] : [])]);

/** Fewer where each trial costs much: the rule is judged again in each. */
function trialsFor(bench: Bench): number {
  const before = bench.work.left;
  valueOf(bench, outermost(bench), bench.source.assert);
  const most = Math.floor(TRIAL_WORK / (before - bench.work.left + 1));
  return Math.max(LEAST_TRIALS, Math.min(MOST_CANDIDATES, most));
}

function readsOf(bench: Bench, failing: readonly Failing[]): readonly Seen[] {
  const reads = new Reads(bench);
  for (const { focus, left, right, tolerance } of failing) {
    for (const side of [left, right, tolerance]) reads.add(side, focus);
  }
  return reads.cells;
}

function countedOf(bench: Bench, { left, right, focus }: Failing): ReturnType<typeof countedIn> {
  const found = countedIn(bench, left, focus);
  return found.length > 0 ? found : countedIn(bench, right, focus);
}

/** The cells that a finding names, where the rule reads none itself. */
function pointedAt({ state }: Desk, { sheet, row, column, highlight }: Finding): readonly Seen[] {
  const first =
    sheet !== undefined && row !== undefined && column !== undefined ? [{ sheet, row, column }] : [];
  return [...first, ...(highlight ?? [])].flatMap((address): Seen[] => {
    const found = state.sheets.get(address.sheet);
    const own = found?.byId.get(address.row);
    const known = found?.sheet.columnById.get(address.column);
    return own && known ? [{ row: own, column: known, isVisited: false, isFolded: false }] : [];
  });
}

function fixesOf(desk: Desk, candidates: readonly Candidate[], finding: Finding): readonly Fix[] {
  return chooseFixes(desk.attempt, candidates, finding).map((candidate) => showFix(desk, candidate, finding));
}

/** Removing the first of the rows that repeats another one, if that does. */
function removalsOf(
  desk: Desk,
  rows: readonly RowState[],
  others: readonly RowState[],
  finding: Finding,
): readonly Fix[] {
  for (const row of rows) {
    const twin = twinOf(row, others);
    const fix = twin && showRemoval(desk, row, twin);
    if (fix && desk.attempt(fix.edits, finding) !== null) return [fix];
  }
  return [];
}

function explainCell(desk: Desk, finding: Finding): Explanation {
  const [cell] = pointedAt(desk, finding);
  if (!cell) return bare(finding);
  const rows = desk.state.sheets.get(cell.row.sheet.id)?.rows ?? [];
  const removals = finding.code === 'key' ? removalsOf(desk, [cell.row], rows, finding) : [];
  const candidates = cellCandidates(desk.state, finding, cell);
  const fixes = [...removals, ...fixesOf(desk, candidates, finding)];
  const values = finding.code === 'key' ? pointedAt(desk, finding) : [cell];
  return {
    message: [finding.message, ...fixes.slice(0, 1).map((fix) => fix.message)].join(' '),
    values: values.map((one) => showCell(one, desk.locale)),
    ...withFixes(fixes),
  };
}
