/** What is known of results that are no linear form: magnitudes, extremes, choices between values, rounded numbers. */
import { plainNumber } from '../values/number';
import { and, blank, filled, type Formula, or, TRUE } from './formula';
import { add, constraint, type LinearForm, literal, type Relation, variable } from './linear';
import { operationOf, type Term, termOf } from './terms';
import { when } from './translate';
import type { Variable, Vocabulary } from './vocabulary';

const linear = (a: LinearForm, relation: Relation, b: LinearForm): Formula => ({
  kind: 'linear',
  constraint: constraint(a, relation, b),
});

const allFilled = (term: Term): Formula => and(term.needs.map(filled));
const anyBlank = (term: Term): Formula => or(term.needs.map(blank));
const ZERO: LinearForm = { terms: new Map(), constant: 0n, divisor: 1n };

/** Conditions that tie a result to what it is made of; none where nothing is known. */
export function resultOf(one: Variable, words: Vocabulary): Formula {
  const operation = operationOf(one.logic);
  if (!operation || one.kind === 'text' || one.kind === 'boolean') return TRUE;
  const [name, args] = operation;
  const terms: Term[] = [];
  const values = name === 'if' || name === '?:' ? branchesOf(args) : args;
  for (const arg of name === 'round' ? args.slice(0, 1) : values) {
    const term = arg === null ? null : termOf(arg, words);
    if (!term) return TRUE;
    terms.push(term);
  }
  const [first] = terms;
  if (!first || terms.length > MOST) return TRUE;
  const own = variable(one.name);
  switch (name) {
    case 'abs':
      return tied(one, first, [
        and([linear(ZERO, '<=', first.form), linear(own, '==', first.form)]),
        and([linear(first.form, '<', ZERO), linear(own, '==', add(ZERO, first.form, -1n))]),
      ]);
    case 'min':
    case 'max':
      return extreme(one, terms, name === 'min');
    case 'round':
      return rounded(one, first, args[1] ?? 0);
    case 'coalesce':
      return firstFilled(one, terms);
    case 'sum_filled':
      return sumOfFilled(one, terms, words);
    case 'if':
    case '?:':
      return chosen(one, args, words);
    default:
      return TRUE;
  }
}

/** More values than this are not followed one by one. */
const MOST = 6;

/** The values of `if c1 then v1 else if c2 then v2 … else v`. */
const branchesOf = (args: readonly unknown[]): readonly unknown[] =>
  args.filter((_, i) => i % 2 === 1 || i === args.length - 1);

/** Filled exactly where the term is, and then one of the cases. */
const tied = (one: Variable, term: Term, cases: readonly Formula[]): Formula =>
  or([and([blank(one.name), anyBlank(term)]), and([filled(one.name), allFilled(term), or(cases)])]);

function extreme(one: Variable, terms: readonly Term[], isLeast: boolean): Formula {
  const own = variable(one.name);
  const all: Term = {
    kind: 'number',
    form: ZERO,
    needs: [...new Set(terms.flatMap((term) => term.needs))],
  };
  const bounds = terms.map(({ form }) => (isLeast ? linear(own, '<=', form) : linear(form, '<=', own)));
  return tied(one, all, [and([...bounds, or(terms.map(({ form }) => linear(own, '==', form)))])]);
}

function rounded(one: Variable, term: Term, digits: unknown): Formula {
  if (typeof digits !== 'number' || !Number.isInteger(digits) || digits < 0 || digits > 9) return TRUE;
  const half = literal(plainNumber(5 * 10 ** -(digits + 1)));
  if (!half) return TRUE;
  const own = variable(one.name);
  return tied(one, term, [
    and([linear(own, '<=', add(term.form, half)), linear(add(term.form, half, -1n), '<=', own)]),
  ]);
}

function firstFilled(one: Variable, terms: readonly Term[]): Formula {
  const own = variable(one.name);
  const before = (i: number): Formula => and(terms.slice(0, i).map(anyBlank));
  return or([
    and([blank(one.name), ...terms.map(anyBlank)]),
    ...terms.map((term, i) =>
      and([filled(one.name), before(i), allFilled(term), linear(own, '==', term.form)]),
    ),
  ]);
}

/** Each part is its value, or nothing where that is blank. */
function sumOfFilled(one: Variable, terms: readonly Term[], words: Vocabulary): Formula {
  const parts = terms.map((term, i) => ({ term, part: words.opaque([one.name, i], 'number') }));
  const sum = parts.reduce((form, { part }) => add(form, variable(part.name)), ZERO);
  return or([
    and([blank(one.name), ...terms.map(anyBlank)]),
    and([
      filled(one.name),
      or(terms.map(allFilled)),
      linear(variable(one.name), '==', sum),
      ...parts.map(({ term, part }) =>
        or([
          and([allFilled(term), linear(variable(part.name), '==', term.form)]),
          and([anyBlank(term), linear(variable(part.name), '==', ZERO)]),
        ]),
      ),
    ]),
  ]);
}

/** A blank condition takes the else branch; without one the result is blank. */
function chosen(one: Variable, args: readonly unknown[], words: Vocabulary): Formula {
  const is = (logic: unknown): Formula => {
    const term = logic === null || logic === undefined ? null : termOf(logic, words);
    if (!term) return blank(one.name);
    return tied(one, term, [linear(variable(one.name), '==', term.form)]);
  };
  const [test, then, ...rest] = args;
  if (args.length < 2) return is(test);
  return or([
    and([when(test, 'true', words), is(then)]),
    and([when(test, 'not true', words), chosen(one, rest.length === 0 ? [null] : rest, words)]),
  ]);
}
