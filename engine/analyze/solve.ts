/**
 * Whether some values keep a formula: branches over alternatives, with finite sets for texts and linear relations for
 * numbers. "No" is proven. Bounded: past the budget the answer is "perhaps".
 */
import { feasible, type Fraction } from './feasible';
import type { Formula } from './formula';
import type { LinearConstraint } from './linear';

export interface Model {
  readonly filled: ReadonlyMap<string, boolean>;
  readonly texts: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, Fraction>;
}

export type Answer = { readonly kind: 'no' | 'perhaps' } | { readonly kind: 'yes'; readonly model: Model };

/** What variables can be. */
export interface Domains {
  readonly isWhole: (name: string) => boolean;
  /** Bounds that hold wherever the variable is filled. */
  readonly boundsOf: (name: string) => readonly LinearConstraint[];
  /** All texts that a variable can be; null where there is no end of them. */
  readonly textsOf: (name: string) => ReadonlySet<string> | null;
}

/** Steps left; shared by all questions of one check. */
export interface Budget {
  steps: number;
}

interface State {
  readonly filled: Map<string, boolean>;
  readonly among: Map<string, ReadonlySet<string>>;
  readonly except: Map<string, ReadonlySet<string>>;
  readonly linear: LinearConstraint[];
  readonly open: (readonly Formula[])[];
}

const NO: Answer = { kind: 'no' };
const PERHAPS: Answer = { kind: 'perhaps' };

export function solve(formula: Formula, domains: Domains, budget: Budget, most = 2000): Answer {
  const own: Budget = { steps: Math.min(most, budget.steps) };
  const before = own.steps;
  const state: State = { filled: new Map(), among: new Map(), except: new Map(), linear: [], open: [] };
  const answer = assume(state, formula, domains) ? search(state, domains, own) : NO;
  budget.steps -= before - Math.max(0, own.steps);
  return answer;
}

const cloned = (state: State): State => ({
  filled: new Map(state.filled),
  among: new Map(state.among),
  except: new Map(state.except),
  linear: [...state.linear],
  open: [...state.open],
});

/** Takes a formula for true; false where it contradicts what is known. */
function assume(state: State, formula: Formula, domains: Domains): boolean {
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'and':
      return formula.parts.every((part) => assume(state, part, domains));
    case 'or':
      state.open.push(formula.parts);
      return true;
    case 'filled':
    case 'blank':
      return assumeFilled(state, formula.name, formula.kind === 'filled', domains);
    case 'linear':
      state.linear.push(formula.constraint);
      return [...formula.constraint.terms.keys()].every((name) => assumeFilled(state, name, true, domains));
    case 'among':
    case 'except':
      return (
        assumeFilled(state, formula.name, true, domains) &&
        assumeTexts(state, formula.name, formula.texts, formula.kind === 'among')
      );
  }
}

function assumeFilled(state: State, name: string, isFilled: boolean, domains: Domains): boolean {
  const known = state.filled.get(name);
  if (known !== undefined) return known === isFilled;
  state.filled.set(name, isFilled);
  if (!isFilled) return true;
  state.linear.push(...domains.boundsOf(name));
  const texts = domains.textsOf(name);
  return texts === null || assumeTexts(state, name, texts, true);
}

function assumeTexts(state: State, name: string, texts: ReadonlySet<string>, isAmong: boolean): boolean {
  const among = state.among.get(name);
  const except = state.except.get(name) ?? NO_TEXTS;
  if (isAmong) {
    const left = [...texts].filter((text) => (!among || among.has(text)) && !except.has(text));
    state.among.set(name, new Set(left));
    return left.length > 0;
  }
  state.except.set(name, new Set([...except, ...texts]));
  if (!among) return true;
  const left = [...among].filter((text) => !texts.has(text));
  state.among.set(name, new Set(left));
  return left.length > 0;
}

const NO_TEXTS: ReadonlySet<string> = new Set();

function search(state: State, domains: Domains, budget: Budget): Answer {
  if (--budget.steps < 0) return PERHAPS;
  const numbers = feasible(state.linear, domains.isWhole);
  if (numbers.kind === 'no') return NO;
  const next = nextAlternatives(state);
  if (!next) return finished(state, numbers.model);
  let isPerhaps = false;
  for (const part of next) {
    const branch = cloned(state);
    if (!assume(branch, part, domains)) continue;
    const answer = search(branch, domains, budget);
    if (answer.kind === 'yes') return answer;
    if (answer.kind === 'perhaps') isPerhaps = true;
    if (budget.steps < 0) return PERHAPS;
  }
  return isPerhaps ? PERHAPS : NO;
}

function finished(state: State, numbers: ReadonlyMap<string, Fraction> | undefined): Answer {
  if (!numbers) return PERHAPS;
  const texts = new Map<string, string>();
  for (const [name, among] of state.among) {
    const [text] = among;
    if (text !== undefined) texts.set(name, text);
  }
  return { kind: 'yes', model: { filled: state.filled, texts, numbers } };
}

/** The alternatives of which the fewest are left, taken off the list; those that hold already are passed over. */
function nextAlternatives(state: State): readonly Formula[] | null {
  let best = -1;
  let bestParts: readonly Formula[] = [];
  for (let i = state.open.length - 1; i >= 0; i--) {
    const parts = (state.open[i] ?? []).filter((part) => verdictOf(part, state) !== false);
    if (parts.some((part) => verdictOf(part, state) === true)) {
      state.open.splice(i, 1);
      if (best >= 0) best--;
      continue;
    }
    if (best < 0 || parts.length < bestParts.length) [best, bestParts] = [i, parts];
  }
  if (best < 0) return null;
  state.open.splice(best, 1);
  return bestParts;
}

/** What is known of a formula; null where that is nothing. Numbers are left to the linear part. */
function verdictOf(formula: Formula, state: State): boolean | null {
  switch (formula.kind) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'filled':
    case 'blank': {
      const known = state.filled.get(formula.name);
      return known === undefined ? null : known === (formula.kind === 'filled');
    }
    case 'linear':
      return [...formula.constraint.terms.keys()].some((name) => state.filled.get(name) === false)
        ? false
        : null;
    case 'among':
    case 'except':
      return textVerdict(formula.name, formula.texts, formula.kind === 'among', state);
    case 'and': {
      const verdicts = formula.parts.map((part) => verdictOf(part, state));
      if (verdicts.includes(false)) return false;
      return verdicts.includes(null) ? null : true;
    }
    case 'or': {
      const verdicts = formula.parts.map((part) => verdictOf(part, state));
      if (verdicts.includes(true)) return true;
      return verdicts.includes(null) ? null : false;
    }
  }
}

function textVerdict(
  name: string,
  texts: ReadonlySet<string>,
  isAmong: boolean,
  state: State,
): boolean | null {
  if (state.filled.get(name) === false) return false;
  const among = state.among.get(name);
  if (!among || state.filled.get(name) !== true) return null;
  const inside = [...among].filter((text) => texts.has(text)).length;
  if (inside === 0) return !isAmong;
  return inside === among.size ? isAmong : null;
}
