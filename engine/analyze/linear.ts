/** Linear relations between numbers and days, with whole coefficients: exact whatever their size. */

/** `terms · variables + constant`, divided by a positive divisor. */
export interface LinearForm {
  readonly terms: ReadonlyMap<string, bigint>;
  readonly constant: bigint;
  readonly divisor: bigint;
}

export type Relation = '<=' | '<' | '==';

/** `form relation 0`; the divisor is 1. */
export interface LinearConstraint {
  readonly terms: ReadonlyMap<string, bigint>;
  readonly constant: bigint;
  readonly relation: Relation;
}

export const variable = (name: string): LinearForm => ({
  terms: new Map([[name, 1n]]),
  constant: 0n,
  divisor: 1n,
});

/** A decimal as it is spelled. Undefined for what is none. */
export function literal(spelling: string): LinearForm | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(spelling);
  if (!match) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const constant = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return { terms: new Map(), constant, divisor: 10n ** BigInt(fraction.length) };
}

export function add(a: LinearForm, b: LinearForm, sign: 1n | -1n = 1n): LinearForm {
  const terms = new Map([...a.terms].map(([name, factor]) => [name, factor * b.divisor] as const));
  for (const [name, factor] of b.terms) {
    terms.set(name, (terms.get(name) ?? 0n) + sign * factor * a.divisor);
  }
  for (const [name, factor] of terms) if (factor === 0n) terms.delete(name);
  return {
    terms,
    constant: a.constant * b.divisor + sign * b.constant * a.divisor,
    divisor: a.divisor * b.divisor,
  };
}

/** Multiplied by a form without variables; undefined where both have some. */
export function multiply(a: LinearForm, b: LinearForm): LinearForm | undefined {
  if (a.terms.size > 0 && b.terms.size > 0) return undefined;
  const [form, by] = a.terms.size > 0 ? [a, b] : [b, a];
  const terms = new Map<string, bigint>();
  for (const [name, factor] of form.terms) if (by.constant !== 0n) terms.set(name, factor * by.constant);
  return { terms, constant: form.constant * by.constant, divisor: form.divisor * by.divisor };
}

/** Divided by a form without variables that is not zero; undefined otherwise. */
export function divide(a: LinearForm, by: LinearForm): LinearForm | undefined {
  if (by.terms.size > 0 || by.constant === 0n) return undefined;
  const sign = by.constant < 0n ? -1n : 1n;
  return multiply(a, { terms: new Map(), constant: by.divisor * sign, divisor: by.constant * sign });
}

/** `a relation b`. */
export function constraint(a: LinearForm, relation: Relation, b: LinearForm): LinearConstraint {
  const { terms, constant } = add(a, b, -1n);
  return { terms, constant, relation };
}

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

function greatest(a: bigint, b: bigint): bigint {
  let [x, y] = [absolute(a), absolute(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

const floorDivide = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

/** Null where no numbers keep it; whole variables make it as narrow as it can be. */
export function tightened(
  given: LinearConstraint,
  isWhole: (name: string) => boolean,
): LinearConstraint | null {
  const { terms } = given;
  let { constant, relation } = given;
  let divisor = 0n;
  for (const factor of terms.values()) divisor = greatest(divisor, factor);
  if (divisor === 0n) return holdsAtZero(constant, relation) ? given : null;
  if ([...terms.keys()].every(isWhole)) {
    if (relation === '==') {
      if (constant % divisor !== 0n) return null;
    } else {
      // terms <= -constant (or < ): the left side is a multiple of the divisor.
      const most = floorDivide(relation === '<' ? -constant - 1n : -constant, divisor);
      constant = -most * divisor;
      relation = '<=';
    }
  }
  const common = greatest(divisor, constant);
  if (common <= 1n) return { terms, constant, relation };
  return {
    terms: new Map([...terms].map(([name, factor]) => [name, factor / common] as const)),
    constant: constant / common,
    relation,
  };
}

function holdsAtZero(constant: bigint, relation: Relation): boolean {
  if (relation === '==') return constant === 0n;
  return relation === '<' ? constant < 0n : constant <= 0n;
}

/** The sum of two constraints, multiplied so that a variable falls out. */
export function eliminated(upper: LinearConstraint, lower: LinearConstraint, name: string): LinearConstraint {
  const [p, q] = [upper.terms.get(name) ?? 0n, lower.terms.get(name) ?? 0n];
  const [byUpper, byLower] = [absolute(q), absolute(p)];
  const terms = new Map<string, bigint>();
  for (const [other, factor] of upper.terms) terms.set(other, factor * byUpper);
  // An equality may be turned round so that the variable falls out.
  const turn = p < 0n === q < 0n ? -1n : 1n;
  for (const [other, factor] of lower.terms) {
    const sum = (terms.get(other) ?? 0n) + factor * byLower * turn;
    if (sum === 0n) terms.delete(other);
    else terms.set(other, sum);
  }
  terms.delete(name);
  const relations = [upper.relation, lower.relation];
  const relation = relations.includes('<') ? '<' : relations.includes('<=') ? '<=' : '==';
  return { terms, constant: upper.constant * byUpper + lower.constant * byLower * turn, relation };
}
