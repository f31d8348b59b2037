/**
 * Whether numbers keep linear constraints, by Fourier–Motzkin elimination (equalities first), and some that do.
 * "No" is proven; "yes" is proven where a model is given.
 */
import { eliminated, type LinearConstraint, tightened } from './linear';

/** A number as a fraction. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export type Feasibility =
  | { readonly kind: 'no' }
  /** `model` is missing where no whole numbers were found or the work was too much. */
  | { readonly kind: 'maybe'; readonly model?: ReadonlyMap<string, Fraction> };

const NO: Feasibility = { kind: 'no' };
const MAYBE: Feasibility = { kind: 'maybe' };
/** Elimination may square the number of constraints with every variable. */
const MOST_CONSTRAINTS = 150;

interface Step {
  readonly name: string;
  readonly constraints: readonly LinearConstraint[];
}

export function feasible(
  given: readonly LinearConstraint[],
  isWhole: (name: string) => boolean,
): Feasibility {
  let constraints = narrowed(given, isWhole);
  if (!constraints) return NO;
  const steps: Step[] = [];
  for (;;) {
    const name = cheapest(constraints);
    if (name === undefined) break;
    const about = constraints.filter((one) => one.terms.has(name));
    steps.push({ name, constraints: about });
    const without = constraints.filter((one) => !one.terms.has(name));
    const next = narrowed([...without, ...combined(about, name)], isWhole);
    if (!next) return NO;
    if (next.length > MOST_CONSTRAINTS) return MAYBE;
    constraints = next;
  }
  const model = modelOf(steps, isWhole);
  return model ? { kind: 'maybe', model } : MAYBE;
}

/** Each constraint once, as narrow as it can be; null where one cannot be kept. */
function narrowed(
  given: readonly LinearConstraint[],
  isWhole: (name: string) => boolean,
): LinearConstraint[] | null {
  const found = new Map<string, LinearConstraint>();
  for (const one of given) {
    const tight = tightened(one, isWhole);
    if (!tight) return null;
    if (tight.terms.size === 0) continue;
    const name = [...tight.terms].sort(([a], [b]) => (a < b ? -1 : 1)).join(' ') + tight.relation;
    const known = found.get(name);
    if (known && tight.relation === '==' && known.constant !== tight.constant) return null;
    if (!known || tight.constant > known.constant) found.set(name, tight);
  }
  return [...found.values()];
}

/** The variable whose elimination makes the fewest constraints; those of equalities first. */
function cheapest(constraints: readonly LinearConstraint[]): string | undefined {
  const uses = new Map<string, { equal: number; upper: number; lower: number }>();
  for (const { terms, relation } of constraints) {
    for (const [name, factor] of terms) {
      const use = uses.get(name) ?? { equal: 0, upper: 0, lower: 0 };
      uses.set(name, use);
      if (relation === '==') use.equal++;
      else if (factor > 0n) use.upper++;
      else use.lower++;
    }
  }
  let best: string | undefined;
  let least = Infinity;
  for (const [name, { equal, upper, lower }] of uses) {
    const cost = equal > 0 ? -1 : upper * lower;
    if (cost < least) [best, least] = [name, cost];
  }
  return best;
}

function combined(about: readonly LinearConstraint[], name: string): LinearConstraint[] {
  const equality = about.find((one) => one.relation === '==');
  if (equality) {
    return about.flatMap((one) => (one === equality ? [] : [eliminated(one, equality, name)]));
  }
  const upper = about.filter((one) => (one.terms.get(name) ?? 0n) > 0n);
  const lower = about.filter((one) => (one.terms.get(name) ?? 0n) < 0n);
  return upper.flatMap((one) => lower.map((other) => eliminated(one, other, name)));
}

/** Values for the variables, last eliminated first; null where a whole one finds no place. */
function modelOf(
  steps: readonly Step[],
  isWhole: (name: string) => boolean,
): ReadonlyMap<string, Fraction> | null {
  const model = new Map<string, Fraction>();
  for (const { name, constraints } of [...steps].reverse()) {
    const range: Range = { low: null, high: null, lowOpen: false, highOpen: false };
    for (const one of constraints) narrow(range, one, name, model);
    const value = chosen(range, isWhole(name));
    if (!value) return null;
    model.set(name, value);
  }
  return model;
}

interface Range {
  low: Fraction | null;
  high: Fraction | null;
  lowOpen: boolean;
  highOpen: boolean;
}

const less = (a: Fraction, b: Fraction): boolean => a.numerator * b.denominator < b.numerator * a.denominator;
const same = (a: Fraction, b: Fraction): boolean =>
  a.numerator * b.denominator === b.numerator * a.denominator;

function narrow(
  range: Range,
  { terms, constant, relation }: LinearConstraint,
  name: string,
  model: ReadonlyMap<string, Fraction>,
): void {
  const own = terms.get(name) ?? 0n;
  let sum: Fraction = { numerator: constant, denominator: 1n };
  for (const [other, factor] of terms) {
    if (other === name) continue;
    const value = model.get(other) ?? { numerator: 0n, denominator: 1n };
    sum = {
      numerator: sum.numerator * value.denominator + factor * value.numerator * sum.denominator,
      denominator: sum.denominator * value.denominator,
    };
  }
  // own * x + sum relation 0
  const sign = own < 0n ? -1n : 1n;
  const bound: Fraction = { numerator: -sum.numerator * sign, denominator: sum.denominator * own * sign };
  const isOpen = relation === '<';
  if (own > 0n || relation === '==') {
    if (!range.high || less(bound, range.high)) [range.high, range.highOpen] = [bound, isOpen];
    else if (same(bound, range.high)) range.highOpen ||= isOpen;
  }
  if (own < 0n || relation === '==') {
    if (!range.low || less(range.low, bound)) [range.low, range.lowOpen] = [bound, isOpen];
    else if (same(bound, range.low)) range.lowOpen ||= isOpen;
  }
}

const whole = (value: bigint): Fraction => ({ numerator: value, denominator: 1n });

function floor({ numerator, denominator }: Fraction): bigint {
  const quotient = numerator / denominator;
  return numerator % denominator !== 0n && numerator < 0n ? quotient - 1n : quotient;
}

const ceiling = (value: Fraction): bigint =>
  -floor({ numerator: -value.numerator, denominator: value.denominator });

/** A small whole number where there is one; else the middle. */
function chosen({ low, high, lowOpen, highOpen }: Range, mustBeWhole: boolean): Fraction | null {
  const fits = (value: Fraction): boolean =>
    (!low || less(low, value) || (same(low, value) && !lowOpen)) &&
    (!high || less(value, high) || (same(value, high) && !highOpen));
  const candidates = [0n];
  if (low) candidates.push(ceiling(low), ceiling(low) + 1n);
  if (high) candidates.push(floor(high), floor(high) - 1n);
  const found = candidates.map(whole).find(fits);
  if (found || mustBeWhole) return found ?? null;
  const middle =
    low && high
      ? {
          numerator: low.numerator * high.denominator + high.numerator * low.denominator,
          denominator: 2n * low.denominator * high.denominator,
        }
      : null;
  return middle && fits(middle) ? middle : null;
}
