/** Logic as formulas: when it is true, false, not true, not false. Blank is neither. */
import { and, blank, FALSE, filled, type Formula, or, TRUE } from './formula';
import { constraint, type Relation } from './linear';
import { operationOf, type Term, termOf, variableIn } from './terms';
import { NO, type Variable, type Vocabulary, YES } from './vocabulary';

export type Goal = 'true' | 'false' | 'not true' | 'not false';

const OPPOSITE: Readonly<Record<Goal, Goal>> = {
  true: 'false',
  false: 'true',
  'not true': 'not false',
  'not false': 'not true',
};

/** What must hold for logic to be as the goal says. */
export function when(logic: unknown, goal: Goal, words: Vocabulary): Formula {
  if (typeof logic === 'boolean')
    return goal === String(logic) || goal === `not ${String(!logic)}` ? TRUE : FALSE;
  if (logic === null) return goal === 'true' || goal === 'false' ? FALSE : TRUE;
  const named = variableIn(logic, words);
  if (named) return ofVerdictVariable(named, goal);
  const operation = operationOf(logic);
  return (operation && ofOperation(operation, goal, words)) ?? opaque(logic, goal, words);
}

/** A yes-or-no cell, or logic that is not looked into. */
function ofVerdictVariable({ name, kind }: Variable, goal: Goal): Formula {
  if (kind !== 'boolean') return TRUE;
  const is = (text: string): Formula => ({ kind: 'among', name, texts: new Set([text]) });
  switch (goal) {
    case 'true':
      return is(YES);
    case 'false':
      return is(NO);
    case 'not true':
      return or([blank(name), is(NO)]);
    case 'not false':
      return or([blank(name), is(YES)]);
  }
}

const opaque = (logic: unknown, goal: Goal, words: Vocabulary): Formula =>
  ofVerdictVariable(words.opaque(logic, 'boolean'), goal);

function ofOperation(
  [name, args]: readonly [string, readonly unknown[]],
  goal: Goal,
  words: Vocabulary,
): Formula | null {
  const each = (of: Goal): readonly Formula[] => args.map((arg) => when(arg, of, words));
  switch (name) {
    case 'and':
      return goal === 'true' || goal === 'not false' ? and(each(goal)) : or(each(goal));
    case 'or':
      return goal === 'true' || goal === 'not false' ? or(each(goal)) : and(each(goal));
    case '!':
      return when(args[0], OPPOSITE[goal], words);
    case '!!':
      return when(args[0], goal, words);
    case 'if':
    case '?:':
      return conditional(args, goal, words);
    case 'blank':
      return blankness(args[0], goal, words);
    case 'between':
      return between(args, goal, words);
    case 'near':
      return near(args, goal, words);
    case 'in':
      return contained(args, goal, words);
    case '<':
    case '<=':
    case '>':
    case '>=':
      if (args.includes(null)) return when(null, goal, words);
      return chain(name, args, goal, words);
    case '==':
    case '===':
      return equality(args, goal, words);
    case '!=':
    case '!==':
      return equality(args, OPPOSITE[goal], words);
    default:
      return null;
  }
}

/** A blank condition takes the else branch. */
function conditional(args: readonly unknown[], goal: Goal, words: Vocabulary): Formula {
  const [test, then, ...rest] = args;
  if (args.length === 0) return when(null, goal, words);
  if (args.length === 1) return when(test, goal, words);
  const other = rest.length === 0 ? when(null, goal, words) : conditional(rest, goal, words);
  return or([
    and([when(test, 'true', words), when(then, goal, words)]),
    and([when(test, 'not true', words), other]),
  ]);
}

function blankness(logic: unknown, goal: Goal, words: Vocabulary): Formula | null {
  const isBlank = goal === 'true' || goal === 'not false';
  const named = variableIn(logic, words);
  if (named) return isBlank ? blank(named.name) : filled(named.name);
  const term = termOf(logic, words);
  if (!term) return null;
  return isBlank ? or(term.needs.map(blank)) : and(term.needs.map(filled));
}

/** A comparison of filled terms; blank where one of its variables is. */
function comparison(needs: readonly string[], holds: Formula, fails: Formula, goal: Goal): Formula {
  switch (goal) {
    case 'true':
      return and([...needs.map(filled), holds]);
    case 'false':
      return and([...needs.map(filled), fails]);
    case 'not true':
      return or([...needs.map(blank), fails]);
    case 'not false':
      return or([...needs.map(blank), holds]);
  }
}

const linear = (a: Term, relation: Relation, b: Term): Formula => ({
  kind: 'linear',
  constraint: constraint(a.form, relation, b.form),
});

type Order = '<' | '<=' | '>' | '>=';

const NEGATED: Readonly<Record<Order, Order>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

function ordered(a: Term, order: Order, b: Term): Formula {
  if (order === '>') return linear(b, '<', a);
  if (order === '>=') return linear(b, '<=', a);
  return linear(a, order, b);
}

const unequal = (a: Term, b: Term): Formula => or([linear(a, '<', b), linear(b, '<', a)]);

/** Operands of one kind, text literals beside days read as days. */
function termsOf(args: readonly unknown[], words: Vocabulary): readonly Term[] | null {
  const isDate = args.some((arg) => termOf(arg, words)?.kind === 'date');
  const terms: Term[] = [];
  for (const arg of args) {
    const term = termOf(arg, words, isDate || args.every((one) => typeof one === 'string'));
    if (!term) return null;
    terms.push(term);
  }
  return terms;
}

const needsOf = (terms: readonly Term[]): readonly string[] => [
  ...new Set(terms.flatMap((term) => term.needs)),
];

function chain(order: Order, args: readonly unknown[], goal: Goal, words: Vocabulary): Formula | null {
  const terms = termsOf(args, words);
  if (!terms) return null;
  const pairs = terms.slice(1).map((b, i) => [terms[i] ?? b, b] as const);
  return comparison(
    needsOf(terms),
    and(pairs.map(([a, b]) => ordered(a, order, b))),
    or(pairs.map(([a, b]) => ordered(a, NEGATED[order], b))),
    goal,
  );
}

function between(args: readonly unknown[], goal: Goal, words: Vocabulary): Formula | null {
  const terms = termsOf(args, words);
  const [value, low, high] = terms ?? [];
  if (!terms || !value || !low || !high) return null;
  return comparison(
    needsOf(terms),
    and([linear(low, '<=', value), linear(value, '<=', high)]),
    or([linear(value, '<', low), linear(high, '<', value)]),
    goal,
  );
}

function near(args: readonly unknown[], goal: Goal, words: Vocabulary): Formula | null {
  const terms = termsOf(args, words);
  const [a, b, tolerance] = args;
  if (!terms) return null;
  const within = [{ '<=': [{ '-': [a, b] }, tolerance] }, { '<=': [{ '-': [b, a] }, tolerance] }];
  return when({ and: within }, goal, words);
}

function equality(args: readonly unknown[], goal: Goal, words: Vocabulary): Formula | null {
  const [left, right] = args;
  // Literals come where a filter is asked about one code.
  if (left === null || right === null) return when(null, goal, words);
  if (isLiteral(left) && isLiteral(right)) return when(left === right, goal, words);
  const terms = termsOf(args, words);
  const [a, b] = terms ?? [];
  if (terms && a && b) return comparison(needsOf(terms), linear(a, '==', b), unequal(a, b), goal);
  const named = variableIn(left, words) ?? variableIn(right, words);
  const other = variableIn(left, words) ? right : left;
  if (!named || (typeof other !== 'string' && typeof other !== 'boolean')) return null;
  return amongTexts(named, [String(other)], goal);
}

const isLiteral = (logic: unknown): boolean => typeof logic !== 'object';

/** A variable that is one of some texts. */
function amongTexts({ name }: Variable, literals: readonly string[], goal: Goal): Formula {
  const texts = new Set(literals);
  return comparison([name], { kind: 'among', name, texts }, { kind: 'except', name, texts }, goal);
}

function contained([needle, list]: readonly unknown[], goal: Goal, words: Vocabulary): Formula | null {
  if (!Array.isArray(list)) return null;
  if (needle === null) return when(null, goal, words);
  const named = variableIn(needle, words);
  if (named?.kind === 'text' && list.every((item) => typeof item === 'string')) {
    return amongTexts(named, list, goal);
  }
  if (list.length === 0 || !list.every((item) => typeof item === 'number' || typeof item === 'string'))
    return null;
  return when({ or: list.map((item: unknown) => ({ '==': [needle, item] })) }, goal, words);
}
